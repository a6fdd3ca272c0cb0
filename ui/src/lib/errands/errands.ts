import type { ChosenFile, Errand } from '../ipc'

/** What errands end in. None rejects. */
export interface ErrandDoors {
  newProject: () => unknown
  chooseLibrary: () => unknown
  openLibrary: (folder: ChosenFile) => unknown
  importStory: (file: ChosenFile) => unknown
  tellOfBadEnd: () => unknown
}

/**
 * Does what the window is asked to do from outside its page (by the command line, a second start, the file manager), one
 * errand after the other.
 */
export class Errands {
  readonly #take: () => Promise<Errand[]>
  readonly #doors: ErrandDoors
  #last: Promise<void> = Promise.resolve()

  constructor(take: () => Promise<Errand[]>, doors: ErrandDoors) {
    this.#take = take
    this.#doors = doors
  }

  /** Fetches what waits and does it, after what was fetched before. */
  run(): Promise<void> {
    this.#last = this.#last.then(() => this.#runAll())
    return this.#last
  }

  async #runAll(): Promise<void> {
    // A shell that can't be asked sends no one on errands either.
    const errands = await this.#take().catch(() => [])
    for (const errand of errands) await this.#do(errand)
  }

  #do(errand: Errand): unknown {
    switch (errand.kind) {
      case 'new_project':
        return this.#doors.newProject()
      case 'choose_library':
        return this.#doors.chooseLibrary()
      case 'open_library':
        return this.#doors.openLibrary(errand.folder)
      case 'import_story':
        return this.#doors.importStory(errand.file)
      case 'tell_of_bad_end':
        return this.#doors.tellOfBadEnd()
    }
  }
}
