import { IpcError } from './ipc'
import type { LibraryState } from './library/library.svelte'
import { answers, errorReceipt, type ShowReceipt } from './receipt/receipt'
import { t } from './texts'

/** What telling of a failure needs of the window. */
interface Doors {
  report: ShowReceipt
  /** The stories on the page may be others by now. */
  isStale: () => unknown
}

/** Work that may fail, which is told where it belongs: in a receipt, or in place of a library that can't be used. */
export class Attempts {
  readonly #library: LibraryState
  readonly #doors: Doors

  constructor(library: LibraryState, doors: Doors) {
    this.#library = library
    this.#doors = doors
  }

  /** Never rejects: `what` says what was not done. */
  async run(what: () => string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (thrown) {
      this.tell(IpcError.from(thrown), what)
    }
  }

  /** As `run`, for opening: with another library still open, a failure is only worth a receipt. */
  async opening(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (thrown) {
      const error = IpcError.from(thrown)
      // A damaged library has ways out that only its own page offers.
      if (this.#library.info === null || error.code === 'library_corrupt') this.#library.showTrouble(error)
      else this.#doors.report(() => errorReceipt(error, t().library.notOpened))
    }
  }

  tell(error: IpcError, what: () => string): void {
    const answer = answers[error.code]
    if (answer === 'library') return this.#library.showTrouble(error)
    this.#doors.report(() => errorReceipt(error, what()))
    if (answer === 'reload') this.#doors.isStale()
  }
}
