import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type EditSegment, IpcError, type Segment } from '../ipc'
import { Drafts } from './drafts.svelte'

const segment: Segment = {
  id: 7,
  project_id: 1,
  sequence_index: 6,
  text: 'as it was',
  image_prompt: '',
  image: null,
  audio: null,
  duration_ms: null,
  audio_stale: false,
  locked: false,
}

/** Saves that are answered by hand. */
function slowSaves() {
  const sent: { edit: EditSegment; done: () => void; fail: (error: IpcError) => void }[] = []
  const save = (edit: EditSegment) =>
    new Promise<void>((done, fail) => {
      sent.push({ edit, done, fail })
    })
  return { sent, save }
}

describe('drafts', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('saves once the keys have rested', async () => {
    const save = vi.fn(() => Promise.resolve())
    const drafts = new Drafts(save, vi.fn())
    drafts.write(7, 'text', 'a')
    await vi.advanceTimersByTimeAsync(599)
    drafts.write(7, 'text', 'ab')
    await vi.advanceTimersByTimeAsync(599)
    expect(save).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(save.mock.calls).toEqual([[{ id: 7, text: 'ab' }]])
    expect(drafts.size).toBe(0)
  })

  it('shows what was typed until it is on disk', async () => {
    const { sent, save } = slowSaves()
    const drafts = new Drafts(save, vi.fn())
    drafts.write(7, 'text', 'new')
    expect(drafts.value(segment, 'text')).toBe('new')
    expect(drafts.value(segment, 'image_prompt')).toBe('')
    const flushed = drafts.flush()
    await vi.advanceTimersByTimeAsync(0)
    sent[0]?.done()
    await flushed
    expect(drafts.value(segment, 'text')).toBe('as it was')
  })

  it('keeps the drafts of several segments apart', async () => {
    const save = vi.fn(() => Promise.resolve())
    const drafts = new Drafts(save, vi.fn())
    drafts.write(7, 'text', 'seven')
    drafts.write(8, 'text', 'eight')
    drafts.write(7, 'image_prompt', 'oak')
    await drafts.flush()
    expect(save.mock.calls).toEqual([
      [{ id: 7, text: 'seven', image_prompt: 'oak' }],
      [{ id: 8, text: 'eight' }],
    ])
  })

  it('keeps what is typed while a save is under way, and never sends two at once', async () => {
    const { sent, save } = slowSaves()
    const drafts = new Drafts(save, vi.fn())
    drafts.write(7, 'text', 'one')
    void drafts.flush()
    await vi.advanceTimersByTimeAsync(0)
    drafts.write(7, 'text', 'one two')
    const flushed = drafts.flush()
    await vi.advanceTimersByTimeAsync(0)
    expect(sent).toHaveLength(1)
    sent[0]?.done()
    await vi.advanceTimersByTimeAsync(0)
    expect(sent.map(({ edit }) => edit.text)).toEqual(['one', 'one two'])
    sent[1]?.done()
    await flushed
    expect(drafts.size).toBe(0)
  })

  it('keeps what could not be saved, says so once, and saves it when asked again', async () => {
    const full = new IpcError({ code: 'disk_full', message: 'The disk is full.' })
    const save = vi.fn(() => Promise.resolve()).mockRejectedValueOnce(full)
    const failed = vi.fn()
    const drafts = new Drafts(save, failed)
    drafts.write(7, 'text', 'new')
    await drafts.flush()
    await drafts.flush()
    expect(failed.mock.calls).toEqual([[full]])
    expect(drafts.isRefused(7)).toBe(true)
    expect(drafts.value(segment, 'text')).toBe('new')
    await drafts.saveNow(7)
    expect(drafts.isRefused(7)).toBe(false)
    expect(drafts.size).toBe(0)
  })

  it('saves text typed after a refusal by itself', async () => {
    const full = new IpcError({ code: 'disk_full', message: 'The disk is full.' })
    const save = vi.fn(() => Promise.resolve()).mockRejectedValueOnce(full)
    const drafts = new Drafts(save, vi.fn())
    drafts.write(7, 'text', 'new')
    await drafts.flush()
    drafts.write(7, 'text', 'newer')
    await vi.advanceTimersByTimeAsync(600)
    expect(save).toHaveBeenLastCalledWith({ id: 7, text: 'newer' })
    expect(drafts.size).toBe(0)
  })

  it('lets go of the text of a segment that is gone', async () => {
    const gone = new IpcError({ code: 'not_found', message: 'There is no segment with the id 7.' })
    const failed = vi.fn()
    const drafts = new Drafts(() => Promise.reject(gone), failed)
    drafts.write(7, 'text', 'new')
    await drafts.flush()
    expect(failed).toHaveBeenCalledOnce()
    expect(drafts.size).toBe(0)
  })

  it('forgets what is discarded', async () => {
    const save = vi.fn(() => Promise.resolve())
    const drafts = new Drafts(save, vi.fn())
    drafts.write(7, 'text', 'new')
    drafts.discard(7)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(save).not.toHaveBeenCalled()
    expect(drafts.value(segment, 'text')).toBe('as it was')
  })

  it('says that it goes on with the typing, until the field loses the focus', async () => {
    const save = vi.fn(() => Promise.resolve())
    const drafts = new Drafts(save, vi.fn())
    for (const text of ['a', 'ab']) {
      drafts.write(7, 'text', text)
      await vi.advanceTimersByTimeAsync(600)
    }
    drafts.write(7, 'text', 'abc')
    await drafts.leave()
    drafts.write(7, 'text', 'abcd')
    await drafts.leave()
    expect(save.mock.calls).toEqual([
      [{ id: 7, text: 'a' }],
      [{ id: 7, text: 'ab', typing: true }],
      [{ id: 7, text: 'abc', typing: true }],
      [{ id: 7, text: 'abcd' }],
    ])
  })

  it('takes another field, another segment or two fields at once for a step of their own', async () => {
    const save = vi.fn(() => Promise.resolve())
    const drafts = new Drafts(save, vi.fn())
    drafts.write(7, 'text', 'a')
    await drafts.flush()
    drafts.write(7, 'image_prompt', 'b')
    await drafts.flush()
    drafts.write(8, 'image_prompt', 'c')
    await drafts.flush()
    drafts.write(8, 'image_prompt', 'd')
    drafts.write(8, 'text', 'e')
    await drafts.flush()
    expect(save.mock.calls).not.toContainEqual([expect.objectContaining({ typing: true })])
  })
})
