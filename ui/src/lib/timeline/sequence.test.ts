import { describe, expect, test } from 'vitest'
import type { Change, Segment } from '../ipc/types'
import { change, numbers, segment, segmentsAt } from './invented'
import { afterDelete, gapsOf, isSame, lowerBound, Sequence } from './sequence'

const places = (segments: readonly Segment[]) => segments.map((s) => [s.id, s.sequence_index])

describe('apply', () => {
  test('takes removed segments out and leaves their gap', () => {
    const sequence = new Sequence(segmentsAt(0, 1, 2, 3))
    sequence.apply(change({ removed: [2, 3] }))
    expect(places(sequence.segments)).toEqual([
      [1, 0],
      [4, 3],
    ])
    expect(gapsOf(sequence.segments)).toEqual([{ index: 1, len: 2 }])
    expect(sequence.get(2)).toBeUndefined()
  })

  test('applies all shifts at once, so that a block can pass another', () => {
    const sequence = new Sequence(segmentsAt(0, 1, 2, 3, 4))
    const shifts = [
      { from: 0, to: 3, len: 2 },
      { from: 2, to: 0, len: 3 },
    ]
    sequence.apply(change({ shifts }))
    expect(places(sequence.segments)).toEqual([
      [3, 0],
      [4, 1],
      [5, 2],
      [1, 3],
      [2, 4],
    ])
  })

  test('moves gaps along with a shift', () => {
    const sequence = new Sequence(segmentsAt(0, 2, 5))
    sequence.apply(change({ shifts: [{ from: 2, to: 1, len: 4 }] }))
    expect(places(sequence.segments)).toEqual([
      [1, 0],
      [2, 1],
      [3, 4],
    ])
  })

  test('replaces, moves and adds what is upserted', () => {
    const sequence = new Sequence(segmentsAt(0, 1, 4))
    const edited = { ...segment(2, 1), text: 'New' }
    sequence.apply(change({ upserted: [edited, segment(1, 3), segment(9, 0)] }))
    expect(places(sequence.segments)).toEqual([
      [9, 0],
      [2, 1],
      [1, 3],
      [3, 4],
    ])
    expect(sequence.segments[1]).toBe(edited)
    expect(sequence.get(1)?.sequence_index).toBe(3)
  })

  test('leaves the array it had as it was', () => {
    const before = segmentsAt(0, 1, 2)
    const sequence = new Sequence(before)
    sequence.apply(change({ removed: [1], shifts: [{ from: 1, to: 0, len: 2 }] }))
    expect(places(before)).toEqual([
      [1, 0],
      [2, 1],
      [3, 2],
    ])
  })

  test('agrees with a plain model over many changes', () => {
    const next = numbers(7)
    const sequence = new Sequence(segmentsAt(...Array.from({ length: 60 }, (_, i) => i)))
    let model = [...sequence.segments]
    for (let round = 0; round < 200; round += 1) {
      const made = inventedChange(model, next, round)
      sequence.apply(made)
      model = modelled(model, made)
      expect(places(sequence.segments)).toEqual(places(model))
      model.forEach((s, place) => expect(sequence.placeIn(sequence.segments, s.id)).toBe(place))
    }
  })
})

/** Removes a few, closes up behind one place, adds a few at the end. */
function inventedChange(model: readonly Segment[], next: () => number, round: number): Change {
  const removed = model.filter(() => next() < 0.1).map((s) => s.id)
  const left = model.filter((s) => !removed.includes(s.id))
  const last = left.at(-1)?.sequence_index ?? -1
  const hole = gapsOf(left)[0]
  const shifts = hole ? [{ from: hole.index + hole.len, to: hole.index, len: last + 1 }] : []
  const end = last + 1 - (hole?.len ?? 0)
  const many = next() < 0.2 ? 30 : 4
  const upserted = Array.from({ length: many }, (_, i) => segment(1000 * (round + 1) + i, end + i))
  return change({ removed, shifts, upserted })
}

function modelled(model: readonly Segment[], { removed, shifts, upserted }: Change): Segment[] {
  const left = model.filter((s) => !removed.includes(s.id))
  const shifted = left.map((s) => {
    const shift = shifts.find(({ from, len }) => s.sequence_index >= from && s.sequence_index < from + len)
    return shift ? { ...s, sequence_index: s.sequence_index + shift.to - shift.from } : s
  })
  return [...shifted, ...upserted].sort((a, b) => a.sequence_index - b.sequence_index)
}

describe('afterDelete', () => {
  test('lift leaves the others where they are', () => {
    expect(places(afterDelete(segmentsAt(0, 1, 2), [1], 'lift'))).toEqual([
      [1, 0],
      [3, 2],
    ])
  })

  test('ripple closes up by as many as went, and keeps older gaps', () => {
    expect(places(afterDelete(segmentsAt(0, 1, 3, 4, 6), [1, 3], 'ripple'))).toEqual([
      [1, 0],
      [3, 2],
      [5, 4],
    ])
  })

  test('many at once are taken like few', () => {
    const many = segmentsAt(...Array.from({ length: 100 }, (_, i) => i))
    const even = many.map((_, place) => place).filter((place) => place % 2 === 0)
    expect(afterDelete(many, even, 'lift').map((s) => s.id % 2)).toEqual(Array(50).fill(0))
  })
})

test('lowerBound finds the first at or behind an index', () => {
  const segments = segmentsAt(0, 3, 4)
  expect([0, 1, 3, 4, 5].map((index) => lowerBound(segments, index))).toEqual([0, 1, 1, 2, 3])
})

test('gaps are told before, between, and never behind the last', () => {
  expect(gapsOf(segmentsAt(2, 3, 6))).toEqual([
    { index: 0, len: 2 },
    { index: 4, len: 2 },
  ])
  expect(gapsOf([])).toEqual([])
})

test('a view closed up by a ripple still finds its segments', () => {
  const sequence = new Sequence(segmentsAt(0, 1, 2, 3))
  const view = afterDelete(sequence.segments, [0], 'ripple')
  expect(sequence.placeIn(view, 4)).toBe(2)
  expect(sequence.placeIn(view, 1)).toBe(-1)
})

test('isSame compares the segments themselves', () => {
  const segments = segmentsAt(0, 1)
  expect(isSame(segments, [...segments])).toBe(true)
  expect(isSame(segments, segmentsAt(0, 1))).toBe(false)
})
