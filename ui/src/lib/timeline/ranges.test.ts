import { describe, expect, test } from 'vitest'
import { numbers } from './invented'
import { none, Ranges } from './ranges'

describe('ranges', () => {
  test('that touch or overlap are one, in whatever order they come', () => {
    expect(Ranges.of([5, 7], [0, 2], [2, 3], [6, 9], [4, 4]).list).toEqual([
      [0, 3],
      [5, 9],
    ])
    expect([none.size, none.first, none.last, none.has(0)]).toEqual([0, -1, -1, false])
  })

  test('answer as a set of numbers does, over many changes', () => {
    const next = numbers(5)
    const pick = () => Math.floor(next() * 60)
    let ranges = Ranges.of([10, 20])
    const model = new Set(Array.from({ length: 10 }, (_, i) => i + 10))
    for (let round = 0; round < 500; round += 1) {
      const place = pick()
      ranges = ranges.toggled(place)
      if (!model.delete(place)) model.add(place)
      const sorted = [...model].sort((a, b) => a - b)
      expect([...ranges.places()]).toEqual(sorted)
      expect(Ranges.ofPlaces([...model]).isSame(ranges)).toBe(true)
      expect([ranges.size, ranges.first, ranges.last]).toEqual([
        model.size,
        sorted[0] ?? -1,
        sorted.at(-1) ?? -1,
      ])
      const [from = 0, end = 0] = [pick(), pick()].sort((a, b) => a - b)
      expect(ranges.has(from)).toBe(model.has(from))
      expect(ranges.overlaps(from, end)).toBe(sorted.some((one) => one >= from && one < end))
      expect(ranges.countBefore(from)).toBe(sorted.filter((one) => one < from).length)
      const range = ranges.rangeAt(from)
      expect(range !== undefined && range[0] <= from && from < range[1]).toBe(model.has(from))
    }
  })
})
