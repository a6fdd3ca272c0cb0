import { describe, expect, test } from 'vitest'
import { segment, segmentsAt, timingOf } from './invented'
import { fitScale, Layout } from './layout'
import { none, Ranges } from './ranges'
import { cutAtEnd, cutAtStart, isSameWindow, MAX_CLIPS, strips, visible } from './window'
import { DEFAULT_SCALE, MAX_SCALE } from './zoom'

function story(count: number) {
  return timingOf(Array.from({ length: count }, (_, i) => segment(i + 1, i + Math.floor(i / 10), 3000)))
}

describe('visible', () => {
  test('holds all that the view shows, and little more', () => {
    const layout = new Layout(story(1000), DEFAULT_SCALE)
    for (let offset = 0; offset < layout.width; offset += 777) {
      const { firstClip, endClip, firstGap, endGap } = visible(layout, offset, 1440)
      for (let place = 0; place < layout.count; place += 1) {
        const left = layout.x(place)
        const isInView = left + layout.clipWidth(place) > offset && left < offset + 1440
        if (isInView) expect(place >= firstClip && place < endClip, `clip ${place} at ${offset}`).toBe(true)
      }
      for (let gap = 0; gap < layout.sequence.gapCount; gap += 1) {
        const left = layout.gapX(gap)
        const isInView = left + layout.gapWidth > offset && left < offset + 1440
        if (isInView) expect(gap >= firstGap && gap < endGap, `gap ${gap} at ${offset}`).toBe(true)
      }
      expect(endClip - firstClip).toBeLessThan(18)
    }
  })

  test('holds the clip that the next key press brings into view, however wide', () => {
    const timing = timingOf(Array.from({ length: 9 }, (_, i) => segment(i + 1, i, 60_000)))
    const layout = new Layout(timing, DEFAULT_SCALE)
    const { firstClip, endClip } = visible(layout, layout.x(4) + 300, 1440)
    expect([firstClip, endClip], 'clip 4 fills the view').toEqual([3, 6])
  })

  test.each([1, 12, 10_000, 100_000])('never asks for too many elements: %i segments', (count) => {
    const timing = story(count)
    for (let scale = fitScale(timing, 2560); scale <= MAX_SCALE; scale *= 1.3) {
      const layout = new Layout(timing, scale)
      const window = visible(layout, layout.width / 2, 2560)
      const elements = window.endClip - window.firstClip + 2 * (window.endGap - window.firstGap)
      if (!window.crowded) expect(elements).toBeLessThanOrEqual(MAX_CLIPS)
    }
  })

  test('an empty story shows nothing', () => {
    expect(visible(new Layout(timingOf([]), DEFAULT_SCALE), 0, 1440)).toEqual({
      firstClip: 0,
      endClip: 0,
      firstGap: 0,
      endGap: 0,
      crowded: false,
    })
  })

  test('a small scroll shows the same', () => {
    const layout = new Layout(story(100), DEFAULT_SCALE)
    expect(isSameWindow(visible(layout, 1000, 800), visible(layout, 1001, 800))).toBe(true)
    expect(isSameWindow(visible(layout, 1000, 800), visible(layout, 3000, 800))).toBe(false)
  })
})

describe('a clip that an edge of the view cuts', () => {
  // Each 300 pixels wide.
  const layout = new Layout(story(20), 0.1)

  test('has its head where the view begins, and its button where that ends', () => {
    const x = layout.x(3)
    expect(cutAtStart(layout, x + 120)).toEqual({ place: 3, px: 120 })
    expect(cutAtEnd(layout, x + 120)).toEqual({ place: 3, px: 180 })
  })

  test('keeps them within itself', () => {
    const x = layout.x(3)
    expect(cutAtStart(layout, x + 290)?.px).toBeLessThanOrEqual(300 - 80)
    expect(cutAtEnd(layout, x + 10)?.px).toBeLessThanOrEqual(300 - 80)
  })

  test('is none where none is cut, or none has room', () => {
    expect(cutAtStart(layout, layout.x(3))).toBeNull()
    expect(cutAtStart(layout, 0), 'the edge').toBeNull()
    expect(cutAtEnd(layout, layout.gapX(0) + 3), 'a gap').toBeNull()
    const narrow = new Layout(story(20), 0.02)
    expect(cutAtStart(narrow, narrow.x(3) + 30), 'a narrow one').toBeNull()
    expect(cutAtStart(new Layout(timingOf([]), 1), 0)).toBeNull()
  })
})

describe('strips', () => {
  test('paint the whole view and no more than it has room for', () => {
    const timing = story(100_000)
    const layout = new Layout(timing, fitScale(timing, 1440))
    const painted = strips(layout, 0, 1440, none)
    expect(painted.length).toBeLessThanOrEqual(480)
    expect(painted.at(-1)?.x).toBeGreaterThan(1400)
  })

  test('show what stands in them, wherever the view starts', () => {
    const timing = timingOf(segmentsAt(2, 3, 4, 6, 7, 8, 20, 21))
    const layout = new Layout(timing, 0.0035)
    const chosen = Ranges.of([4, 5])
    const isIn = (from: number, width: number, x: number) => from < x + 3 && from + width > x
    for (let offset = 0; offset < 60; offset += 1) {
      const shown = new Map(strips(layout, offset, 80, chosen).map(({ x, kind }) => [x + offset, kind]))
      for (let x = offset - (offset % 3); x < Math.min(layout.width, offset + 80); x += 3) {
        const gaps = [0, 1, 2].filter((gap) => isIn(layout.gapX(gap), layout.gapWidth, x))
        const clips = [...Array(8).keys()].filter((place) =>
          isIn(layout.x(place), layout.clipWidth(place), x),
        )
        const beginsOn = layout.placeAt(x) !== null
        const clip = beginsOn ? (clips.includes(4) ? 'chosen' : 'clip') : undefined
        expect(shown.get(x), `at ${x} from ${offset}`).toBe(gaps.length > 0 ? 'gap' : clip)
      }
    }
  })

  test('show a gap and a chosen clip before their neighbours', () => {
    const layout = new Layout(timingOf(segmentsAt(0, 1, 2, 3, 5)), 0.0005)
    const kinds = (chosen: Ranges) => strips(layout, 0, 40, chosen).map(({ kind }) => kind)
    expect(kinds(none)).toContain('gap')
    expect(kinds(none)).not.toContain('chosen')
    expect(kinds(Ranges.of([1, 2]))).toContain('chosen')
  })
})
