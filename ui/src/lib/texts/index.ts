import type { Language } from '../ipc/types'
import { de } from './de'
import { en, type Texts } from './en'
import { spoken } from './language.svelte'

export type { Texts } from './en'
export { spoken } from './language.svelte'

const catalogues: Readonly<Record<Language, Texts>> = { en, de }

/** Everything the window says, in the language in force. What reads it in a template follows the language. */
export function t(): Texts {
  return catalogues[spoken.language]
}
