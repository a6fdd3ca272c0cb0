import { fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { inventedLibrary } from '../../../dev/library'
import App from '../../App.svelte'
import type { DeletePreview } from '../ipc'
import { settled } from '../timeline/inventedCore'
import { REST_MS } from './tip.svelte'
import { wouldGo } from './words'

const files = { cleared: 2, image_bytes: 2_100_000, audio_bytes: 412_000, returned: 0 }
const none = { missing: [], shared: [], refused: [], waiting: [] }
const preview: DeletePreview = {
  segments: 1,
  first_index: 6,
  locked: 0,
  stale: 0,
  moved: 0,
  duration_ms: 25_200,
  silent: 2,
  files: { ...files, ...none },
}

const trash = { erases: false, silenceMs: 3000 }

describe('what a delete would take', () => {
  it('is told in the words of the receipt', () => {
    expect(wouldGo(preview, trash, true)).toEqual({
      title: 'Delete segment 7',
      files: 'image 2.1 MB and audio 412 kB to trash',
      more: '0:31.2 of story left · Shift: close the gap too',
    })
  })

  it('names what stays, and counts what is locked or stale', () => {
    const shared = [{ path: 'media/1.png', name: 'hare.png', kind: 'image' as const }]
    const many = { ...preview, segments: 3, locked: 1, stale: 2, files: { ...preview.files, shared } }
    expect(wouldGo(many, { ...trash, erases: true }, false)).toEqual({
      title: 'Erase 3 segments for ever',
      files: 'image 2.1 MB and audio 412 kB erased for ever · hare.png kept, another segment uses it',
      more: '1 locked · 2 stale takes · 0:31.2 of story left',
    })
  })

  it('says so where no file goes', () => {
    const bare = { ...preview, files: { ...preview.files, image_bytes: 0, audio_bytes: 0 } }
    expect(wouldGo(bare, trash, false).files).toBe('no file goes')
    expect(wouldGo({ ...bare, duration_ms: 0, silent: 0 }, trash, false).more).toBe('')
  })
})

describe('the tip', () => {
  afterEach(() => vi.useRealTimers())

  async function open() {
    const ipc = inventedLibrary(new URLSearchParams())
    const answers: ((preview: DeletePreview) => void)[] = []
    const previewDelete = vi.fn(() => new Promise<DeletePreview>((answer) => answers.push(answer)))
    render(App, { ipc: { ...ipc, previewDelete } })
    await fireEvent.click(await screen.findByRole('button', { name: 'The Hare and the Tortoise' }))
    const button = await screen.findByRole('button', { name: 'Delete segment' })
    // From now on the clock stands still.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    return { button, previewDelete, answers }
  }

  async function rest(): Promise<void> {
    vi.advanceTimersByTime(REST_MS)
    await settled()
  }

  const tip = () => screen.queryByRole('tooltip')

  it('asks once the pointer rests, not before and not twice', async () => {
    const { button, previewDelete, answers } = await open()
    await fireEvent.pointerEnter(button)
    vi.advanceTimersByTime(REST_MS - 1)
    expect(previewDelete).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    await fireEvent.pointerEnter(button)
    await rest()
    expect(previewDelete).toHaveBeenCalledTimes(1)
    answers[0]?.(preview)
    await settled()
    expect(tip()?.textContent).toContain('image 2.1 MB')
    expect(button.getAttribute('aria-describedby')).toBe(tip()?.id)
  })

  it('drops an answer that comes when the pointer has left', async () => {
    const { button, answers } = await open()
    await fireEvent.pointerEnter(button)
    await rest()
    await fireEvent.pointerLeave(button)
    answers[0]?.(preview)
    await settled()
    expect(tip()).toBeNull()
    expect(button.getAttribute('aria-describedby')).toBeNull()
  })

  it('goes by Escape, which does nothing else then', async () => {
    const { button, answers } = await open()
    await fireEvent.pointerEnter(button)
    await rest()
    answers[0]?.(preview)
    await settled()
    const selected = () => document.querySelectorAll('.clip[aria-selected="true"]').length
    const before = selected()
    await fireEvent.keyDown(button, { key: 'Escape' })
    expect(tip()).toBeNull()
    expect(selected()).toBe(before)
  })

  it('stays while the pointer is on it, and goes when it leaves', async () => {
    const { button, answers } = await open()
    await fireEvent.pointerEnter(button)
    await rest()
    answers[0]?.(preview)
    await settled()
    await fireEvent.pointerLeave(button)
    const shown = tip() ?? expect.fail('no tip')
    await fireEvent.pointerEnter(shown)
    await rest()
    expect(tip()).not.toBeNull()
    await fireEvent.pointerLeave(shown)
    expect(tip()).toBeNull()
  })

  it('goes with the delete', async () => {
    const { button, answers } = await open()
    await fireEvent.pointerEnter(button)
    await rest()
    answers[0]?.(preview)
    await settled()
    await fireEvent.click(button)
    expect(tip()).toBeNull()
  })
})
