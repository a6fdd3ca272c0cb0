import { describe, expect, test } from 'vitest'
import { numbers, segment, segmentsAt, sequenceOf, timingOf } from './invented'
import { DEFAULT_DURATION_MS, EDGE_PX, fitScale, GAP_PX, Layout, Timing, tickStep } from './layout'

/** Segments with odd durations and gaps here and there. */
function someSegments(count: number, seed: number) {
  const next = numbers(seed)
  let index = 0
  return Array.from({ length: count }, (_, i) => {
    index += next() < 0.2 ? 1 + Math.floor(next() * 3) : 0
    const duration = next() < 0.1 ? null : Math.ceil(next() * 9000)
    return segment(i + 1, index++, duration)
  })
}

describe('positions', () => {
  test('clips stand one behind the other, as wide as they last, with chips for gaps', () => {
    const layout = new Layout(timingOf(segmentsAt(0, 1, 4)), 0.05)
    expect([0, 1, 2].map((place) => layout.x(place))).toEqual([
      EDGE_PX,
      EDGE_PX + 100,
      EDGE_PX + 200 + GAP_PX,
    ])
    expect(layout.clipWidth(1)).toBe(100)
    expect(layout.gapX(0)).toBe(EDGE_PX + 200)
    expect(layout.width).toBe(EDGE_PX + 300 + GAP_PX + EDGE_PX)
  })

  test('a gap before the first segment has its chip first', () => {
    const layout = new Layout(timingOf(segmentsAt(2, 3)), 0.05)
    expect(layout.gapX(0)).toBe(EDGE_PX)
    expect(layout.x(0)).toBe(EDGE_PX + GAP_PX)
  })

  test('a segment without audio counts the stated default', () => {
    const silent = [segment(1, 0, null), segment(2, 1, 0), segment(3, 2, 100)]
    expect(timingOf(silent).totalMs).toBe(2 * DEFAULT_DURATION_MS + 100)
    const timing = new Timing(sequenceOf(silent), 500)
    expect([0, 1, 2].map((place) => timing.durationOf(place))).toEqual([500, 500, 100])
    expect([0, 1, 2, 3].map((place) => timing.startOf(place))).toEqual([0, 500, 1000, 1100])
    expect(new Layout(timing, 0.1).clipWidth(1)).toBe(50)
  })

  test('every pixel finds what covers it, at any zoom', () => {
    const timing = timingOf(someSegments(200, 3))
    for (const scale of [0.0005, 0.01, 0.054, 0.4]) {
      const layout = new Layout(timing, scale)
      for (let place = 0; place < timing.count; place += 1) {
        const middle = layout.x(place) + layout.clipWidth(place) / 2
        expect(layout.placeAt(middle)).toBe(place)
      }
      for (let gap = 0; gap < timing.sequence.gapCount; gap += 1) {
        const middle = layout.gapX(gap) + layout.gapWidth / 2
        expect(layout.placeAt(middle)).toBeNull()
        expect(layout.gapNear(middle)).toBe(gap)
      }
    }
  })

  test('an empty story has no place anywhere', () => {
    const layout = new Layout(timingOf([]), 0.05)
    expect(layout.placeAt(100)).toBeNull()
    expect(layout.width).toBe(2 * EDGE_PX)
    expect(layout.xToTime(EDGE_PX + 100)).toBe(2000)
  })
})

describe('time', () => {
  test('pixels and times are each other’s inverse', () => {
    const layout = new Layout(timingOf(someSegments(100, 11)), 0.03)
    const next = numbers(5)
    for (let round = 0; round < 300; round += 1) {
      const ms = next() * layout.timing.totalMs * 1.1
      expect(layout.xToTime(layout.timeToX(ms))).toBeCloseTo(ms, 4)
    }
  })

  test('a gap lasts no time', () => {
    const layout = new Layout(timingOf(segmentsAt(0, 2)), 0.05)
    expect(layout.xToTime(layout.gapX(0) + 20)).toBe(2000)
    expect(layout.timeToX(2000)).toBe(layout.x(1))
  })

  test('ticks keep their distance, cover the view and go on behind the end', () => {
    const layout = new Layout(timingOf(someSegments(50, 2)), 0.054)
    const ticks = layout.ticks(0, layout.width + 500)
    expect(ticks[0]).toEqual({ ms: 0, x: layout.timeToX(0) })
    ticks.slice(1).forEach((tick, i) => expect(tick.x - (ticks[i]?.x ?? 0)).toBeGreaterThanOrEqual(84))
    expect(ticks.at(-1)?.ms).toBeGreaterThan(layout.timing.totalMs)
  })

  test('steps are nice', () => {
    expect(tickStep(0.054)).toBe(2000)
    expect(tickStep(0.4)).toBe(500)
    expect(tickStep(0.000_000_5)).toBe(172_800_000)
  })
})

test.each([10, 300, 20_000])('fit shows %i segments exactly, gaps and all', (count) => {
  const timing = timingOf(someSegments(count, 9))
  expect(new Layout(timing, fitScale(timing, 1440)).width).toBeCloseTo(1440, 3)
})
