import { describe, expect, test } from 'vitest'
import { blockStart, dropAt, scrollOfDrag } from './drag'
import { segmentsAt, timingOf } from './invented'
import { Layout } from './layout'

describe('where a drag drops', () => {
  const layout = new Layout(timingOf(segmentsAt(0, 1, 4)), 0.05)

  test('is before a clip on its left half, and behind it on its right', () => {
    const [left, width] = [layout.x(1), layout.clipWidth(1)]
    expect(dropAt(layout, left + width * 0.4)).toEqual({ slot: 1, x: left })
    expect(dropAt(layout, left + width * 0.6)).toEqual({ slot: 2, x: left + width })
  })

  test('is on the near side of a gap', () => {
    expect(dropAt(layout, layout.x(2) - 1).slot).toBe(2)
    expect(dropAt(layout, layout.x(2) + 1).slot).toBe(4)
  })

  test('is at an end beyond the ends, and at the start of an empty story', () => {
    expect(dropAt(layout, -500).slot).toBe(0)
    expect(dropAt(layout, layout.width + 500).slot).toBe(5)
    expect(dropAt(new Layout(timingOf([]), 0.05), 300).slot).toBe(0)
  })
})

describe('where a block starts', () => {
  test('agrees with taking slots out of a row and putting them back, for every choice of five', () => {
    const row = [0, 1, 2, 3, 4]
    for (let choice = 1; choice < 32; choice += 1) {
      const moved = row.filter((slot) => choice & (1 << slot))
      for (let slot = 0; slot <= row.length; slot += 1) {
        const before = row.filter((other) => other < slot && !moved.includes(other))
        const after = row.filter((other) => other >= slot && !moved.includes(other))
        const isSame = [...before, ...moved, ...after].every((other, place) => other === row[place])
        expect(blockStart(moved, slot), `${moved} before ${slot}`).toBe(isSame ? null : before.length)
      }
    }
  })

  test('is nowhere for nothing', () => {
    expect(blockStart([], 3)).toBeNull()
  })
})

test('a drag near a side scrolls, faster the nearer, and never elsewhere', () => {
  expect(scrollOfDrag(500, 1000)).toBe(0)
  expect(scrollOfDrag(10, 1000)).toBeLessThan(scrollOfDrag(40, 1000))
  expect(scrollOfDrag(40, 1000)).toBeLessThan(0)
  expect(scrollOfDrag(990, 1000)).toBeGreaterThan(scrollOfDrag(960, 1000))
  expect(scrollOfDrag(-100, 1000)).toBe(-scrollOfDrag(1100, 1000))
})
