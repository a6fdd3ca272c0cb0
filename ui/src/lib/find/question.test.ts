import { describe, expect, it } from 'vitest'
import { complete, completions, has, toggled } from './question'

const words = (question: string, caret = question.length) =>
  completions({ question, caret }).map(({ word }) => word)

describe('completion', () => {
  it('goes on from the word at the text cursor', () => {
    expect(words('hare ha')).toEqual(['has:image', 'has:audio', 'has:text', 'has:prompt'])
    expect(words('hare -has:i')).toEqual(['-has:image'])
    expect(words('LOC')).toEqual(['locked:', 'locked:no'])
    expect(words('ha hare', 2)).toEqual(words('ha'))
  })

  it('offers nothing for nothing, for a whole word, and inside quotation marks', () => {
    expect(words('has:image hare', 6)).toEqual([])
    for (const question of ['', 'hare ', '-', 'has:image', '"ha', 'say “ha']) {
      expect(words(question), question).toEqual([])
    }
  })

  it('puts the word in place of what was begun', () => {
    expect(complete({ question: 'hare ha', caret: 7 }, 'has:image')).toEqual({
      question: 'hare has:image ',
      caret: 15,
    })
    expect(complete({ question: 'ha hare', caret: 2 }, 'has:audio')).toEqual({
      question: 'has:audio hare',
      caret: 9,
    })
    expect(complete({ question: 'lon', caret: 3 }, 'longer:')).toEqual({ question: 'longer:', caret: 7 })
    expect(complete({ question: 'hare ', caret: 5 }, 'gap:')).toEqual({ question: 'hare gap: ', caret: 10 })
  })
})

describe('a chip', () => {
  it('is on when its word is written', () => {
    expect(has('hare HAS:image', 'has:image')).toBe(true)
    expect(has('hare -has:image', 'has:image')).toBe(false)
    expect(has('"has:image"', 'has:image')).toBe(false)
  })

  it('puts its word in and takes it out, and leaves the rest', () => {
    expect(toggled('"the hare"  -fox', 'locked:')).toBe('"the hare" -fox locked:')
    expect(toggled('"the hare" locked: -fox', 'locked:')).toBe('"the hare" -fox')
    expect(toggled('', 'stale:')).toBe('stale:')
  })

  it('takes the place of its opposite', () => {
    expect(toggled('hare has:image', '-has:image')).toBe('hare -has:image')
    expect(toggled('hare -has:image', 'has:image')).toBe('hare has:image')
  })
})
