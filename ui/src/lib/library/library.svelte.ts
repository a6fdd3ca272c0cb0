import type {
  Ipc,
  IpcError,
  LibraryInfo,
  LibraryStatus,
  OtherLibrary,
  ProjectSummary,
  RecentLibrary,
} from '../ipc'
import type { Starting } from '../starting'

/** The open library as its page and the status bar show it. Every function rejects with an `IpcError`. */
export class LibraryState {
  readonly #ipc: Ipc
  #info = $state.raw<LibraryInfo | null>(null)
  #projects = $state.raw<readonly ProjectSummary[]>([])
  #recent = $state.raw<readonly RecentLibrary[]>([])
  #status = $state.raw<LibraryStatus | null>(null)
  #trouble = $state.raw<IpcError | null>(null)

  constructor(ipc: Ipc) {
    this.#ipc = ipc
  }

  /** Null while none is open. */
  get info(): LibraryInfo | null {
    return this.#info
  }

  get projects(): readonly ProjectSummary[] {
    return this.#projects
  }

  /** Libraries opened before, this one left out, each with the place to open it by. */
  get others(): OtherLibrary[] {
    return this.#recent
      .map((library, index) => ({ index, library }))
      .filter(({ library }) => library.path !== this.#info?.path)
  }

  get status(): LibraryStatus | null {
    return this.#status
  }

  /** Why no library can be worked with; null while all is well. */
  get trouble(): IpcError | null {
    return this.#trouble
  }

  /** Takes over what the shell opened. */
  async take({ library, recent }: Pick<Starting, 'library' | 'recent'>): Promise<void> {
    this.#info = await library
    this.#trouble = null
    await this.#lookForOthers(recent)
  }

  /** Opens another library by `open`, which answers null when the person cancels; says whether one was opened. */
  async open(open: () => Promise<LibraryInfo | null>): Promise<boolean> {
    try {
      const info = await open()
      if (info === null) return false
      this.#info = info
      this.#trouble = null
      return true
    } finally {
      await this.#lookForOthers(this.#ipc.recentLibraries())
    }
  }

  /** Forgets the other libraries. */
  async forgetOthers(): Promise<void> {
    await this.#ipc.clearRecentLibraries()
    await this.#lookForOthers(this.#ipc.recentLibraries())
  }

  /** Reads projects and status anew. */
  async refresh(): Promise<void> {
    const [projects] = await Promise.all([this.#ipc.listProjects(), this.refreshStatus()])
    this.#projects = projects
  }

  /** Reads sizes and waiting files anew. */
  async refreshStatus(): Promise<void> {
    this.#status = await this.#ipc.libraryStatus()
  }

  /** Tries again to move the files that wait; answers how many still do. */
  async retryWaiting(): Promise<LibraryStatus> {
    this.#status = await this.#ipc.retryWaiting()
    return this.#status
  }

  /** A list that can't be read stays as it was: nothing depends on it. */
  async #lookForOthers(recent: Promise<RecentLibrary[]>): Promise<void> {
    this.#recent = await recent.catch(() => this.#recent)
  }

  /** Goes back to the library that is open. */
  async forgetTrouble(): Promise<void> {
    await this.#ipc.keepOpenLibrary()
    this.#trouble = null
  }

  /** Gives the page to what is wrong with the library. */
  showTrouble(error: IpcError): void {
    this.#trouble = error
  }
}
