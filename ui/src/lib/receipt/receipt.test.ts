import { describe, expect, it, vi } from 'vitest'
import type { DeleteReceipt, FileReport, OpKind, Outcome, Reason, WaitReason } from '../ipc/types'
import {
  answers,
  deleteProjectReceipt,
  deleteReceipt,
  errorReceipt,
  filesReceipt,
  isWorthAWord,
  purgeReceipt,
  rescueReceipt,
  restoreReceipt,
  retryReceipt,
  stepReceipt,
} from './receipt'
import { noFiles, outcome as invented, segment } from '../timeline/invented'

const file = (name: string) => ({ name, path: `media/${name}`, kind: 'image' as const })
const waiting = (name: string, reason: WaitReason) => ({ ...file(name), reason })

const reason: Reason = { kind: 'failed', task: 'save_change', detail: null }
const step = (kind: OpKind, segments: number) => ({ name: { kind, segments, places: null }, label: kind })

function outcome<T>(value: T, files: Partial<FileReport> = {}): Outcome<T> {
  return { ...invented(1, value, {}), files: { ...noFiles, ...files } }
}

function deleted(part: Partial<DeleteReceipt> = {}, files: Partial<FileReport> = {}) {
  return outcome({ segments: 1, first_index: 8, locked: 0, gaps: [], erased: false, ...part }, files)
}

describe('the receipt of a delete', () => {
  it('names the segment, the bytes of each kind and the gap', () => {
    const files = { cleared: 2, image_bytes: 2_400_000, audio_bytes: 388_000 }
    const receipt = deleteReceipt(deleted({ gaps: [{ index: 8, len: 1 }] }, files))
    expect(receipt.title).toBe('Deleted segment 9')
    expect(receipt.detail).toBe('image 2.4 MB and audio 388 kB moved to trash · gap left at 9')
    expect(receipt.tone).toBe('done')
  })

  it('counts several segments and their gaps', () => {
    const gaps = [
      { index: 1, len: 1 },
      { index: 4, len: 2 },
    ]
    const receipt = deleteReceipt(deleted({ segments: 3, gaps }))
    expect(receipt.title).toBe('Deleted 3 segments')
    expect(receipt.detail).toBe('2 gaps left')
  })

  it('tells where a wide gap lies', () => {
    expect(deleteReceipt(deleted({ gaps: [{ index: 4, len: 3 }] })).detail).toBe('gap left at 5–7')
  })

  it('says that erased files are gone for ever', () => {
    const receipt = deleteReceipt(deleted({ erased: true }, { cleared: 1, image_bytes: 1000 }))
    expect(receipt.title).toBe('Erased segment 9')
    expect(receipt.detail).toBe('image 1 kB erased for ever')
  })

  it('never says cleared of a file that stayed', () => {
    const receipt = deleteReceipt(deleted({}, { waiting: [waiting('oak.png', 'in_use')] }))
    expect(receipt.detail).toBe('oak.png still there, open in another program; Segue tries again')
    expect(receipt.detail).not.toContain('trash')
    expect(receipt.tone).toBe('problem')
  })

  it('groups waiting files by reason', () => {
    const files = ['a', 'b', 'c'].map((name) => waiting(`${name}.png`, 'permission_denied'))
    const { detail } = deleteReceipt(deleted({}, { waiting: [...files, waiting('d.ogg', 'disk_full')] }))
    expect(detail).toContain('a.png and 2 more files still there, the system does not allow moving it')
    expect(detail).toContain('d.ogg still there, the disk is full')
  })

  it('tells of shared, missing and refused files', () => {
    const files = {
      shared: [file('a.png')],
      missing: [file('b.png'), file('c.png')],
      refused: [file('d.png')],
    }
    const receipt = deleteReceipt(deleted({}, files))
    expect(receipt.detail).toBe(
      'a.png kept, another segment uses it · b.png and c.png were already missing · d.png left alone: not inside this library',
    )
    expect(receipt.tone).toBe('problem')
  })

  it('finds nothing wrong in a file that is shared', () => {
    expect(deleteReceipt(deleted({}, { shared: [file('a.png')] })).tone).toBe('done')
  })

  it('offers to close the gap it left, or all of several', () => {
    const close = vi.fn()
    const one = { index: 8, len: 1 }
    const [single] = deleteReceipt(deleted({ gaps: [one] }), { closeGaps: close }).actions
    single?.run()
    const [several] = deleteReceipt(deleted({ gaps: [one, { index: 11, len: 1 }] }), {
      closeGaps: close,
    }).actions
    several?.run()
    expect([single?.label, several?.label]).toEqual(['Close gap', 'Close gaps'])
    expect(close.mock.calls).toEqual([[one], []])
  })

  it('offers nothing when no gap was left', () => {
    expect(deleteReceipt(deleted(), { closeGaps: vi.fn() }).actions).toEqual([])
  })
})

describe('the receipts of the way back', () => {
  it('offers Undo of a delete, unless it was for ever', () => {
    const undo = vi.fn()
    const [action] = deleteReceipt(deleted(), { undo }).actions
    expect(action?.label).toBe('Undo')
    action?.run()
    expect(undo).toHaveBeenCalledOnce()
    expect(deleteReceipt(deleted({ erased: true }), { undo }).actions).toEqual([])
  })

  it('tells what was undone, and which files came back or went', () => {
    const done = outcome(step('delete_segments', 3), { returned: 6 })
    expect(stepReceipt('undo', done)).toMatchObject({
      title: 'Undid delete 3 segments',
      detail: '6 files back from trash',
      tone: 'done',
    })
    const again = outcome(step('delete_segments', 1), { cleared: 1, image_bytes: 1000 })
    expect(stepReceipt('redo', again)).toMatchObject({
      title: 'Redid delete segment',
      detail: 'image 1 kB moved to trash',
    })
  })

  it('never says back of a file that waits', () => {
    const done = outcome(step('delete_segments', 1), { waiting: [waiting('oak.png', 'disk_full')] })
    expect(stepReceipt('undo', done)).toMatchObject({
      detail: 'oak.png not moved yet, the disk is full; Segue tries again',
      tone: 'problem',
    })
  })

  it('tells which segment was restored and whether its place was taken', () => {
    const one = outcome({ segments: 1, moved: 1 })
    one.change.upserted = [segment(9, 4)]
    expect(restoreReceipt(one)).toMatchObject({
      title: 'Restored segment 5',
      detail: 'its old place was taken',
    })
    const many = outcome({ segments: 3, moved: 2 }, { returned: 4 })
    expect(restoreReceipt(many)).toMatchObject({
      title: 'Restored 3 segments',
      detail: '2 at another place, theirs was taken · 4 files back from trash',
    })
  })

  it('says that a purge is for ever and what it freed', () => {
    const receipt = purgeReceipt(outcome({ segments: 2 }, { cleared: 2, audio_bytes: 5000 }))
    expect(receipt.title).toBe('Deleted 2 segments for ever')
    expect(receipt.detail).toBe('audio 5 kB erased for ever · gone from the history too')
    expect(receipt.actions).toEqual([])
  })

  it('takes nothing to undo for no trouble', () => {
    const error = { code: 'nothing_to_undo', message: 'There is nothing to undo.', reason } as const
    expect(errorReceipt(error, 'Nothing was undone').tone).toBe('done')
  })
})

describe('other receipts', () => {
  it('tells what a deleted project took along', () => {
    const receipt = deleteProjectReceipt(outcome({ title: 'Fox', segments: 2 }, { audio_bytes: 5000 }))
    expect(receipt.title).toBe('Deleted “Fox”')
    expect(receipt.detail).toBe('2 segments · audio 5 kB moved to trash')
  })

  it('has nothing to say about a change that let no file go', () => {
    expect(isWorthAWord(noFiles)).toBe(false)
    const replaced = { ...noFiles, cleared: 1, image_bytes: 5000 }
    expect(isWorthAWord(replaced)).toBe(true)
    expect(filesReceipt('Replaced the image', replaced).detail).toBe('image 5 kB moved to trash')
  })

  it('tells what a retry cleared, and which file still waits and why', () => {
    const file = { path: 'media/1.wav', name: 'take.wav', kind: 'audio', reason: 'in_use' } as const
    expect(retryReceipt(2, [])).toMatchObject({ title: '2 files cleared', tone: 'done' })
    expect(retryReceipt(0, [file])).toMatchObject({
      title: 'No file could be cleared',
      detail: `1 file still waiting: take.wav, open in another program`,
      tone: 'problem',
    })
  })

  it('tells what was saved of a damaged library, and what was not', () => {
    const report = { folder: '/home/ada/Fox rescued', projects: 1, segments: 12, files: 20, unreadable: 0 }
    expect(rescueReceipt(report)).toMatchObject({
      title: 'Saved 1 project, 12 segments, and 20 files',
      detail: '/home/ada/Fox rescued',
      tone: 'done',
    })
    expect(rescueReceipt({ ...report, unreadable: 3 })).toMatchObject({ tone: 'problem' })
  })

  it('tells of a failure what happened, what to do and where', () => {
    const error = {
      code: 'disk_full',
      message: 'The disk is full.',
      hint: 'Make room.',
      path: '/l/x',
      reason,
    } as const
    expect(errorReceipt(error, 'Segment 7 was not deleted')).toEqual({
      title: 'Segment 7 was not deleted',
      detail: 'The disk is full. Make room. /l/x',
      tone: 'problem',
      actions: [],
    })
  })

  it('gives the page to a library that cannot be worked with, and to nothing else', () => {
    const codes = Object.entries(answers).filter(([, answer]) => answer === 'library')
    expect(codes.map(([code]) => code)).toEqual(['library_in_use', 'library_too_new', 'library_corrupt'])
  })
})
