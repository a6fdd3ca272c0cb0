import { describe, expect, test } from 'vitest'
import { numbers, segment, timingOf } from './invented'
import { Layout } from './layout'
import * as zoom from './zoom'

const viewport = 1440
const timing = timingOf(
  Array.from({ length: 5000 }, (_, i) => segment(i + 1, i + Math.floor(i / 7), 2000 + (i % 9) * 300)),
)

test('what is under the pointer stays there', () => {
  const next = numbers(1)
  for (let round = 0; round < 200; round += 1) {
    const scale = 0.02 + next() * 0.1
    const before = new Layout(timing, scale)
    const offset = 1500 + next() * (before.width - 2 * viewport - 1500)
    const pointer = next() * viewport
    const time = before.xToTime(offset + pointer)
    const after = zoom.zoomAround({ scale, offset }, timing, viewport, 1.4, pointer)
    const x = new Layout(timing, after.scale).timeToX(time) - after.offset
    expect(x).toBeCloseTo(pointer, 3)
  }
})

test('zoom stops at all of it and at the closest look', () => {
  const near = zoom.zoomAround({ scale: 0.3, offset: 0 }, timing, viewport, 100, 0)
  expect(near.scale).toBe(zoom.MAX_SCALE)
  const far = zoom.zoomAround({ scale: 0.3, offset: 9000 }, timing, viewport, 1e-9, 700)
  expect(far).toEqual(zoom.fit(timing, viewport))
})

test('a short story isn’t stretched beyond the closest look, and may be seen at the default', () => {
  const short = timingOf([segment(1, 0, 900)])
  expect(zoom.fit(short, viewport).scale).toBe(zoom.MAX_SCALE)
  expect(zoom.minScale(short, viewport)).toBe(zoom.DEFAULT_SCALE)
})

test('the slider goes from end to end and back', () => {
  const min = zoom.minScale(timing, viewport)
  expect(zoom.sliderOf(min, min)).toBe(0)
  expect(zoom.sliderOf(zoom.MAX_SCALE, min)).toBe(1)
  for (const slider of [0, 0.25, 0.7, 1]) {
    expect(zoom.sliderOf(zoom.scaleOf(slider, min), min)).toBeCloseTo(slider, 9)
  }
})

describe('reveal', () => {
  test.each([
    ['in view: stays', 1000, 1200, 1400, 1000],
    ['left of it: just enough', 1000, 500, 700, 452],
    ['right of it: just enough', 1000, 2500, 2700, 1308],
    ['too long: its start', 1000, 3000, 9000, 2952],
    ['too long, start in view: stays', 1000, 1500, 9000, 1000],
  ])('%s', (_, offset, from, to, expected) => {
    expect(zoom.reveal(offset, viewport, from, to)).toBe(expected)
  })
})

describe('the scroll bar', () => {
  test('is pixel by pixel for ordinary stories', () => {
    expect(zoom.offsetOf(1234, 90_000, viewport)).toBe(1234)
    expect(zoom.scrollWidth(90_000)).toBe(90_000)
  })

  test('reaches both ends of a story wider than engines can take', () => {
    const width = 120_000_000
    expect(zoom.scrollWidth(width)).toBe(zoom.MAX_SCROLL_PX)
    expect(zoom.offsetOf(zoom.MAX_SCROLL_PX - viewport, width, viewport)).toBeCloseTo(width - viewport, 3)
    expect(zoom.scrollOf(zoom.offsetOf(5000, width, viewport), width, viewport)).toBeCloseTo(5000, 6)
  })

  test('does nothing where all is in view', () => {
    expect(zoom.offsetOf(0, 500, viewport)).toBe(0)
    expect(zoom.clampOffset(300, 500, viewport)).toBe(0)
  })
})
