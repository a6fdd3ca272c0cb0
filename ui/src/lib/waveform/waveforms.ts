import { getContext, setContext } from 'svelte'
import type { MediaId } from '../ipc/types'
import { parseWaveform, type Waveform } from './waveform'

/** How many waveforms are read at a time: what scrolls by must not crowd out what is looked at. */
const AT_A_TIME = 2

/** How many bytes are kept. Those not looked at the longest go first. */
const MEMORY_BYTES = 8 << 20

/** What an entry takes besides its bytes, roughly; so that entries without any are bounded as well. */
const ENTRY_BYTES = 256

type Read = (take: MediaId, signal: AbortSignal) => Promise<ArrayBuffer>

interface Request {
  take: MediaId
  give: (waveform: Waveform | null) => void
  reading: AbortController
}

/** The waveforms of one library: read when they are looked at, the latest wish first, and kept within bounds. */
export class Waveforms {
  readonly #read: Read
  readonly #most: number
  /** In the order in which they were looked at. Null for takes that can't be drawn. */
  readonly #kept = new Map<MediaId, Waveform | null>()
  #bytes = 0
  #waiting: Request[] = []
  #running = 0

  constructor(read: Read, most = MEMORY_BYTES) {
    this.#read = read
    this.#most = most
  }

  /** Gives the waveform of a take, at once if it is known; null where there is none. Answers how to call that off. */
  ask(take: MediaId, give: (waveform: Waveform | null) => void): () => void {
    const known = this.#kept.get(take)
    if (known !== undefined) {
      this.#keep(take, known)
      give(known)
      return () => undefined
    }
    const request = { take, give, reading: new AbortController() }
    this.#waiting.push(request)
    this.#next()
    return () => {
      request.reading.abort()
      this.#waiting = this.#waiting.filter((other) => other !== request)
    }
  }

  #next(): void {
    while (this.#running < AT_A_TIME) {
      const request = this.#waiting.pop()
      if (request === undefined) return
      this.#running += 1
      void this.#serve(request)
    }
  }

  async #serve({ take, give, reading: { signal } }: Request): Promise<void> {
    try {
      const waveform = this.#kept.get(take) ?? parseWaveform(await this.#read(take, signal))
      if (signal.aborted) return
      this.#keep(take, waveform)
      give(waveform)
    } catch {
      // A take that can't be drawn is shown without; it is asked for again when its clip comes again.
      if (!signal.aborted) give(null)
    } finally {
      this.#running -= 1
      this.#next()
    }
  }

  #keep(take: MediaId, waveform: Waveform | null): void {
    this.#forget(take)
    this.#kept.set(take, waveform)
    this.#bytes += weight(waveform)
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#most || oldest === take) return
      this.#forget(oldest)
    }
  }

  #forget(take: MediaId): void {
    const known = this.#kept.get(take)
    if (known === undefined) return
    this.#kept.delete(take)
    this.#bytes -= weight(known)
  }
}

function weight(waveform: Waveform | null): number {
  return ENTRY_BYTES + (waveform?.peaks.byteLength ?? 0)
}

/** Makes waveforms known to the components below. */
export function provideWaveforms(waveforms: () => Waveforms): void {
  setContext(Waveforms, waveforms)
}

/** The waveforms of the library on the page; null where nothing provides any. */
export function useWaveforms(): () => Waveforms | null {
  return getContext<(() => Waveforms) | undefined>(Waveforms) ?? (() => null)
}
