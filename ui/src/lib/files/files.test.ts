import { describe, expect, test } from 'vitest'
import { type DroppedFiles, type DropPoint, type Ipc, IpcError } from '../ipc'
import type { ShowReceipt } from '../receipt/receipt'
import { segment } from '../timeline/invented'
import { InventedCore, settled } from '../timeline/inventedCore'
import { Timeline } from '../timeline/timeline.svelte'
import { Dropping } from './dropping.svelte'
import { Files, MOST_IMAGE_BYTES } from './files.svelte'

const dropped = (count: number): DroppedFiles => ({ files: { token: 'token', count }, at: { x: 1, y: 1 } })

/** A story of segments 1 and 2, at the indexes 0 and 1. */
async function opened() {
  const core = new InventedCore({ 1: [segment(1, 0), segment(2, 1)] })
  const said: string[] = []
  const receipts: string[] = []
  const report: ShowReceipt = (tell) => receipts.push(tell().title)
  const timeline = new Timeline(core.ipc, report)
  await timeline.load(1)
  const files = new Files(core.ipc, {
    timeline: () => timeline,
    report,
    announce: (words) => said.push(words),
  })
  core.calls.length = 0
  return { core, timeline, files, said, receipts }
}

/** Dropping, told of files by hand, with the element that lies under the pointer. */
function droppingOn(element: HTMLElement, { timeline, files }: Awaited<ReturnType<typeof opened>>) {
  const shell: { over?: (at: DropPoint) => void; left?: () => void; drop?: (files: DroppedFiles) => void } =
    {}
  const hear = <K extends keyof typeof shell>(key: K) =>
    ((listener: (typeof shell)[K]) => {
      shell[key] = listener
      return Promise.resolve(() => undefined)
    }) as never
  const ipc: Partial<Ipc> = {
    onFilesOver: hear('over'),
    onFilesLeft: hear('left'),
    onFilesDropped: hear('drop'),
  }
  document.elementFromPoint = () => element
  const dropping = new Dropping({ timeline: () => timeline, files: () => files, isCovered: () => false })
  const stop = dropping.listen(ipc as Ipc)
  return { dropping, shell, stop }
}

function element(html: string): HTMLElement {
  document.body.innerHTML = html
  return document.body.firstElementChild as HTMLElement
}

describe('files of a segment', () => {
  test('go by the token of the dialog, are taken away by kind, and change no selection', async () => {
    const { core, timeline, files } = await opened()
    timeline.selectAll()
    await files.choose(1, 'audio')
    await files.remove(1, 'image')
    expect(core.calls).toEqual([
      'attach {"segment_id":1,"audio_token":"token"}',
      'detach {"segment_id":1,"image":true,"audio":false}',
    ])
    expect(timeline.selection.places.size).toBe(2)
  })

  test('are told of when no dialog could be shown', async () => {
    const { core, timeline, receipts } = await opened()
    const ipc = {
      ...core.ipc,
      chooseMedia: () => Promise.reject(new IpcError({ code: 'io', message: 'No dialog.' })),
    }
    const report: ShowReceipt = (tell) => receipts.push(tell().title)
    await new Files(ipc, { timeline: () => timeline, report, announce: () => undefined }).choose(2, 'image')
    expect(receipts).toEqual(['Segment 2 was given no new image'])
  })
})

describe('files on their way in', () => {
  test('dropped on a clip, they go into its segment, which is busy meanwhile', async () => {
    const page = await opened()
    page.core.isHolding = true
    const { shell } = droppingOn(element('<div data-segment-id="2"></div>'), page)
    shell.drop?.(dropped(1))
    await settled()
    expect(page.core.calls).toEqual(['attach {"segment_id":2,"token":"token"}'])
    expect([page.files.isBusy(1), page.files.isBusy(2)]).toEqual([false, true])
    await page.core.answerAll()
    await settled()
    expect(page.files.isBusy(2)).toBe(false)
    expect(page.said).toEqual(['Segment 2 has new media'])
  })

  test('many on a clip get segments of their own behind it', async () => {
    const page = await opened()
    const { shell } = droppingOn(element('<div data-segment-id="1"></div>'), page)
    shell.drop?.(dropped(5))
    await settled()
    expect(page.core.calls).toEqual(['add files token at 1'])
  })

  test('beside the clips they come at the end', async () => {
    const page = await opened()
    const { shell } = droppingOn(element('<div data-drop="end"></div>'), page)
    shell.drop?.(dropped(1))
    await settled()
    expect(page.core.calls).toEqual(['add files token at undefined'])
  })

  test('what would take them is marked while they are held, and no longer', async () => {
    const page = await opened()
    const clip = element('<div data-segment-id="1"></div>')
    const { dropping, shell, stop } = droppingOn(clip, page)
    shell.over?.({ x: 1, y: 1 })
    expect(clip.hasAttribute('data-drop-target')).toBe(true)
    expect(dropping.held?.target).toEqual({ kind: 'segment', id: 1 })
    shell.left?.()
    expect(clip.hasAttribute('data-drop-target')).toBe(false)
    expect(dropping.held).toBeNull()
    shell.over?.({ x: 1, y: 1 })
    stop()
    expect(clip.hasAttribute('data-drop-target'), 'the page went').toBe(false)
  })

  test('a refusal is told and leaves the segment idle', async () => {
    const page = await opened()
    page.core.failNext('segment_locked')
    await page.files.attach(1, { token: 'token', count: 1 })
    expect(page.receipts).toEqual(['Segment 1 was given nothing new'])
    expect(page.files.isBusy(1)).toBe(false)
  })

  test('an image of the clipboard goes as bytes, and a vast one does not travel', async () => {
    const page = await opened()
    await page.files.paste(2, new Blob([new Uint8Array(7)]))
    const vast = { size: MOST_IMAGE_BYTES + 1, arrayBuffer: () => Promise.reject(new Error('read')) }
    await page.files.paste(2, vast as unknown as Blob)
    expect(page.core.calls).toEqual(['paste 7 bytes into 2', 'paste 0 bytes into 2'])
  })
})
