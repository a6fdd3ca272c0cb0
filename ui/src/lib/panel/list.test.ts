import { describe, expect, test } from 'vitest'
import { inView, stepTo } from './list'

describe('rows in view', () => {
  test('are those in the window and a little around it', () => {
    expect(inView(0, 200, 100, 100, 0)).toEqual([0, 1, 2, 3])
    expect(inView(1000, 100, 100, 100, 10)).toEqual([8, 9, 10, 11, 12])
  })

  test('hold the current one wherever it is, if it is there', () => {
    expect(inView(0, 200, 100, 100, 70)).toEqual([0, 1, 2, 3, 70])
    expect(inView(0, 100, 50, 2, 2)).toEqual([0, 1])
    expect(inView(0, 100, 50, 0, -1)).toEqual([])
  })

  test('are never more than a few, however long the list', () => {
    expect(inView(40_000, 600, 50, 100_000, 3).length).toBeLessThan(30)
  })
})

test('keys lead from row to row and stop at the ends', () => {
  expect(stepTo('ArrowDown', 0, 3, 5)).toBe(1)
  expect(stepTo('ArrowUp', 0, 3, 5)).toBe(0)
  expect(stepTo('ArrowDown', -1, 3, 5)).toBe(0)
  expect(stepTo('PageDown', 0, 30, 5)).toBe(5)
  expect(stepTo('PageUp', 3, 30, 5)).toBe(0)
  expect(stepTo('End', 0, 30, 5)).toBe(29)
  expect(stepTo('Home', 9, 30, 5)).toBe(0)
  expect(stepTo('Enter', 0, 30, 5)).toBeNull()
  expect(stepTo('End', -1, 0, 5)).toBeNull()
})
