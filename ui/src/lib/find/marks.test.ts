import { describe, expect, it } from 'vitest'
import { numbers, segment, segmentsAt, timingOf } from '../timeline/invented'
import { fitScale, Layout } from '../timeline/layout'
import type { Strip } from '../timeline/window'
import { marksOf } from './marks'

const width = 800
const timing = timingOf(segmentsAt(...Array.from({ length: 10_000 }, (_, place) => place)))
const map = new Layout(timing, fitScale(timing, width))
const near = new Layout(timing, 0.002)
/** Marks keep to strips of 3 pixels, of which the last is left free between two. */
const isUnder = (mark: Strip | undefined, x: number) =>
  mark !== undefined && mark.x <= x && x < mark.x + mark.width + 1
const itself = (place: number) => place

describe('marks of what is found', () => {
  it('stand where the matches do, wide enough to be seen', () => {
    const marks = marksOf([3, 5_000], itself, map, 0, width)
    for (const [i, place] of [3, 5_000].entries()) expect(isUnder(marks[i], map.x(place))).toBe(true)
    expect(marks.map(({ width }) => width)).toEqual([2, 2])
  })

  it('count from where the view starts, and are as wide as their clips', () => {
    const offset = near.x(4_000) - 100
    const marks = marksOf([3, 3_990, 4_000, 4_100, 9_000], itself, near, offset, width)
    expect(marks).toHaveLength(3)
    for (const [i, x] of [60, 100, 500].entries()) {
      expect(isUnder(marks[i], x) && isUnder(marks[i], x + 3.9), `a mark at ${x}`).toBe(true)
      expect(marks[i]?.width).toBeLessThanOrEqual(8)
    }
  })

  it('are not made for what has left the page', () => {
    expect(marksOf([3, 4], (id) => (id === 3 ? -1 : id), map, 0, width)).toHaveLength(1)
    expect(marksOf([3, 4], () => -1, map, 0, width)).toHaveLength(0)
  })

  it('leave no match without one, and are no more than the view has room for', () => {
    const random = numbers(3)
    const uneven = timingOf(
      Array.from({ length: 5_000 }, (_, i) => segment(i + 1, i + Math.floor(i / 7), 300 + 5_000 * random())),
    )
    const layout = new Layout(uneven, 0.0008)
    for (const share of [0.001, 0.05, 0.5, 1]) {
      const matches = Array.from({ length: 5_000 }, (_, place) => place).filter(() => random() < share)
      for (let offset = 0; offset < layout.width; offset += 1_234.5) {
        const marks = marksOf(matches, itself, layout, offset, width)
        expect(marks.length).toBeLessThanOrEqual(width / 3 + 2)
        for (const place of matches) {
          const x = layout.x(place) - offset
          if (x < 0 || x >= width) continue
          expect(
            marks.some((mark) => isUnder(mark, x)),
            `the match at ${place} is under a mark, from ${offset}`,
          ).toBe(true)
        }
      }
    }
  })

  it('ask about few matches, however many there are', () => {
    let asked = 0
    const place = (match: number) => {
      asked += 1
      return match
    }
    const many = Array.from({ length: 10_000 }, (_, i) => i)
    marksOf(many, place, near, near.x(5_000), width)
    expect(asked, 'about as many as are in view').toBeLessThan(4 * (width / 4) + 40)
  })
})
