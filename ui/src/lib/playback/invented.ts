import type { MediaId, SegmentId } from '../ipc/types'
import type { Cue, Score } from './player'
import type { Clock, Sound, SoundListener, Sounds } from './sound'

/** Time that passes when a test says so. */
export class InventedClock implements Clock {
  #now = 0
  #timers: { at: number; call: () => void }[] = []

  now(): number {
    return this.#now
  }

  after(ms: number, call: () => void): () => void {
    const timer = { at: this.#now + ms, call }
    this.#timers.push(timer)
    return () => (this.#timers = this.#timers.filter((other) => other !== timer))
  }

  /** Lets time pass, and everything happen that was to happen in it. */
  pass(ms: number): void {
    const end = this.#now + ms
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
      if (next === undefined) break
      this.#timers = this.#timers.filter((other) => other !== next)
      this.#now = next.at
      next.call()
    }
    this.#now = end
  }
}

/** A take that says what was done with it, and is ready, ends and fails when a test says so. */
export class InventedSound implements Sound {
  readonly take: MediaId
  readonly tell: SoundListener
  isReady = false
  isReleased = false
  positionMs = 0
  /** How fast it is heard; null while it is not. */
  rate: number | null = null

  constructor(take: MediaId, tell: SoundListener) {
    this.take = take
    this.tell = tell
  }

  play(rate: number): void {
    this.rate = rate
  }

  pause(): void {
    this.rate = null
  }

  seek(ms: number): void {
    this.positionMs = ms
  }

  release(): void {
    this.isReleased = true
    this.rate = null
  }

  /** Its bytes are there. */
  arrive(): this {
    this.isReady = true
    this.tell.ready()
    return this
  }

  /** It has been heard to its end. */
  end(): void {
    this.rate = null
    this.tell.ended()
  }
}

export class InventedSounds implements Sounds {
  readonly loaded: InventedSound[] = []

  load(take: MediaId, tell: SoundListener): InventedSound {
    const sound = new InventedSound(take, tell)
    this.loaded.push(sound)
    return sound
  }

  /** Takes that are heard now. */
  get heard(): MediaId[] {
    return this.loaded.filter(({ rate }) => rate !== null).map(({ take }) => take)
  }

  /** Takes that have not been let go. */
  get held(): MediaId[] {
    return this.loaded.filter(({ isReleased }) => !isReleased).map(({ take }) => take)
  }

  /** The last that was loaded of a take. */
  of(take: MediaId): InventedSound {
    const sound = this.loaded.findLast((one) => one.take === take)
    if (sound === undefined) throw new Error(`take ${take} was never loaded`)
    return sound
  }
}

/** A segment of one second; its take has ten times its number, unless it has none. */
export function cue(id: SegmentId, take: MediaId | null = id * 10, lastsMs = 1000): Cue {
  return { id, take, lastsMs }
}

export function scoreOf(cues: readonly Cue[]): Score {
  return {
    length: cues.length,
    at: (place) => cues[place],
    placeOf: (id) => cues.findIndex((one) => one.id === id),
  }
}
