import { describe, expect, test } from 'vitest'
import { numbers, segmentsAt } from './invented'
import { Confirmed, rowOf } from './confirmed'
import { followed } from './followed'
import { Ranges } from './ranges'
import { columnsOf } from './run'
import * as selecting from './selection'

const chosen = ({ places, current }: selecting.Selection) => ({ places: [...places.places()], current })

test('toggle adds and takes out, and the next range starts there', () => {
  const two = selecting.toggle(selecting.only(0), 2)
  expect(chosen(two)).toEqual({ places: [0, 2], current: 2 })
  expect(chosen(selecting.toggle(two, 0))).toEqual({ places: [2], current: 0 })
  expect(chosen(selecting.range(two, 4))).toEqual({ places: [2, 3, 4], current: 4 })
})

test('a range can shrink and turn round its anchor', () => {
  const wide = selecting.range(selecting.only(2), 4)
  expect(chosen(selecting.range(wide, 3)).places).toEqual([2, 3])
  expect(chosen(selecting.range(wide, 0)).places).toEqual([0, 1, 2])
})

test('a range without an anchor is one segment', () => {
  expect(chosen(selecting.range(selecting.nothing, 1))).toEqual({ places: [1], current: 1 })
})

test('all selects everything and stays where it is; none keeps the place for keys', () => {
  const all = selecting.all(selecting.only(1), 5)
  expect(chosen(all)).toEqual({ places: [0, 1, 2, 3, 4], current: 1 })
  expect(all.places.list, 'all of any number is one range').toHaveLength(1)
  const none = selecting.none(all)
  expect(chosen(none)).toEqual({ places: [], current: 1 })
  expect(chosen(selecting.step(none, 5, 1, false))).toEqual({ places: [2], current: 2 })
  expect(chosen(selecting.all(selecting.nothing, 0))).toEqual({ places: [], current: -1 })
})

test('steps stop at the ends, start at one without a current segment, and extend', () => {
  expect(selecting.step(selecting.only(4), 5, 1, false).current).toBe(4)
  expect(selecting.step(selecting.only(0), 5, -3, false).current).toBe(0)
  expect(selecting.step(selecting.nothing, 5, 1, false).current).toBe(0)
  expect(selecting.step(selecting.nothing, 5, -1, false).current).toBe(4)
  expect(chosen(selecting.step(selecting.only(2), 5, -1, true)).places).toEqual([1, 2])
  expect(selecting.step(selecting.nothing, 0, 1, false)).toEqual(selecting.nothing)
})

test('first and last extend from the anchor', () => {
  expect(chosen(selecting.goTo(selecting.only(3), 5, 0, true)).places).toEqual([0, 1, 2, 3])
  expect(chosen(selecting.goTo(selecting.only(3), 5, 99, false)).places).toEqual([4])
})

test.each([
  ['the next one', 1, [1], 2],
  ['the next that stays', 1, [1, 2, 3], 4],
  ['the previous when the last goes', 4, [3, 4], 2],
  ['next to the current one of several', 3, [0, 3], 4],
  ['next to what went, when something else was current', 0, [2], 3],
])('after a delete %s is selected', (_, current, deleted, expected) => {
  const after = selecting.afterDelete(selecting.only(current), 5, Ranges.ofPlaces(deleted))
  expect(chosen(after)).toEqual({ places: [expected], current: expected })
})

test('nothing is left to select when all are deleted', () => {
  expect(selecting.afterDelete(selecting.only(0), 5, Ranges.of([0, 5]))).toEqual(selecting.nothing)
})

describe('when the order changes', () => {
  const order = (...ids: number[]) => ({ length: ids.length, idAt: (place: number) => ids[place] })
  const before = order(10, 20, 30, 40, 50)
  const placeIn =
    (...ids: number[]) =>
    (id: number) =>
      ids.indexOf(id)
  const some = selecting.range(selecting.only(1), 3)

  test('what has gone elsewhere is forgotten, and the nearest to the current one taken', () => {
    expect(chosen(selecting.follow(some, before, placeIn(10, 20, 40, 50)))).toEqual({
      places: [1, 2],
      current: 2,
    })
    expect(chosen(selecting.follow(some, before, placeIn(10, 20, 50)))).toEqual({ places: [2], current: 2 })
    expect(chosen(selecting.follow(some, before, placeIn(10)))).toEqual({ places: [0], current: 0 })
    expect(selecting.follow(some, before, placeIn())).toEqual(selecting.nothing)
  })

  test('what stays where it was is the same selection', () => {
    expect(selecting.follow(some, before, placeIn(10, 20, 30, 40, 50, 60))).toBe(some)
  })

  test('blocks that stay are followed as a whole, to the same places as one by one', () => {
    const next = numbers(17)
    const pick = (count: number) => Math.floor(next() * count)
    for (let round = 0; round < 40; round += 1) {
      const confirmed = new Confirmed(columnsOf(segmentsAt(...Array(3000).keys()).map(rowOf)))
      const before = confirmed.sequence
      const from = pick(2000)
      const wide = { ...selecting.range(selecting.only(from), from + pick(1000)), current: pick(3000) }
      const gone = Array.from({ length: 1 + pick(30) }, () => 1 + pick(3000))
      confirmed.apply({
        project_id: 1,
        removed: gone,
        shifts: [
          { from: 1500, to: 1400, len: 100 },
          { from: 1400, to: 1500, len: 100 },
        ],
        upserted: [],
        reread: false,
        projects_changed: false,
      })
      const after = confirmed.sequence
      const placeOf = (id: number) => confirmed.placeIn(after, id)
      expect(followed(wide, before, after, placeOf)).toEqual(selecting.follow(wide, before, placeOf))
    }
  })
})
