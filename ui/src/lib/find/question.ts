import type { Texts } from '../texts'

/** A word of the questions' language, other than those that are looked for. */
export interface StateWord {
  /** As it is written. One that ends with a colon may go on. */
  readonly word: string
  /** What it is true of, as the catalogue has it. */
  readonly means: keyof Texts['find']['means']
}

/** Those that have a chip, in the order in which they are offered. */
export const chipWords = [
  { word: 'has:image', means: 'image' },
  { word: '-has:image', means: 'noImage' },
  { word: 'has:audio', means: 'audio' },
  { word: '-has:audio', means: 'noAudio' },
  { word: 'stale:', means: 'stale' },
  { word: 'locked:', means: 'locked' },
  { word: 'gap:', means: 'gap' },
] as const satisfies readonly StateWord[]

/** All of them. The core reads them: `crates/core/src/find/query.rs`. */
export const stateWords: readonly StateWord[] = [
  ...chipWords,
  { word: 'locked:no', means: 'unlocked' },
  { word: 'has:text', means: 'text' },
  { word: '-has:text', means: 'noText' },
  { word: 'has:prompt', means: 'prompt' },
  { word: '-has:prompt', means: 'noPrompt' },
  { word: 'missing:image', means: 'imageMissing' },
  { word: 'missing:audio', means: 'audioMissing' },
  { word: 'longer:', means: 'longer' },
  { word: 'shorter:', means: 'shorter' },
]

/** A question with the place of the text cursor in it. */
export interface Writing {
  readonly question: string
  readonly caret: number
}

interface Part {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Words that go on from what is written before the text cursor; none inside quotation marks. */
export function completions({ question, caret }: Writing): readonly StateWord[] {
  const written = partAt(question, caret)?.text.toLowerCase() ?? ''
  if (written === '' || written === '-') return []
  return stateWords.filter(({ word }) => word.startsWith(written) && word !== written)
}

/** Puts a word in place of the part that the text cursor is in, and the cursor behind it. */
export function complete({ question, caret }: Writing, word: string): Writing {
  const part = partAt(question, caret) ?? { start: caret, end: caret }
  const behind = question.slice(part.end)
  const space = isOpen(word) || behind.startsWith(' ') ? '' : ' '
  const before = question.slice(0, part.start) + word + space
  return { question: before + behind, caret: before.length }
}

/** Says whether a question has a word, as it is written. */
export function has(question: string, word: string): boolean {
  return parts(question).some(({ text }) => text.toLowerCase() === word)
}

/** Takes a word out of a question, or puts it at the end in place of its opposite. */
export function toggled(question: string, word: string): string {
  const gone = has(question, word) ? [word] : [opposite(word)]
  const kept = parts(question).filter(({ text }) => !gone.includes(text.toLowerCase()))
  const added = has(question, word) ? [] : [word]
  return [...kept.map(({ text }) => text), ...added].join(' ')
}

/** `longer:` and `shorter:` mean nothing without a duration; the others that end so mean yes. */
function isOpen(word: string): boolean {
  return word === 'longer:' || word === 'shorter:'
}

function opposite(word: string): string {
  return word.startsWith('-') ? word.slice(1) : `-${word}`
}

function partAt(question: string, caret: number): Part | undefined {
  return parts(question).find(
    ({ start, end, text }) => start < caret && caret <= end && !/["“”„«»]/.test(text),
  )
}

/** The parts of a question as they are written: words, and rows of them between quotation marks. */
function parts(question: string): Part[] {
  return [...question.matchAll(/-?["“”„«»][^"“”„«»]*["“”„«»]?|[^\s"“”„«»]+/g)].map((found) => ({
    text: found[0],
    start: found.index,
    end: found.index + found[0].length,
  }))
}
