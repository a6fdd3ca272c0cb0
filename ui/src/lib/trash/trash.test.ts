import { describe, expect, test } from 'vitest'
import type { Confirmation } from '../dialog/questions.svelte'
import { type Ipc, IpcError } from '../ipc'
import type { TrashedSegment } from '../ipc/types'
import type { Receipt } from '../receipt/receipt'
import { outcome, segment, segmentsAt } from '../timeline/invented'
import { InventedCore } from '../timeline/inventedCore'
import { Timeline } from '../timeline/timeline.svelte'
import { Restorable } from './restorable'
import { TrashState } from './trash.svelte'

function item(id: number, index: number, bytes = 1000): TrashedSegment {
  const files = { image_id: null, audio_id: null, bytes, locked: false }
  return { id, project_id: 1, sequence_index: index, text: `Line ${id}`, deleted_at: id, op_id: id, ...files }
}

describe('what fits into a gap', () => {
  test('is what was deleted from its places, by place', () => {
    const trash = Restorable.of([item(30, 7), item(20, 4), item(10, 5)])
    expect(trash.idsIn({ index: 4, len: 2 })).toEqual([20, 10])
    expect(trash.countIn({ index: 4, len: 2 })).toBe(2)
    expect(trash.countIn({ index: 6, len: 1 })).toBe(0)
    expect(trash.countIn({ index: 0, len: 100 })).toBe(3)
  })

  test('is the last one where several were deleted from one place', () => {
    const trash = Restorable.of([item(30, 4), item(20, 4)])
    expect(trash.idsIn({ index: 4, len: 1 })).toEqual([30])
  })

  test('is what was deleted last from a place, of which there may be earlier ones', () => {
    const trash = Restorable.of([item(30, 4)])
      .with(50, 4)
      .with(40, 2)
    expect(trash.idsIn({ index: 0, len: 9 })).toEqual([40, 50])
    expect(trash.count).toBe(3)
  })

  test('is nothing in an empty trash', () => {
    expect(Restorable.of([]).countIn({ index: 0, len: 9 })).toBe(0)
  })
})

async function opened(items: TrashedSegment[], isSure = true) {
  let reads = 0
  const calls: unknown[] = []
  const ipc: Ipc = {
    ...new InventedCore({ 1: segmentsAt(0, 3) }).ipc,
    listTrash: () => ((reads += 1), Promise.resolve([...items])),
    restoreSegments: ({ ids }) => {
      calls.push(['restore', ids])
      if (ids.includes(99)) return Promise.reject(new IpcError({ code: 'invalid', message: 'No.' }))
      const upserted = ids.map((id) => segment(id, id))
      return Promise.resolve(outcome(1, { segments: ids.length, moved: 0 }, { upserted }))
    },
    purgeSegments: ({ ids }) => {
      calls.push(['purge', ids])
      items = items.filter(({ id }) => !ids.includes(id))
      return Promise.resolve(outcome(1, { segments: ids.length }, {}))
    },
  }
  const receipts: Receipt[] = []
  const asked: Confirmation[] = []
  const report = (tell: () => Receipt) => receipts.push(tell())
  const timeline = new Timeline(ipc, report)
  await timeline.load(1)
  const trash = new TrashState(ipc, {
    timeline: () => timeline,
    report,
    ask: (question) => (asked.push(question), Promise.resolve(isSure)),
    undo: () => calls.push('undo'),
  })
  await trash.refresh()
  return { trash, timeline, calls, asked, receipts, reads: () => reads }
}

describe('the trash', () => {
  test('restores, selects what came back and offers to take it back', async () => {
    const { trash, timeline, calls, receipts } = await opened([item(8, 1), item(9, 2)])
    await trash.restore([8, 9])
    expect(timeline.selectedInOrder()).toEqual([8, 9])
    expect(receipts[0]?.title).toBe('Restored 2 segments')
    receipts[0]?.actions[0]?.run()
    expect(calls).toEqual([['restore', [8, 9]], 'undo'])
  })

  test('restores into a gap what was deleted there', async () => {
    const { trash, calls } = await opened([item(8, 1), item(9, 2), item(10, 5)])
    await trash.restoreIn({ index: 1, len: 2 })
    expect(calls).toEqual([['restore', [8, 9]]])
  })

  test('tells a failure and looks again', async () => {
    const { trash, receipts, reads } = await opened([item(99, 1)])
    await trash.restore([99])
    expect(receipts[0]?.title).toBe('1 segment was not restored')
    expect(reads()).toBe(2)
  })

  test('asks with number and size before it deletes for ever', async () => {
    const { trash, calls, asked, receipts } = await opened([item(8, 1), item(9, 2, 2000), item(10, 3)])
    await trash.purge([8, 9])
    expect(asked[0]?.title).toBe('Delete 2 segments for ever?')
    expect(asked[0]?.text).toContain('3 kB of images and audio')
    expect(asked[0]?.text).toContain('can’t be undone')
    expect(calls).toEqual([['purge', [8, 9]]])
    expect(trash.items.map(({ id }) => id)).toEqual([10])
    expect(receipts[0]?.title).toBe('Deleted 2 segments for ever')
  })

  test('deletes nothing for ever when the person thinks better of it', async () => {
    const { trash, calls, reads } = await opened([item(8, 1)], false)
    await trash.purge([8])
    await trash.purge([])
    expect(calls).toEqual([])
    expect(reads()).toBe(1)
  })

  test('is read again for what may have touched it, not for typing', async () => {
    const { trash, reads } = await opened([item(8, 1)])
    await trash.follow(outcome(1, null, { upserted: [segment(1, 0)] }))
    expect(reads()).toBe(1)
    await trash.follow(outcome(2, null, { upserted: [segment(8, 1)] }))
    await trash.follow(outcome(3, null, { removed: [1] }))
    await trash.follow(outcome(4, null, { projects_changed: true }))
    expect(reads()).toBe(4)
  })

  test('takes the delete of one segment by its word, as long as nobody looks', async () => {
    const { trash, reads } = await opened([item(8, 1)])
    const receipt = { segments: 1, first_index: 5, locked: 0, gaps: [], erased: false }
    await trash.follow(outcome(1, receipt, { removed: [6] }))
    expect(reads()).toBe(1)
    expect(trash.count).toBe(2)
    expect(trash.countIn({ index: 5, len: 1 })).toBe(1)
    expect(trash.isRead).toBe(false)
    // It is known from then on, so bringing it back is noticed.
    await trash.follow(outcome(2, null, { upserted: [segment(6, 5)] }))
    expect(reads()).toBe(2)
    expect(trash.isRead).toBe(true)
  })

  test.each([
    ['erased', { erased: true }, [6]],
    ['of several', { segments: 2 }, [6, 7]],
  ])('is read again after a delete %s', async (_, part, removed) => {
    const { trash, reads } = await opened([])
    const receipt = { segments: 1, first_index: 5, locked: 0, gaps: [], erased: false, ...part }
    await trash.follow(outcome(1, receipt, { removed }))
    expect(reads()).toBe(2)
  })

  test('is read again after every delete while somebody looks', async () => {
    const { trash, reads } = await opened([])
    const end = trash.watch()
    await trash.refresh()
    const before = reads()
    const receipt = { segments: 1, first_index: 5, locked: 0, gaps: [], erased: false }
    await trash.follow(outcome(1, receipt, { removed: [6] }))
    expect(reads()).toBe(before + 1)
    end()
    await trash.follow(outcome(2, receipt, { removed: [7] }))
    expect(reads()).toBe(before + 1)
  })

  test('shows nothing of a project that has left the page', async () => {
    const { trash, timeline } = await opened([item(8, 1)])
    timeline.clear()
    expect(trash.items).toEqual([])
    expect(trash.bytes).toBe(0)
  })
})
