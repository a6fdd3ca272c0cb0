import { describe, expect, test } from 'vitest'
import type { Change, DeleteMode, Segment, Shift } from '../ipc/types'
import { Confirmed, rowOf } from './confirmed'
import { change, gapsOf, numbers, segment, segmentsAt } from './invented'
import { columnsOf } from './run'
import type { Sequence } from './sequence'

const confirmedOf = (segments: readonly Segment[]) => new Confirmed(columnsOf(segments.map(rowOf)))
const places = (sequence: Sequence) => [...sequence.rows()].map(({ id, index }) => [id, index])
const inOrder = (segments: readonly Segment[]) => segments.map((s) => [s.id, s.sequence_index])
const range = (count: number, from = 0) => Array.from({ length: count }, (_, i) => from + i)

describe('a change of the core', () => {
  test('removes, then shifts all at once, then puts in', () => {
    const confirmed = confirmedOf(segmentsAt(0, 1, 2, 3))
    const shifts = [
      { from: 1, to: 2, len: 1 },
      { from: 2, to: 1, len: 1 },
    ]
    confirmed.apply(change({ removed: [1], shifts, upserted: [segment(9, 0)] }))
    expect(places(confirmed.sequence)).toEqual([
      [9, 0],
      [3, 1],
      [2, 2],
      [4, 3],
    ])
  })

  test('replaces what is known where it stands, and moves what stands elsewhere now', () => {
    const confirmed = confirmedOf(segmentsAt(0, 1, 5))
    const edited = { ...segment(2, 1, 700), locked: true }
    confirmed.apply(change({ upserted: [edited, segment(1, 3)] }))
    expect([...confirmed.sequence.rows()]).toEqual([edited, segment(1, 3), segment(3, 5)].map(rowOf))
  })

  test('leaves the sequence before as it was, and shares with it what it leaves alone', () => {
    const confirmed = confirmedOf(segmentsAt(...range(3000)))
    const before = confirmed.sequence
    const was = places(before)
    confirmed.apply(change({ removed: [700], shifts: [{ from: 700, to: 699, len: 2300 }] }))
    expect(places(before)).toEqual(was)
    const runs = new Set(before.blocks.map(({ run }) => run))
    const shared = confirmed.sequence.blocks.filter(({ run }) => runs.has(run))
    expect(shared.length).toBe(before.blocks.length - 1)
  })

  test('that shifts a segment in between others, as a damaged library may, still ends in order', () => {
    const confirmed = confirmedOf(segmentsAt(0, 10, 20, 30))
    confirmed.apply(change({ shifts: [{ from: 0, to: 15, len: 1 }] }))
    expect(places(confirmed.sequence)).toEqual([
      [2, 10],
      [1, 15],
      [3, 20],
      [4, 30],
    ])
    expect(confirmed.placeIn(confirmed.sequence, 1)).toBe(1)
  })

  test('does not break the sequence up: blocks stay few', () => {
    const confirmed = confirmedOf(segmentsAt(...range(5000)))
    const next = numbers(3)
    for (let round = 0; round < 400; round += 1) {
      const at = Math.floor(next() * 5000)
      const shifts = [{ from: at, to: at + 1, len: 9000 }]
      confirmed.apply(change({ shifts, upserted: [segment(10_000 + round, at)] }))
    }
    expect(confirmed.sequence.length).toBe(5400)
    expect(confirmed.sequence.blocks.length).toBeLessThan(24)
  })

  test('agrees with a plain list over many changes', () => {
    const next = numbers(7)
    for (const count of [1, 40, 1300]) {
      let model = segmentsAt(...range(count))
      const confirmed = confirmedOf(model)
      for (let round = 0; round < 60; round += 1) {
        const made = inventedChange(model, next, round)
        confirmed.apply(made)
        model = modelled(model, made)
        const { sequence } = confirmed
        expect([...sequence.rows()]).toEqual(model.map(rowOf))
        expect(sequence.gapCount).toBe(gapsOf(model).length)
        model.forEach((s, place) => expect(confirmed.placeIn(sequence, s.id)).toBe(place))
        for (const id of made.removed)
          expect([confirmed.has(id), confirmed.placeIn(sequence, id)]).toEqual([false, -1])
      }
    }
  })
})

/** Removes some, moves runs about, edits some, and puts some in: what the core's verbs do, mixed. */
function inventedChange(model: readonly Segment[], next: () => number, round: number): Change {
  const share = next() < 0.2 ? 0.3 : 0.01
  const removed = model.filter(() => next() < share).map((s) => s.id)
  const left = model.filter((s) => !removed.includes(s.id))
  const end = (left.at(-1)?.sequence_index ?? -1) + 1
  const shifts = next() < 0.5 ? swapped(end, next) : closed(left)
  const moved = modelled(left, change({ shifts }))
  const edited = moved
    .filter(() => next() < 0.02)
    .map((s) => ({ ...s, duration_ms: round + 1, locked: !s.locked }))
  const free = gapsOf(moved)[0]?.index ?? (moved.at(-1)?.sequence_index ?? -1) + 1
  const last = Math.max(free, (moved.at(-1)?.sequence_index ?? -1) + 1)
  const fresh = [segment(100_000 + 1000 * round, free)]
  const many = next() < 0.2 ? 700 : 2
  for (let i = 1; i < many; i += 1) fresh.push(segment(100_000 + 1000 * round + i, last + i * 2, null))
  return change({ removed, shifts, upserted: [...fresh, ...edited] })
}

/** Two neighbouring runs of slots change places, as in a move. */
function swapped(end: number, next: () => number): Shift[] {
  const cuts = [next(), next(), next()].map((part) => Math.floor(part * (end + 1))).sort((a, b) => a - b)
  const [a = 0, b = 0, c = 0] = cuts
  const shifts = [
    { from: a, to: a + c - b, len: b - a },
    { from: b, to: a, len: c - b },
  ]
  return shifts.filter(({ from, to, len }) => len > 0 && from !== to)
}

/** All gaps close, a shift for each run between two. */
function closed(left: readonly Segment[]): Shift[] {
  const shifts: Shift[] = []
  left.forEach(({ sequence_index: from }, to) => {
    const run = shifts.at(-1)
    if (from === to) return
    if (run && run.from + run.len === from && run.to + run.len === to) run.len += 1
    else shifts.push({ from, to, len: 1 })
  })
  return shifts
}

function modelled(model: readonly Segment[], { removed, shifts, upserted }: Change): Segment[] {
  const gone = new Set([...removed, ...upserted.map((s) => s.id)])
  const left = model.filter((s) => !gone.has(s.id))
  const moved = left.map((s) => {
    const shift = shifts.find(({ from, len }) => s.sequence_index >= from && s.sequence_index < from + len)
    return shift ? { ...s, sequence_index: s.sequence_index + shift.to - shift.from } : s
  })
  return [...moved, ...upserted].sort((a, b) => a.sequence_index - b.sequence_index)
}

describe('without segments that are being deleted', () => {
  const without = (segments: readonly Segment[], ids: number[], mode: DeleteMode) => {
    const confirmed = confirmedOf(segments)
    return confirmed.without(confirmed.sequence, ids, mode)
  }

  test('a lift leaves the others where they are', () => {
    expect(places(without(segmentsAt(0, 1, 2), [2], 'lift'))).toEqual([
      [1, 0],
      [3, 2],
    ])
  })

  test('a ripple closes up by as many as went, and keeps older gaps', () => {
    expect(places(without(segmentsAt(0, 1, 3, 4, 6), [2, 4], 'ripple'))).toEqual([
      [1, 0],
      [3, 2],
      [5, 4],
    ])
  })

  test.each(['lift', 'ripple'] satisfies DeleteMode[])(
    'few and many (%s) look as a plain list does',
    (mode) => {
      const next = numbers(29)
      const segments = segmentsAt(...range(1500).map((i) => i + (i > 700 ? 40 : 0)))
      for (const share of [0.001, 0.02, 0.5, 1]) {
        const gone = segments.filter(() => next() < share).map((s) => s.id)
        const view = without(segments, gone, mode)
        const left = segments.filter((s) => !gone.includes(s.id))
        const closing = (index: number) =>
          segments.filter((s) => gone.includes(s.id) && s.sequence_index < index).length
        const by = mode === 'ripple' ? closing : () => 0
        const expected = left.map((s) => ({ ...s, sequence_index: s.sequence_index - by(s.sequence_index) }))
        expect(places(view)).toEqual(inOrder(expected))
      }
    },
  )

  test('the others are found where they stand, and what goes nowhere', () => {
    const confirmed = confirmedOf(segmentsAt(...range(1200)))
    const view = confirmed.without(confirmed.sequence, [1, 600, 777], 'ripple')
    expect([4, 601, 1200].map((id) => confirmed.placeIn(view, id))).toEqual([2, 598, 1196])
    expect([1, 777, 5000].map((id) => confirmed.placeIn(view, id))).toEqual([-1, -1, -1])
    expect(confirmed.placeIn(confirmed.sequence, 600)).toBe(599)
  })

  test('of nothing that is there is the very same', () => {
    const confirmed = confirmedOf(segmentsAt(0, 1))
    expect(confirmed.without(confirmed.sequence, [77], 'ripple')).toBe(confirmed.sequence)
  })
})
