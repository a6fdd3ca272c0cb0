import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { inventedLibrary } from '../../../dev/library'
import App from '../../App.svelte'
import { type ExportedStory, type Ipc, IpcError } from '../ipc'
import { spoken } from '../texts'
import { exportReceipt } from './exporting'

afterEach(() => spoken.speak('en'))

async function openExport(changes: Partial<Ipc> = {}): Promise<HTMLElement> {
  const ipc = inventedLibrary(new URLSearchParams())
  render(App, { ipc: { ...ipc, ...changes } })
  await fireEvent.click(await screen.findByRole('button', { name: 'The Hare and the Tortoise' }))
  await fireEvent.click(await screen.findByRole('button', { name: 'Export' }))
  return screen.findByRole('dialog', { name: 'Export story' })
}

const choose = () => fireEvent.click(screen.getByRole('button', { name: 'Choose folder…' }))

describe('export', () => {
  it('writes the story as everything, and offers to show it', async () => {
    const ipc = inventedLibrary(new URLSearchParams())
    const exportStory = vi.fn(ipc.exportStory)
    const showExported = vi.fn(ipc.showExported)
    await openExport({ exportStory, showExported })
    await choose()
    await screen.findByText('Exported “The Hare and the Tortoise”')
    const request = { project_id: 1, format: 'folder', silence_ms: 3000 }
    expect(exportStory).toHaveBeenCalledWith(request, expect.anything())
    expect(screen.queryByRole('dialog')).toBeNull()
    await fireEvent.click(screen.getByRole('button', { name: 'Show in folder' }))
    expect(showExported).toHaveBeenCalledWith('1')
  })

  it('writes what was chosen, with what was typed until then', async () => {
    const order: string[] = []
    const library = inventedLibrary(new URLSearchParams())
    const ipc: Ipc = {
      ...library,
      editSegment: (request) => (order.push(`edit ${request.text}`), library.editSegment(request)),
      exportStory: (request) => (order.push(request.format), library.exportStory(request)),
    }
    render(App, { ipc })
    await fireEvent.click(await screen.findByRole('button', { name: 'The Hare and the Tortoise' }))
    await fireEvent.input(await screen.findByRole('textbox', { name: 'Narration' }), {
      target: { value: 'Last words' },
    })
    await fireEvent.keyDown(document.body, { key: 'e', ctrlKey: true })
    await fireEvent.click(await screen.findByRole('radio', { name: /subtitles/ }))
    await choose()
    await waitFor(() => expect(order).toEqual(['edit Last words', 'subtitles']))
  })

  it('says nothing when no folder is chosen', async () => {
    await openExport({ exportStory: () => Promise.resolve(null) })
    await choose()
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(within(screen.getByRole('region', { name: 'Receipts' })).queryByText(/xport/)).toBeNull()
  })

  it('says why nothing was written', async () => {
    const full = new IpcError({ code: 'disk_full', message: 'Exporting the story failed: the disk is full.' })
    await openExport({ exportStory: () => Promise.reject(full) })
    await choose()
    await screen.findByText('The story was not exported')
    expect(screen.getByText(/the disk is full/)).toBeTruthy()
  })
})

describe('the receipt of an export', () => {
  const exported = (missing: string[]): ExportedStory => ({
    token: '7',
    receipt: {
      path: '/home/ada/Fox',
      segments: 3,
      files: 5,
      bytes: 2_400_000,
      missing: missing.map((name) => ({ path: `media/${name}`, name, kind: 'image' })),
    },
  })

  it('tells what was written and where', () => {
    const { title, detail, tone } = exportReceipt('Fox', exported([]), vi.fn())
    expect([title, detail, tone]).toEqual([
      'Exported “Fox”',
      '3 segments and 5 files, 2.4 MB · /home/ada/Fox',
      'done',
    ])
  })

  it('names what is not in it', () => {
    const { detail, tone } = exportReceipt('Fox', exported(['a.png', 'b.wav', 'c.wav']), vi.fn())
    expect(detail).toContain('without a.png and 2 more files, which are missing')
    expect(tone).toBe('problem')
  })

  it('speaks German', () => {
    spoken.speak('de')
    const { title, detail } = exportReceipt('Fuchs', exported(['a.png']), vi.fn())
    expect(title).toBe('„Fuchs“ exportiert')
    expect(detail).toContain('ohne a.png, die fehlt')
  })
})
