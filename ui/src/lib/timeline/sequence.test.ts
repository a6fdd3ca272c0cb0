import { describe, expect, test } from 'vitest'
import type { Segment } from '../ipc/types'
import { gapsOf, numbers, segment, segmentsAt, sequenceOf } from './invented'
import { BLOCK, type Measure, Sequence } from './sequence'

/** Segments with odd durations and gaps here and there, over several blocks. */
function someSegments(count: number, seed: number, gapless = 0.9): Segment[] {
  const next = numbers(seed)
  let index = 0
  return Array.from({ length: count }, (_, i) => {
    index += next() < gapless ? 0 : 1 + Math.floor(next() * 3)
    return segment(i + 7, index++, next() < 0.2 ? null : 1 + Math.floor(next() * 9000))
  })
}

/** Where everything begins, added up one by one. */
function modelled(segments: readonly Segment[], { start, ms, silent, segment, gap }: Measure): number[] {
  const begins: number[] = []
  let [at, expected] = [start, 0]
  for (const { sequence_index: index, duration_ms: duration } of segments) {
    if (index > expected) at += gap
    begins.push(at)
    at += segment + (duration === null ? silent : duration * ms)
    expected = index + 1
  }
  return [...begins, at]
}

const measures: Measure[] = [
  { start: 0, ms: 1, silent: 3000, segment: 0, gap: 0 },
  { start: 14, ms: 0.25, silent: 750, segment: 0, gap: 44 },
  { start: 0, ms: 0, silent: 0, segment: 50, gap: 34 },
]

describe('a sequence', () => {
  test.each([0, 1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 1700])('of %i answers as a list does', (count) => {
    const segments = someSegments(count, 3 + count)
    const sequence = sequenceOf(segments)
    expect(sequence.length).toBe(count)
    expect(sequence.lastIndex).toBe(segments.at(-1)?.sequence_index ?? -1)
    expect(sequence.audioMs).toBe(segments.reduce((sum, s) => sum + (s.duration_ms ?? 0), 0))
    segments.forEach((s, place) => {
      expect([sequence.idAt(place), sequence.indexAt(place)]).toEqual([s.id, s.sequence_index])
      expect(sequence.durationAt(place)).toBe(s.duration_ms ?? 0)
    })
    expect([sequence.idAt(-1), sequence.idAt(count), sequence.indexAt(count)]).toEqual(
      Array(3).fill(undefined),
    )
    const gaps = Array.from({ length: sequence.gapCount }, (_, gap) => sequence.gapAt(gap))
    expect(gaps).toEqual(gapsOf(segments))
    gaps.forEach((gap, number) => {
      const place = segments.findIndex((s) => s.sequence_index > gap.index)
      expect(sequence.gapPlace(number)).toBe(place)
      expect(sequence.gapsBefore(place), 'the gap right before a place counts').toBe(number + 1)
    })
  })

  test.each([0, 1, 600, 1700])('of %i measures and finds what is where', (count) => {
    const next = numbers(11)
    for (const measure of measures) {
      const segments = someSegments(count, 5 + count, 0.6)
      const sequence = sequenceOf(segments)
      const begins = modelled(segments, measure)
      begins.forEach((begin, place) => expect(sequence.measure(measure, place)).toBe(begin))
      for (let round = 0; round < 300; round += 1) {
        const room = (next() * 1.1 - 0.05) * (begins.at(-1) ?? 0)
        const last = begins.slice(0, -1).findLastIndex((begin) => begin <= room)
        expect(sequence.placeAt(measure, room)).toBe(Math.max(0, last))
      }
      segments.forEach((_, place) => {
        const own = sequence.placeAt(measure, sequence.measure(measure, place))
        expect(own, 'a place is found at the very number where it begins').toBe(place)
      })
    }
  })

  test('finds the first at or behind an index', () => {
    const sequence = sequenceOf(segmentsAt(0, 3, 4))
    expect([0, 1, 3, 4, 5].map((index) => sequence.lowerBound(index))).toEqual([0, 1, 1, 2, 3])
    const segments = someSegments(1700, 8, 0.7)
    const long = sequenceOf(segments)
    for (let index = -1; index < long.lastIndex + 3; index += 1) {
      const place = segments.findIndex((s) => s.sequence_index >= index)
      expect(long.lowerBound(index)).toBe(place < 0 ? segments.length : place)
    }
  })

  test('tells gaps before, between, and never behind the last', () => {
    const sequence = sequenceOf(segmentsAt(2, 3, 6))
    expect([0, 1].map((gap) => sequence.gapAt(gap))).toEqual([
      { index: 0, len: 2 },
      { index: 4, len: 2 },
    ])
    expect(sequence.gapCount).toBe(2)
    expect(new Sequence([]).gapCount).toBe(0)
  })
})
