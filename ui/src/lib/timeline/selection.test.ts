import { expect, test } from 'vitest'
import * as selecting from './selection'

function orderOf(...ids: number[]): selecting.Order {
  return { length: ids.length, idAt: (place) => ids[place], placeOf: (id) => ids.indexOf(id) }
}

const order = orderOf(10, 20, 30, 40, 50)
const chosen = ({ ids, current }: selecting.Selection) => ({ ids: [...ids].sort((a, b) => a - b), current })

test('toggle adds and takes out, and the next range starts there', () => {
  const two = selecting.toggle(selecting.only(10), 30)
  expect(chosen(two)).toEqual({ ids: [10, 30], current: 30 })
  expect(chosen(selecting.toggle(two, 10))).toEqual({ ids: [30], current: 10 })
  expect(chosen(selecting.range(two, order, 50))).toEqual({ ids: [30, 40, 50], current: 50 })
})

test('a range can shrink and turn round its anchor', () => {
  const wide = selecting.range(selecting.only(30), order, 50)
  expect(chosen(selecting.range(wide, order, 40)).ids).toEqual([30, 40])
  expect(chosen(selecting.range(wide, order, 10)).ids).toEqual([10, 20, 30])
})

test('a range without an anchor is one segment', () => {
  expect(chosen(selecting.range(selecting.nothing, order, 20))).toEqual({ ids: [20], current: 20 })
})

test('all selects everything and stays where it is; none keeps the place for keys', () => {
  const all = selecting.all(selecting.only(20), order)
  expect(chosen(all)).toEqual({ ids: [10, 20, 30, 40, 50], current: 20 })
  const none = selecting.none(all)
  expect(chosen(none)).toEqual({ ids: [], current: 20 })
  expect(chosen(selecting.step(none, order, 1, false))).toEqual({ ids: [30], current: 30 })
})

test('steps stop at the ends, start at one without a current segment, and extend', () => {
  expect(selecting.step(selecting.only(50), order, 1, false).current).toBe(50)
  expect(selecting.step(selecting.only(10), order, -3, false).current).toBe(10)
  expect(selecting.step(selecting.nothing, order, 1, false).current).toBe(10)
  expect(selecting.step(selecting.nothing, order, -1, false).current).toBe(50)
  expect(chosen(selecting.step(selecting.only(30), order, -1, true)).ids).toEqual([20, 30])
  expect(selecting.step(selecting.nothing, orderOf(), 1, false)).toEqual(selecting.nothing)
})

test('first and last extend from the anchor', () => {
  expect(chosen(selecting.goTo(selecting.only(40), order, 0, true)).ids).toEqual([10, 20, 30, 40])
  expect(chosen(selecting.goTo(selecting.only(40), order, 99, false)).ids).toEqual([50])
})

test.each([
  ['the next one', 20, [20], 30],
  ['the next that stays', 20, [20, 30, 40], 50],
  ['the previous when the last goes', 50, [40, 50], 30],
  ['next to the current one of several', 40, [10, 40], 50],
  ['next to what went, when something else was current', 10, [30], 40],
])('after a delete %s is selected', (_, current, deleted, expected) => {
  const after = selecting.afterDelete(selecting.only(current), order, new Set(deleted))
  expect(chosen(after)).toEqual({ ids: [expected], current: expected })
})

test('nothing is left to select when all are deleted', () => {
  const after = selecting.afterDelete(selecting.only(10), order, new Set([10, 20, 30, 40, 50]))
  expect(after).toEqual(selecting.nothing)
})

test('what has gone elsewhere is forgotten, and the place kept', () => {
  const some = selecting.range(selecting.only(20), order, 40)
  expect(chosen(selecting.keep(some, orderOf(10, 20, 40, 50), 2))).toEqual({ ids: [20, 40], current: 40 })
  expect(chosen(selecting.keep(some, orderOf(10, 20, 50), 2))).toEqual({ ids: [50], current: 50 })
  expect(selecting.keep(some, order, 3)).toBe(some)
})
