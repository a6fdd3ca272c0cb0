import { getContext, setContext } from 'svelte'
import type { Progress, Watch } from '../ipc'
import type { Lasting } from './watched'

/** A long command under way. */
export interface Piece {
  id: number
  /** What the person asked for. */
  what: Lasting
  /** Null until it has lasted long enough to be worth a word. */
  progress: Progress | null
  /** It was asked to stop and has not answered yet. */
  isCancelling: boolean
  cancel: () => void
}

/** The long commands under way. Those that are quick never show. */
export class UnderWay {
  #pieces = $state.raw<readonly Piece[]>([])
  #last = 0

  /** Those that last, the first begun first. */
  get shown(): readonly Piece[] {
    return this.#pieces.filter((piece) => piece.progress !== null)
  }

  /** Runs a command and shows how far it is for as long as it runs. */
  async watch<T>(what: Lasting, command: (watch: Watch) => Promise<T>): Promise<T> {
    const id = (this.#last += 1)
    const stop = new AbortController()
    const cancel = () => {
      this.#change(id, { isCancelling: true })
      stop.abort()
    }
    this.#pieces = [...this.#pieces, { id, what, progress: null, isCancelling: false, cancel }]
    try {
      return await command({
        signal: stop.signal,
        told: (progress) => this.#change(id, { progress }),
      })
    } finally {
      this.#pieces = this.#pieces.filter((piece) => piece.id !== id)
    }
  }

  #change(id: number, part: Partial<Piece>): void {
    this.#pieces = this.#pieces.map((piece) => (piece.id === id ? { ...piece, ...part } : piece))
  }
}

const key = Symbol('the work under way')

/** Lets the window's parts show the work under way. */
export function provideUnderWay(underWay: UnderWay): void {
  setContext(key, underWay)
}

/** Returns the work under way; none where no window provides it. */
export function useUnderWay(): UnderWay | undefined {
  return getContext<UnderWay | undefined>(key)
}
