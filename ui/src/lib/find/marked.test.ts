import { describe, expect, it, test } from 'vitest'
import fixture from './fixtures/words.json'
import { folded, marked } from './marked'

/** The stretches of a text, those that were found in brackets. */
const shown = (text: string, looked: string[]) =>
  marked(text, looked)
    .map((stretch) => (stretch.isFound ? `[${stretch.text}]` : stretch.text))
    .join('')

test.each(fixture as [string, string][])('%j is folded as in the core', (text, words) => {
  const { words: here, from, to } = folded(text)
  expect(here).toBe(words)
  expect([from.length, to.length]).toEqual([words.length, words.length])
})

describe('what was found is marked', () => {
  it.each([
    ['The hare and the Hares', [' har'], 'The [har]e and the [Har]es'],
    ['a share of hare', [' hare'], 'a share of [hare]'],
    ['hares, hare', [' hare '], 'hares, [hare]'],
    ['Für Élodie', [' elo', ' fur'], '[Für] [Élo]die'],
    ['E\u0301lodie', [' e'], '[E\u0301]lodie'],
    ['Straße', [' stras'], '[Straß]e'],
    ['“Slow and steady”', [' slow and '], '“[Slow and] steady”'],
    ['兎と亀の話', [' 亀 の'], '兎と[亀の]話'],
    ['hare hare hare', [' hare hare'], '[hare hare][ hare]'],
    ['nothing here', [' fox'], 'nothing here'],
    ['', [' fox'], ''],
    ['no words asked', [], 'no words asked'],
  ])('%j, %j', (text, looked, expected) => {
    expect(shown(text, looked)).toBe(expected)
  })

  it('loses nothing of a text, whatever was looked for', () => {
    for (const [text] of fixture as [string, string][]) {
      for (const looked of [[' s'], [' e', ' el'], [' 兎'], [' t l '], [' 2', ' 25']]) {
        expect(
          marked(text, looked)
            .map((stretch) => stretch.text)
            .join(''),
        ).toBe(text)
      }
    }
  })
})
