import { fetchTake, type MediaId, MediaRefused } from '../ipc'
import type { Clock, Problem, Sound, SoundListener, Sounds } from './sound'

/** The page's own time. */
export const pageClock: Clock = {
  now: () => performance.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms)
    return () => clearTimeout(timer)
  },
}

/** Takes, heard through the web view's audio elements. */
export const pageSounds: Sounds = {
  load: (take, listener) => new PageSound(take, listener),
}

/** WebKitGTK plays nothing from a scheme of ours, so the bytes come as a blob; no file stays open. */
class PageSound implements Sound {
  readonly #audio = new Audio()
  readonly #listener: SoundListener
  readonly #fetching = new AbortController()
  #url: string | null = null
  /** How fast it is to be heard; null while it is not. */
  #rate: number | null = null
  #startMs = 0

  constructor(take: MediaId, listener: SoundListener) {
    this.#listener = listener
    this.#audio.preload = 'auto'
    this.#audio.addEventListener('ended', () => this.#tell(() => listener.ended()))
    this.#audio.addEventListener('error', () => this.#fail(problemOf(this.#audio.error)))
    void this.#fetch(take)
  }

  get isReady(): boolean {
    return this.#url !== null
  }

  get positionMs(): number {
    return this.#audio.currentTime * 1000
  }

  play(rate: number): void {
    this.#rate = rate
    if (this.isReady) this.#start(rate)
  }

  pause(): void {
    this.#rate = null
    this.#audio.pause()
  }

  seek(ms: number): void {
    this.#startMs = ms
    if (this.isReady) this.#find(ms)
  }

  release(): void {
    this.#fetching.abort()
    this.#rate = null
    this.#audio.pause()
    this.#audio.removeAttribute('src')
    this.#audio.load()
    if (this.#url !== null) URL.revokeObjectURL(this.#url)
    this.#url = null
  }

  async #fetch(take: MediaId): Promise<void> {
    const { signal } = this.#fetching
    try {
      const bytes = await fetchTake(take, signal)
      if (signal.aborted) return
      this.#url = URL.createObjectURL(bytes)
      this.#audio.src = this.#url
    } catch (thrown) {
      this.#fail(thrown instanceof MediaRefused && thrown.status === 404 ? 'missing' : 'failed')
      return
    }
    this.#find(this.#startMs)
    if (this.#rate !== null) this.#start(this.#rate)
    this.#tell(() => this.#listener.ready())
  }

  #start(rate: number): void {
    this.#audio.defaultPlaybackRate = rate
    this.#audio.playbackRate = rate
    // Refused while it is loading anew, or by an `error` that is told as such.
    this.#audio.play().catch(() => undefined)
  }

  /** Seeks no further than it takes: a flush is heard. */
  #find(ms: number): void {
    if (Math.abs(this.positionMs - ms) > 20) this.#audio.currentTime = ms / 1000
  }

  #fail(problem: Problem): void {
    this.#tell(() => this.#listener.failed(problem))
  }

  #tell(what: () => void): void {
    if (!this.#fetching.signal.aborted) what()
  }
}

function problemOf(error: MediaError | null): Problem {
  return error?.code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED ? 'codec' : 'failed'
}
