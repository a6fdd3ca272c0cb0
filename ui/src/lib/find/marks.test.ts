import { expect, it } from 'vitest'
import { segmentsAt, timingOf } from '../timeline/invented'
import { fitScale, Layout } from '../timeline/layout'
import { marksOf } from './marks'

const timing = timingOf(segmentsAt(...Array.from({ length: 10_000 }, (_, place) => place)))
const map = new Layout(timing, fitScale(timing, 800))

it('marks matches where they stand, wide enough to be seen', () => {
  const marks = marksOf([3, 5_000], (id) => id, map)
  expect(marks.map(({ x }) => x)).toEqual([map.x(3), map.x(5_000)])
  expect(marks.every(({ width }) => width >= 2)).toBe(true)
})

it('marks none that has left the page', () => {
  expect(marksOf([3, 4], (id) => (id === 3 ? -1 : id), map)).toHaveLength(1)
})

it('lets some of very many matches stand for all, from the first to nearly the last', () => {
  const marks = marksOf(
    Array.from({ length: 10_000 }, (_, place) => place),
    (id) => id,
    map,
  )
  expect(marks.length).toBeLessThanOrEqual(4_000)
  expect(marks[0]?.x).toBe(map.x(0))
  expect(marks.at(-1)?.x).toBeGreaterThan(map.x(9_990))
})
