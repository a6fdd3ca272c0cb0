/** A stretch of a text, and whether it was looked for. */
export interface Stretch {
  text: string
  isFound: boolean
}

/** A text as it is looked through, and where each of its characters stands in the text itself. */
export interface Folded {
  /** Without case, accents and punctuation, a space before each word. */
  words: string
  from: readonly number[]
  to: readonly number[]
}

/** Scripts that are written without spaces, so that a word may begin at any character. As the core has them. */
const alone =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{323af}]/u
const sign = /[\p{Alphabetic}\p{N}]/u
const mark = /\p{M}/u

/** Takes case, accents and punctuation from a text, as the core does where it looks for words. */
export function folded(text: string): Folded {
  const [from, to]: [number[], number[]] = [[], []]
  let words = ''
  let goesOn = false
  let at = 0
  const push = (signs: string, end: number) => {
    words += signs
    for (let i = 0; i < signs.length; i += 1) {
      from.push(at)
      to.push(end)
    }
  }
  for (const original of text) {
    const end = at + original.length
    for (const c of original.normalize('NFKD')) {
      if (mark.test(c)) {
        if (goesOn) to[to.length - 1] = end
        continue
      }
      const isSign = sign.test(c)
      const isAlone = alone.test(c)
      if (isSign) {
        if (!goesOn || isAlone) push(' ', end)
        // By way of upper case, ß becomes ss and every sigma the same.
        push([...c.toUpperCase()].map((upper) => upper.toLowerCase()).join(''), end)
      }
      goesOn = isSign && !isAlone
    }
    at = end
  }
  return { words, from, to }
}

/** Returns a text in stretches: what was looked for, as the core tells its words, and what lies between. */
export function marked(text: string, looked: readonly string[]): Stretch[] {
  if (looked.length === 0) return [{ text, isFound: false }]
  const { words, from, to } = folded(text)
  const found = looked
    .flatMap((word) =>
      placesOf(word, `${words} `).map((i) => [i + 1, i + word.trimEnd().length - 1] as const),
    )
    .map(([first, last]) => ({ from: from[first] ?? 0, to: to[last] ?? 0 }))
    .sort((one, other) => one.from - other.from)
  const stretches: Stretch[] = []
  let at = 0
  for (const { from: start, to: end } of found) {
    const begin = Math.max(at, start)
    if (begin > at) stretches.push({ text: text.slice(at, begin), isFound: false })
    if (end > begin) stretches.push({ text: text.slice(begin, end), isFound: true })
    at = Math.max(at, end)
  }
  if (at < text.length) stretches.push({ text: text.slice(at), isFound: false })
  return stretches
}

function placesOf(word: string, words: string): number[] {
  const places: number[] = []
  for (let i = words.indexOf(word); i >= 0; i = words.indexOf(word, i + 1)) places.push(i)
  return places
}
