import type { Language } from '../ipc/types'

/** The language in force and the locale that numbers and times are written by, such as `de-AT`. One for the window. */
class Spoken {
  #language = $state<Language>('en')
  #locale = $state('en')

  get language(): Language {
    return this.#language
  }

  get locale(): string {
    return this.#locale
  }

  /** Changes both at once: everything on the page follows. `locale` has to be one of the language. */
  speak(language: Language, locale: string = language): void {
    this.#language = language
    this.#locale = Intl.getCanonicalLocales(locale)[0] ?? language
    document.documentElement.lang = this.#locale
  }
}

export const spoken = new Spoken()
