import { describe, expect, test } from 'vitest'
import { type Ipc, IpcError } from '../ipc'
import type { HistoryStep, OpKind } from '../ipc/types'
import type { Receipt } from '../receipt/receipt'
import { outcome, segmentsAt } from '../timeline/invented'
import { InventedCore } from '../timeline/inventedCore'
import { Timeline } from '../timeline/timeline.svelte'
import { HistoryState, pointOf, wayTo } from './history.svelte'

const named = (kind: OpKind, segments = 1) => ({ kind, segments, places: null })

function steps(...states: HistoryStep['state'][]): HistoryStep[] {
  return states.map((state, i) => {
    const id = states.length - i
    return { id, name: named('edit_segment', id), label: '', state, created_at: id }
  })
}

describe('a way through the history', () => {
  const known = steps('undone', 'undone', 'done', 'final', 'done', 'done')

  test('starts at the last step that stands', () => {
    expect(pointOf(known)).toBe(2)
    expect(pointOf(steps('undone'))).toBe(-1)
  })

  test.each([
    [6, { verb: 'redo', steps: 2 }],
    [5, { verb: 'redo', steps: 1 }],
    [4, null],
    [2, { verb: 'undo', steps: 1 }],
    [1, { verb: 'undo', steps: 2 }],
    [99, null],
  ] as const)('to step %i', (id, way) => {
    expect(wayTo(known, id)).toEqual(way)
  })
})

/** A core whose history is a list of states; undo and redo move the point. */
async function opened(...states: HistoryStep['state'][]) {
  const { history, ...rest } = await unwatched(...states)
  history.watch()
  await history.refresh()
  return { history, ...rest }
}

async function unwatched(...states: HistoryStep['state'][]) {
  const known = steps(...states)
  const next = { undo: named('edit_segment'), redo: null }
  const calls: string[] = []
  const asked: ('all' | 'next')[] = []
  let left = Infinity
  const move = (verb: 'undo' | 'redo') => () => {
    calls.push(verb)
    left -= 1
    if (left < 0) return Promise.reject(new IpcError({ code: 'disk_full', message: 'Full.' }))
    const place = verb === 'undo' ? pointOf(known) : known.findLastIndex(({ state }) => state === 'undone')
    const step = known[place]
    if (!step) return Promise.reject(new IpcError({ code: 'nothing_to_undo', message: 'Nothing.' }))
    known[place] = { ...step, state: verb === 'undo' ? 'undone' : 'done' }
    return Promise.resolve(outcome(50 + calls.length, { name: step.name, label: step.label }, {}))
  }
  const ipc: Ipc = {
    ...new InventedCore({ 1: segmentsAt(0, 1) }).ipc,
    projectHistory: () => (asked.push('all'), Promise.resolve({ steps: [...known], ...next })),
    nextSteps: () => (asked.push('next'), Promise.resolve(next)),
    undo: move('undo'),
    redo: move('redo'),
  }
  const receipts: Receipt[] = []
  const report = (tell: () => Receipt) => receipts.push(tell())
  const timeline = new Timeline(ipc, report)
  await timeline.load(1)
  const doors = { timeline: () => timeline, report, projectsChanged: () => undefined }
  const history = new HistoryState(ipc, { ...doors, elsewhere: () => Promise.resolve() })
  await history.refresh()
  return { history, timeline, calls, asked, receipts, failAfter: (n: number) => (left = n) }
}

describe('the history', () => {
  test('says what was undone and offers to do it again', async () => {
    const { history, receipts } = await opened('done', 'done')
    await history.undo()
    expect(receipts[0]).toMatchObject({ title: 'Undid edit 2 texts', actions: [{ label: 'Redo' }] })
    receipts[0]?.actions[0]?.run()
    await expect.poll(() => receipts[1]?.title).toBe('Redid edit 2 texts')
  })

  test('goes to a point step by step, and tells of it once', async () => {
    const { history, calls, receipts } = await opened('done', 'done', 'done')
    await history.goTo(1)
    await history.refresh()
    expect(calls).toEqual(['undo', 'undo'])
    expect(history.point).toBe(2)
    await history.goTo(3)
    expect(calls.slice(2)).toEqual(['redo', 'redo'])
    expect(receipts.map(({ title }) => title)).toEqual(['Undid 2 steps', 'Redid 2 steps'])
    expect(history.progress).toBeNull()
  })

  test('ends at the first step that fails', async () => {
    const { history, calls, receipts, failAfter } = await opened('done', 'done', 'done', 'done')
    failAfter(1)
    await history.goTo(1)
    expect(calls).toEqual(['undo', 'undo'])
    expect(receipts.map(({ title }) => title)).toEqual(['Nothing was undone', 'Undid 1 step'])
  })

  test('can be stopped on the way', async () => {
    const { history, calls } = await opened('done', 'done', 'done', 'done')
    const going = history.goTo(1)
    history.stop()
    await going
    expect(calls).toEqual(['undo'])
  })

  test('knows what became of an operation', async () => {
    const { history } = await opened('undone', 'done', 'done')
    expect(await history.stateOf(3)).toBe('undone')
    expect(await history.stateOf(2)).toBe('last')
    expect(await history.stateOf(1)).toBe('earlier')
    expect(await history.stateOf(77)).toBeNull()
  })

  test('is read as far as undo and redo go until somebody looks at it', async () => {
    const { history, asked } = await unwatched('done', 'done')
    expect(history.undoLabel).toBe('edit text')
    expect(history.isRead).toBe(false)
    const end = history.watch()
    await history.refresh()
    expect(history.steps).toHaveLength(2)
    end()
    await history.refresh()
    expect(history.isRead).toBe(false)
    expect(new Set(asked.slice(1, -1))).toEqual(new Set(['all']))
    expect([asked[0], asked.at(-1)]).toEqual(['next', 'next'])
  })

  test('shows no steps of a project that has left the page', async () => {
    const { history, timeline } = await opened('done')
    timeline.clear()
    expect(history.steps).toEqual([])
    expect(history.undoLabel).toBeNull()
  })
})
