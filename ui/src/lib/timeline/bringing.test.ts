import { describe, expect, test } from 'vitest'
import type { Outcome } from '../ipc/types'
import { change, outcome, segment } from './invented'
import { settled } from './inventedCore'
import { here, opened, places, selected } from './inventedTimeline'

/** The same outcome, of more segments than are worth telling. */
function untold<T>(of: Outcome<T>): Outcome<T> {
  return { ...of, change: change({ reread: true }) }
}

describe('what another panel brings', () => {
  test('is selected, the earliest current, once it is on the page', async () => {
    const { timeline } = await opened([0, 3])
    const back = [segment(8, 2), segment(7, 1)]
    await timeline.bring(
      () => 'Nothing came',
      () => Promise.resolve(outcome(1, null, { upserted: back })),
    )
    expect(selected(timeline)).toEqual([7, 8])
    expect(timeline.currentId).toBe(7)
  })

  test('may remove, move and bring at once', async () => {
    const { timeline } = await opened([0, 1, 2])
    const change = { removed: [1], shifts: [{ from: 1, to: 2, len: 2 }], upserted: [segment(9, 0)] }
    await timeline.bring(
      () => 'Nothing came',
      () => Promise.resolve(outcome(1, null, change)),
    )
    expect(here(timeline)).toEqual([
      [9, 0],
      [2, 2],
      [3, 3],
    ])
  })

  test('is told when it fails', async () => {
    const { timeline, receipts } = await opened([0])
    expect(
      await timeline.bring(
        () => 'Nothing came',
        () => Promise.reject(new Error('no')),
      ),
    ).toBeNull()
    expect(receipts[0]?.title).toBe('Nothing came')
    expect(selected(timeline)).toEqual([1])
  })

  test('may take the project off the page without a complaint', async () => {
    const { core, timeline, receipts } = await opened([0])
    core.forget(1)
    await timeline.bring(
      () => 'Nothing came',
      () => Promise.resolve(outcome(1, null, { projects_changed: true })),
    )
    await settled()
    expect(timeline.project).toBeNull()
    expect(receipts).toEqual([])
  })

  test('can be a delete of its own, taken back by its revision', async () => {
    const taken: unknown[] = []
    const takeBack = (...what: unknown[]) => taken.push(what)
    const { timeline, receipts } = await opened([0, 1], { takeBack })
    await timeline.delete([2], 'lift')
    receipts[0]?.actions.find(({ label }) => label === 'Undo')?.run()
    expect(taken).toEqual([[1, [2]]])
  })

  test('is what a reading finds new, where it is too much to be told', async () => {
    const { core, timeline } = await opened([0, 1, 2])
    await timeline.bring(
      () => 'Nothing came',
      async (project_id) => untold(await core.ipc.addSegment({ project_id, at: 1 })),
    )
    await settled()
    expect(here(timeline)).toEqual(places(core.segments(1)))
    expect(selected(timeline)).toEqual([900])
  })

  test('leaves the selection alone where a reading finds nothing new', async () => {
    const { core, timeline } = await opened([0, 1, 2])
    timeline.select(2, 'only')
    await timeline.bring(
      () => 'Nothing came',
      async () => untold(await core.ipc.lockSegments({ ids: [3], locked: true })),
    )
    await settled()
    expect(selected(timeline)).toEqual([2])
  })
})
