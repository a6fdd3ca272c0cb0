import type { ChosenFile, Ipc } from '../ipc'
import { rescueReceipt, retryReceipt, type ShowReceipt } from '../receipt/receipt'
import { t } from '../texts'
import type { LibraryState } from './library.svelte'

/** What opening libraries needs of the window. */
export interface LibraryDoors {
  report: ShowReceipt
  /** Does work, and tells what went wrong under a title. */
  attempt: (what: () => string, work: () => Promise<unknown>) => Promise<void>
  /** Opens a library in place of what the window shows. */
  open: (open: Parameters<LibraryState['open']>[0]) => Promise<void>
}

/** Opens other libraries, and has the ways out of one in trouble. No function rejects. */
export class Libraries {
  readonly #ipc: Ipc
  readonly #library: LibraryState
  readonly #doors: LibraryDoors

  constructor(ipc: Ipc, library: LibraryState, doors: LibraryDoors) {
    this.#ipc = ipc
    this.#library = library
    this.#doors = doors
  }

  choose(): Promise<void> {
    return this.#doors.open(() => this.#ipc.chooseLibrary())
  }

  openRecent(index: number): Promise<void> {
    return this.#doors.open(() => this.#ipc.openRecentLibrary(index))
  }

  /** Opens a library that the window was given from outside. */
  openChosen({ token }: ChosenFile): Promise<void> {
    return this.#doors.open(() => this.#ipc.openChosenLibrary(token))
  }

  openDefault(): Promise<void> {
    return this.#doors.open(() => this.#ipc.openDefaultLibrary())
  }

  /** Opens the library in trouble once more. */
  openAgain(): Promise<void> {
    return this.#doors.open(() => this.#ipc.openAgain())
  }

  /** Opens the library in trouble for looking only. */
  openReadOnly(): Promise<void> {
    return this.#doors.open(() => this.#ipc.openReadOnly())
  }

  /** Leaves the library in trouble for the one that is open. */
  async back(): Promise<void> {
    await this.#doors.attempt(
      () => t().library.openNotShown,
      () => this.#library.forgetTrouble(),
    )
  }

  /** Clears the list of libraries that were open before. */
  async forgetOthers(): Promise<void> {
    await this.#doors.attempt(
      () => t().library.recentNotCleared,
      () => this.#library.forgetOthers(),
    )
  }

  /** Saves what can be read of the library in trouble. */
  async rescue(): Promise<void> {
    await this.#doors.attempt(
      () => t().receipts.notSaved,
      async () => {
        const report = await this.#ipc.rescueLibrary()
        if (report) this.#doors.report(() => rescueReceipt(report))
      },
    )
  }

  /** Tries at once to move the files that wait. */
  async retryWaiting(): Promise<void> {
    await this.#doors.attempt(
      () => t().receipts.stillWait,
      async () => {
        const before = this.#library.status?.waiting.length ?? 0
        const { waiting } = await this.#library.retryWaiting()
        this.#doors.report(() => retryReceipt(before - waiting.length, waiting))
      },
    )
  }
}
