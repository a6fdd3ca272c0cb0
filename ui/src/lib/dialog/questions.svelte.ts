/** Something to say yes or no to. */
export interface Confirmation {
  title: string
  text: string
  /** The button that says yes. */
  confirm: string
}

/** A line to write, such as a title. */
export interface TitleRequest {
  title: string
  label: string
  value: string
  confirm: string
  /** Says whether a line will do; any will that is not empty where this is left out. */
  accepts?: (line: string) => boolean
}

type Asked =
  | ({ kind: 'confirm'; answer: (yes: boolean) => void } & Confirmation)
  | ({ kind: 'title'; answer: (title: string | null) => void } & TitleRequest)

/** The one question that is open; a second one takes the first back. */
export class Questions {
  #asked = $state.raw<Asked | null>(null)

  get asked(): Asked | null {
    return this.#asked
  }

  /** Resolves to whether the person said yes. */
  confirm(question: Confirmation): Promise<boolean> {
    this.cancel()
    return new Promise((answer) => (this.#asked = { kind: 'confirm', answer, ...question }))
  }

  /** Resolves to the trimmed title, or null when the person thought better of it. */
  title(question: TitleRequest): Promise<string | null> {
    this.cancel()
    return new Promise((answer) => (this.#asked = { kind: 'title', answer, ...question }))
  }

  accept(title = ''): void {
    const asked = this.#asked
    this.#asked = null
    if (asked?.kind === 'confirm') asked.answer(true)
    else asked?.answer(title.trim())
  }

  cancel(): void {
    const asked = this.#asked
    this.#asked = null
    if (asked?.kind === 'confirm') asked.answer(false)
    else asked?.answer(null)
  }
}
