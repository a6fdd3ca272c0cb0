import { describe, expect, test } from 'vitest'
import { segmentsAt, sequenceOf } from '../timeline/invented'
import { Rows } from './rows'

const heights = { segment: 50, gap: 30 }
const rowsOf = (...indexes: number[]) => new Rows(sequenceOf(segmentsAt(...indexes)), heights)
const gappy = rowsOf(1, 2, 5)
const all = (rows: Rows) => Array.from({ length: rows.count }, (_, row) => rows.at(row))

describe('the rows of the script', () => {
  test('have gaps where segments were removed', () => {
    const said = all(gappy).map((row) => (row.kind === 'gap' ? `gap ${row.gap.len}` : row.place))
    expect(said).toEqual(['gap 1', 0, 1, 'gap 2', 2])
    expect(all(gappy).map((row) => gappy.topOf(row))).toEqual([0, 30, 80, 130, 160])
    expect(gappy.height).toBe(210)
    expect([0, 1, 2].map((place) => gappy.rowOf(place))).toEqual([1, 2, 4])
  })

  test('that are in view are all there, with few others', () => {
    for (const rows of [gappy, rowsOf(0, 1, 2), rowsOf(3, 9, 10, 11, 40)]) {
      for (let scroll = 0; scroll < rows.height; scroll += 7) {
        const { first, end } = rows.inView(scroll, 80, 0)
        all(rows).forEach((row, i) => {
          const top = rows.topOf(row)
          const isSeen = top + rows.heightOf(row) > scroll && top < scroll + 80
          if (isSeen) expect(i >= first && i < end, `row ${i} at ${scroll}`).toBe(true)
        })
        expect(end).toBeLessThanOrEqual(rows.count)
        expect(end - first).toBeLessThan(7)
      }
    }
  })

  test('are few of many', () => {
    const many = rowsOf(...Array(10_000).keys())
    const { first, end } = many.inView(250_000, 600, 200)
    expect(first).toBe(4996)
    expect(end - first).toBeLessThan(25)
  })

  test('are none of nothing', () => {
    const { first, end } = rowsOf().inView(0, 500, 200)
    expect(end - first).toBe(0)
  })

  test('scroll no further than needed', () => {
    const to = (row: number, scroll: number) => gappy.scrollTo(gappy.at(row), scroll, 100)
    expect([to(1, 0), to(4, 0), to(1, 60)]).toEqual([0, 110, 30])
  })
})
