import { describe, expect, test } from 'vitest'
import { segmentsAt, timingOf } from './invented'
import { fitScale, Layout } from './layout'
import { frameOn, isLong, offsetAt } from './minimap'

const width = 800
const timing = timingOf(
  segmentsAt(...Array.from({ length: 200 }, (_, place) => place + (place > 99 ? 3 : 0))),
)
const map = new Layout(timing, fitScale(timing, width))
const layout = new Layout(timing, 0.05)

describe('the map of a story', () => {
  test('is there when the story is much longer than the view', () => {
    expect(isLong(layout, width)).toBe(true)
    expect(isLong(map, width)).toBe(false)
    expect(isLong(layout, 0)).toBe(false)
  })

  test('has the view’s frame where the view is', () => {
    const frames = [0, 5_000, layout.width - width].map((offset) => frameOn(map, layout, offset, width))
    const [start, middle, end] = frames
    expect(start?.x).toBeLessThan(20)
    expect(middle?.x).toBeGreaterThan(start?.x ?? 0)
    expect((end?.x ?? 0) + (end?.width ?? 0)).toBeGreaterThan(width - 30)
    expect(frames.every((frame) => frame.width >= 10 && frame.x >= 0)).toBe(true)
  })

  test('leads back to the place that its frame stands for', () => {
    for (const offset of [100, 3_000, 12_345, 20_000]) {
      const { x } = frameOn(map, layout, offset, width)
      expect(Math.abs(offsetAt(map, layout, x) - offset)).toBeLessThan(layout.gapWidth + 1)
    }
    expect(offsetAt(map, layout, 0)).toBe(0)
  })
})
