import { expect, test } from 'vitest'
import { Same } from './same'

test('what is the same as last time is the object of last time', () => {
  const same = new Same<{ id: number; x: number }>(({ id }) => id)
  const [one, two] = same.among([
    { id: 1, x: 0 },
    { id: 2, x: 10 },
  ])
  const next = same.among([
    { id: 2, x: 5 },
    { id: 1, x: 0 },
  ])
  expect(next[1]).toBe(one)
  expect(next[0]).not.toBe(two)
  expect(next).toEqual([
    { id: 2, x: 5 },
    { id: 1, x: 0 },
  ])
})

test('what was gone for once is made anew', () => {
  const same = new Same<{ id: number }>(({ id }) => id)
  const [one] = same.among([{ id: 1 }])
  same.among([])
  expect(same.among([{ id: 1 }])[0]).not.toBe(one)
})
