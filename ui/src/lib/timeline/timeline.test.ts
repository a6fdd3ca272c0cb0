import { describe, expect, test } from 'vitest'
import type { DeleteMode, Outcome } from '../ipc/types'
import { rowOf } from './confirmed'
import { numbers, outcome } from './invented'
import { settled } from './inventedCore'
import { gaps, here, ids, indexes, locks, opened, places, selected } from './inventedTimeline'
import { Timeline } from './timeline.svelte'

describe('opening', () => {
  test('shows segments, gaps and duration, and selects the first', async () => {
    const { timeline } = await opened([0, 2, 3])
    expect(here(timeline)).toEqual([
      [1, 0],
      [2, 2],
      [3, 3],
    ])
    expect(gaps(timeline)).toEqual([{ index: 1, len: 1 }])
    expect(timeline.sequence.audioMs).toBe(6000)
    expect(timeline.currentId).toBe(1)
    expect(selected(timeline)).toEqual([1])
  })

  test('the project opened last wins, whichever answers first', async () => {
    const { core, timeline } = await opened([0, 1])
    timeline.clear()
    core.isHolding = true
    const first = timeline.load(1)
    const second = timeline.load(2)
    await settled()
    await core.answer(1)
    await core.answer(0)
    await Promise.all([first, second])
    expect(timeline.project?.id).toBe(2)
    expect(ids(timeline)).toEqual([101, 102])
  })

  test('a project that is gone is reported and leaves an empty page', async () => {
    const { timeline, receipts } = await opened([0, 1])
    await timeline.load(77)
    expect(timeline.project).toBeNull()
    expect(ids(timeline)).toEqual([])
    expect(receipts.map(({ title }) => title)).toEqual(['The project was not opened'])
  })

  test('reading again keeps selection and place', async () => {
    const { timeline } = await opened([0, 1, 2])
    timeline.select(2, 'only')
    await timeline.load(1)
    expect(selected(timeline)).toEqual([2])
  })
})

describe('a delete', () => {
  test('is seen before the core has answered, and selects the next', async () => {
    const { core, timeline, receipts } = await opened([0, 1, 2])
    core.isHolding = true
    timeline.select(2, 'only')
    const done = timeline.deleteSelected('lift')
    expect(ids(timeline)).toEqual([1, 3])
    expect(gaps(timeline)).toEqual([{ index: 1, len: 1 }])
    expect(selected(timeline)).toEqual([3])
    expect(receipts).toEqual([])
    await core.answerAll()
    await done
    expect(here(timeline)).toEqual(places(core.segments(1)))
    expect(receipts[0]?.title).toBe('Deleted segment 2')
  })

  test('with ripple closes up at once', async () => {
    const { core, timeline } = await opened([0, 1, 2, 3])
    core.isHolding = true
    const done = timeline.delete([2], 'ripple')
    const closed = [
      [1, 0],
      [3, 1],
      [4, 2],
    ]
    expect(here(timeline)).toEqual(closed)
    expect(gaps(timeline)).toEqual([])
    await core.answerAll()
    await done
    expect(here(timeline)).toEqual(closed)
  })

  test.each(['lift', 'ripple'] satisfies DeleteMode[])(
    'that fails (%s) brings the clips back, selected, and says why',
    async (mode) => {
      const { core, timeline, receipts } = await opened([0, 1, 2, 5])
      const before = here(timeline)
      core.isHolding = true
      core.failNext('permission_denied')
      const done = timeline.delete([2, 3], mode)
      expect(ids(timeline)).toEqual([1, 4])
      await core.answerAll()
      await done
      expect(here(timeline)).toEqual(before)
      expect(selected(timeline)).toEqual([2, 3])
      expect(timeline.currentId).toBe(2)
      expect(receipts).toHaveLength(1)
      expect(receipts[0]).toMatchObject({ title: '2 segments were not deleted', tone: 'problem' })
    },
  )

  test('that names segments no longer there shows the list anew', async () => {
    const { core, timeline, receipts } = await opened([0, 1, 2])
    core.failNext('not_found')
    await timeline.delete([2], 'lift')
    await settled()
    expect(core.calls.filter((call) => call === 'list')).toHaveLength(2)
    expect(receipts[0]?.title).toBe('Segment 2 was not deleted')
  })

  test('to empty leaves nothing selected', async () => {
    const { timeline } = await opened([0, 1])
    timeline.selectAll()
    await timeline.deleteSelected('lift')
    expect(ids(timeline)).toEqual([])
    expect(timeline.current).toBeNull()
    expect(gaps(timeline)).toEqual([])
  })

  test('of nothing, or of what is not there, asks the core for nothing', async () => {
    const { core, timeline } = await opened([0, 1])
    timeline.selectNone()
    await timeline.deleteSelected('lift')
    await timeline.delete([77], 'lift')
    expect(core.calls).toEqual(['list'])
  })

  test('waits for the person where there is something to ask', async () => {
    const { timeline } = await opened([0, 1], { confirm: () => Promise.resolve(false) })
    await timeline.delete([1], 'lift')
    expect(ids(timeline)).toEqual([1, 2])
  })

  test('erases when the settings say so at that moment', async () => {
    let erase = false
    const { core } = await opened([0])
    const requests: unknown[] = []
    const ipc = {
      ...core.ipc,
      deleteSegments: (request: unknown) => (requests.push(request), Promise.reject(new Error())),
    }
    const timeline = new Timeline(ipc, () => undefined, { erase: () => erase })
    await timeline.load(1)
    await timeline.delete([1], 'lift')
    erase = true
    await timeline.delete([1], 'ripple')
    expect(requests).toEqual([
      { ids: [1], mode: 'lift', erase: false },
      { ids: [1], mode: 'ripple', erase: true },
    ])
  })
})

describe('several at once', () => {
  test('answers out of order end in what the core holds', async () => {
    const { core, timeline } = await opened([0, 1, 2, 3, 4, 5])
    core.isHolding = true
    const done = [
      timeline.delete([2], 'ripple'),
      timeline.delete([4], 'ripple'),
      timeline.delete([6], 'lift'),
      timeline.closeGaps(),
    ]
    for (const place of [2, 1, 1, 0]) {
      await core.answer(place)
      expect(ids(timeline)).toEqual([1, 3, 5])
    }
    await Promise.all(done)
    expect(here(timeline)).toEqual(places(core.segments(1)))
  })

  test('one that fails comes back alone', async () => {
    const { core, timeline, receipts } = await opened([0, 1, 2, 3])
    core.isHolding = true
    const first = timeline.delete([1], 'ripple')
    core.failNext('io')
    const second = timeline.delete([3], 'ripple')
    const third = timeline.delete([4], 'lift')
    await core.answer(1)
    expect(here(timeline)).toEqual([
      [2, 0],
      [3, 1],
    ])
    await core.answerAll()
    await Promise.all([first, second, third])
    expect(here(timeline)).toEqual(places(core.segments(1)))
    expect(receipts.filter(({ tone }) => tone === 'problem')).toHaveLength(1)
  })

  test('any order of answers and failures ends in what the core holds', async () => {
    const next = numbers(23)
    const pick = (n: number) => Math.floor(next() * n)
    for (let round = 0; round < 40; round += 1) {
      const { core, timeline } = await opened(Array.from({ length: 20 }, (_, i) => i + (i > 9 ? 3 : 0)))
      core.isHolding = true
      const done: Promise<unknown>[] = []
      const run = <T>(command: () => Promise<Outcome<T>>) =>
        done.push(timeline.run(() => 'Not done', command))
      for (let step = 0; step < 14; step += 1) {
        if (next() < 0.2) core.failNext('io')
        const id = ids(timeline)[pick(timeline.sequence.length)] ?? -1
        const kind = pick(5)
        if (kind === 0) done.push(timeline.closeGaps())
        else if (kind === 1) run(() => core.ipc.editSegment({ id, text: `Step ${step}` }))
        else if (kind === 2) run(() => core.ipc.addSegment({ project_id: 1 }))
        else done.push(timeline.delete([id], kind === 3 ? 'lift' : 'ripple'))
        if (next() < 0.5) await core.answer(pick(core.waiting))
        expect(new Set(ids(timeline)).size, 'nothing doubled').toBe(timeline.sequence.length)
      }
      while (core.waiting > 0) await core.answer(pick(core.waiting))
      await Promise.all(done)
      expect([...timeline.sequence.rows()], `round ${round}`).toEqual(core.segments(1).map(rowOf))
    }
  })

  test('an echo of a change changes nothing again', async () => {
    const { timeline } = await opened([0, 1, 2, 3])
    const shifts = [{ from: 1, to: 0, len: 3 }]
    timeline.apply(outcome(5, null, { removed: [1], shifts }))
    timeline.apply(outcome(5, null, { removed: [1], shifts }))
    expect(here(timeline)).toEqual([
      [2, 0],
      [3, 1],
      [4, 2],
    ])
  })

  test('a change that comes late is not laid on top: the list is read again', async () => {
    const { core, timeline } = await opened([0, 1, 2])
    const [first, second] = [core.rippleElsewhere(1), core.rippleElsewhere(3)]
    timeline.apply(second)
    timeline.apply(first)
    await settled()
    expect(core.calls.filter((call) => call === 'list')).toHaveLength(2)
    expect(here(timeline)).toEqual(places(core.segments(1)))
  })

  test('another project’s change is none of ours', async () => {
    const { timeline } = await opened([0, 1])
    timeline.apply(outcome(3, null, { project_id: 2, removed: [1] }))
    expect(ids(timeline)).toEqual([1, 2])
  })
})

describe('switching projects', () => {
  test('loses no delete that is under way, and doubles none', async () => {
    const { core, timeline, receipts } = await opened([0, 1, 2, 3])
    core.isHolding = true
    const done = timeline.delete([2], 'ripple')
    const away = timeline.load(2)
    await settled()
    await core.answer(1)
    await away
    expect(ids(timeline)).toEqual([101, 102])
    const back = timeline.load(1)
    await core.answerAll()
    await Promise.all([done, back])
    expect(here(timeline)).toEqual(places(core.segments(1)))
    expect(receipts.map(({ title }) => title)).toEqual(['Deleted segment 2'])
  })

  test('a failure is still told, and touches nothing of the other project', async () => {
    const { core, timeline, receipts } = await opened([0, 1])
    core.isHolding = true
    core.failNext('disk_full')
    const done = timeline.delete([1], 'lift')
    const away = timeline.load(2)
    await settled()
    await core.answerAll()
    await Promise.all([done, away])
    expect(ids(timeline)).toEqual([101, 102])
    expect(selected(timeline)).toEqual([101])
    expect(receipts[0]?.title).toBe('Segment 1 was not deleted')
  })

  test('a change while the list is being read is in it, or laid on top of it', async () => {
    for (const order of [0, 1]) {
      const { core, timeline } = await opened([0, 1, 2])
      core.isHolding = true
      const again = timeline.load(1)
      await settled()
      const done = timeline.delete([1], 'ripple')
      // What was read has no delete in it; whichever is answered first, the page comes to be as the core is.
      await core.answer(order)
      await core.answerAll()
      await Promise.all([again, done])
      expect(here(timeline)).toEqual(places(core.segments(1)))
    }
  })
})

describe('other commands', () => {
  test('the lock of a mixed selection locks all, then unlocks all', async () => {
    const { core, timeline } = await opened([0, 1])
    timeline.select(2, 'only')
    await timeline.toggleLock()
    timeline.selectAll()
    await timeline.toggleLock()
    expect(locks(timeline)).toEqual([true, true])
    await timeline.toggleLock()
    expect(locks(timeline)).toEqual([false, false])
    expect(core.calls.slice(-2), 'one step each').toEqual(['lock 1,2', 'unlock 1,2'])
  })

  test('closing one gap leaves the others', async () => {
    const { timeline } = await opened([1, 3, 6])
    await timeline.closeGaps(gaps(timeline)[1])
    expect(indexes(timeline)).toEqual([1, 2, 5])
  })

  test('a refusal is reported and changes nothing', async () => {
    const { core, timeline, receipts } = await opened([0, 1])
    core.failNext('segment_locked')
    timeline.select(1, 'only')
    await timeline.toggleLock()
    expect([...timeline.sequence.rows()]).toEqual(core.segments(1).map(rowOf))
    expect(receipts[0]?.title).toBe('Segment 1 was not changed')
  })
})
