import { describe, expect, it } from 'vitest'
import { numbers } from '../timeline/invented'
import { placeBehind } from './step'

/** Matches are their own places; negative ones have left the page. */
const step = (matches: number[], from: number, delta: 1 | -1) => {
  const match = placeBehind(matches, (place) => Math.max(-1, place), from, delta)
  return match === null ? null : matches[match]
}

describe('stepping through matches', () => {
  it('goes on from where the editor is, match or not', () => {
    expect(step([2, 5, 9], 2, 1)).toBe(5)
    expect(step([2, 5, 9], 3, 1)).toBe(5)
    expect(step([2, 5, 9], 9, -1)).toBe(5)
    expect(step([2, 5, 9], 7, -1)).toBe(5)
  })

  it('goes around the ends', () => {
    expect(step([2, 5, 9], 9, 1)).toBe(2)
    expect(step([2, 5, 9], 2, -1)).toBe(9)
    expect(step([5], 5, 1)).toBe(5)
    expect(step([5], 5, -1)).toBe(5)
  })

  it('goes nowhere without a match', () => {
    expect(step([], 3, 1)).toBeNull()
    expect(step([-2, -3], 3, -1)).toBeNull()
  })

  it('starts at an end when nothing is current', () => {
    expect(step([2, 5, 9], -1, 1)).toBe(2)
    expect(step([2, 5, 9], -1, -1)).toBe(9)
  })

  it('passes over what has left the page, as a look at each would', () => {
    const random = numbers(7)
    for (let run = 0; run < 2000; run += 1) {
      const all = Array.from({ length: 8 }, (_, place) => place).filter(() => random() < 0.6)
      const matches = all.map((place) => (random() < 0.3 ? -1 - place : place))
      const from = Math.floor(random() * 9) - 1
      const there = matches.filter((place) => place >= 0)
      const next = there.find((place) => place > from) ?? there[0] ?? null
      const previous = there.findLast((place) => place < from) ?? there.at(-1) ?? null
      expect(step(matches, from, 1), `${matches} after ${from}`).toBe(next)
      expect(step(matches, from, -1), `${matches} before ${from}`).toBe(previous)
    }
  })
})
