import type { MediaId, SegmentId } from '../ipc/types'
import type { Clock, Problem, Sound, Sounds } from './sound'

/** What playing needs to know of a segment. */
export interface Cue {
  id: SegmentId
  /** The take; null where there is none that could be heard. */
  take: MediaId | null
  /** How long it counts on the timeline, in milliseconds. */
  lastsMs: number
}

/** The story in its order, as it is now. Places count from 0. */
export interface Score {
  readonly length: number
  at(place: number): Cue | undefined
  /** -1 for a segment that isn't there. */
  placeOf(id: SegmentId): number
}

/** What the player tells its surroundings. */
export interface PlayerDoors {
  score: () => Score
  sounds: Sounds
  clock: Clock
  /** The playhead has come to another segment by itself. */
  arrived: (id: SegmentId) => void
  /** What `motion`, `problem` or `positionMs` answer may be another. */
  changed: () => void
}

/** What the playhead does. */
export type Motion =
  | { kind: 'still' }
  /** Plays, so many times as fast as life; `only` to the end of the segment, and back to its start. */
  | { kind: 'forward'; rate: number; only: boolean }
  /** Goes back segment by segment, unheard: web views play no sound backwards. */
  | { kind: 'back'; rate: number }

/** How fast a shuttle key pressed again and again makes it. */
const RATES = [1, 2, 4] as const

/** How long a segment is seen while the playhead goes back, at the slowest. */
export const BACK_BEAT_MS = 800

/** How far into a segment going back returns to its start first. */
const AT_START_MS = 500

/** A take that is loaded for a segment. */
interface Voice {
  id: SegmentId
  take: MediaId
  sound: Sound
}

/**
 * Plays the story: segment after segment, each for as long as its take is heard, or for its time on the timeline where
 * there is none. Gaps last no time. Knows neither the page nor an engine: sounds and the clock are given.
 */
export class Player {
  readonly #doors: PlayerDoors
  #motion: Motion = { kind: 'still' }
  #cue: Cue | null = null
  /** Where the cue stood in the story when last looked. */
  #place = -1
  /** How far into the segment the playhead stood at `#since`. */
  #offsetMs = 0
  #since = 0
  #voice: Voice | null = null
  /** The take to come, loaded so that there is no hole before it. */
  #next: Voice | null = null
  #problem: Problem | null = null
  #stopWaiting: () => void = () => undefined

  constructor(doors: PlayerDoors) {
    this.#doors = doors
  }

  get motion(): Motion {
    return this.#motion
  }

  get isStill(): boolean {
    return this.#motion.kind === 'still'
  }

  /** The segment that the playhead is in. */
  get id(): SegmentId | null {
    return this.#cue?.id ?? null
  }

  /** Why the take of this segment is not heard. */
  get problem(): Problem | null {
    return this.#problem
  }

  /** Whether it plays but the take is still on its way. */
  get isWaiting(): boolean {
    return this.#motion.kind === 'forward' && this.#voice !== null && !this.#voice.sound.isReady
  }

  /** How far into the segment the playhead is, in milliseconds. */
  get positionMs(): number {
    return Math.min(this.#reachedMs(), this.#cue?.lastsMs ?? 0)
  }

  /** Plays or pauses. */
  toggle(): void {
    if (this.isStill) this.play()
    else this.pause()
  }

  /** Plays on from the playhead; from the start where that is the story's end. */
  play(rate = 1): void {
    const { length } = this.#score
    if (this.#place === length - 1 && this.#isAtEnd()) this.#enter(0, 0)
    this.#move({ kind: 'forward', rate, only: false })
  }

  /** Plays one segment from its start. */
  playOnly(id: SegmentId): void {
    this.goTo(id)
    this.#move({ kind: 'forward', rate: 1, only: true })
  }

  /** Stops where it is. */
  pause(): void {
    this.#move({ kind: 'still' })
  }

  /** Plays, faster each time. */
  faster(): void {
    this.play(this.#motion.kind === 'forward' ? faster(this.#motion.rate) : 1)
  }

  /** Goes back by segments, faster each time. */
  back(): void {
    const rate = this.#motion.kind === 'back' ? faster(this.#motion.rate) : 1
    this.pause()
    if (this.#stepBack()) this.#move({ kind: 'back', rate })
  }

  /** Moves the playhead, and plays on from there if it played. */
  goTo(id: SegmentId, offsetMs = 0): void {
    const place = this.#score.placeOf(id)
    if (place < 0) return
    this.#enter(place, offsetMs)
    this.#resume()
  }

  /**
   * Follows the story and the page's current segment. Where the playing segment went, the next one plays; behind the
   * last there is none, so it stops.
   */
  follow(current: SegmentId | null): void {
    const isGone = this.#cue !== null && this.#score.placeOf(this.#cue.id) < 0
    const wasOnly = this.#motion.kind === 'forward' && this.#motion.only && current !== this.id
    if (wasOnly || (isGone && this.#place >= this.#score.length)) this.#halt(0)
    if (current === null) this.release()
    else if (current !== this.id) this.goTo(current)
    else this.#lookAgain(current)
    this.#dropStaleNext()
  }

  /** Stops and lets go of everything. */
  release(): void {
    this.#halt(0)
    this.#leave()
    this.#dropNext()
    this.#cue = null
    this.#place = -1
  }

  get #score(): Score {
    return this.#doors.score()
  }

  /** The same segment may have another place, another take or another length than before. */
  #lookAgain(id: SegmentId): void {
    const place = this.#score.placeOf(id)
    const cue = this.#score.at(place)
    const before = this.#cue
    if (cue === undefined) return
    this.#place = place
    if (before?.take === cue.take && before.lastsMs === cue.lastsMs) return
    this.#enter(place, before?.take === cue.take ? this.positionMs : 0)
    this.#resume()
  }

  /** Puts the playhead into a segment. What is heard of another one ends. */
  #enter(place: number, offsetMs: number): void {
    const cue = this.#score.at(place)
    if (cue === undefined) return
    const isOther = cue.id !== this.#cue?.id
    this.#stopWaiting()
    if (this.#voice !== null && !isOf(this.#voice, cue)) this.#leave()
    this.#cue = cue
    this.#place = place
    this.#offsetMs = Math.min(Math.max(0, offsetMs), cue.lastsMs)
    this.#since = this.#doors.clock.now()
    this.#problem = null
    if (isOther) this.#doors.arrived(cue.id)
    this.#doors.changed()
  }

  #move(motion: Motion): void {
    this.#offsetMs = this.positionMs
    this.#motion = motion
    this.#resume()
  }

  /** Stops, with the playhead so far into the segment. */
  #halt(offsetMs: number): void {
    this.#motion = { kind: 'still' }
    this.#offsetMs = offsetMs
    this.#resume()
  }

  /** Does what the motion asks for, from where the playhead is. */
  #resume(): void {
    this.#stopWaiting()
    this.#since = this.#doors.clock.now()
    const motion = this.#cue === null ? ({ kind: 'still' } as const) : this.#motion
    this.#motion = motion
    if (motion.kind === 'forward') this.#speak(motion.rate)
    else this.#voice?.sound.pause()
    if (motion.kind === 'back') this.#wait(BACK_BEAT_MS / motion.rate, () => this.#beatBack())
    this.#doors.changed()
  }

  #speak(rate: number): void {
    const cue = this.#cue
    if (cue === null) return
    if (cue.take === null || this.#problem !== null) {
      this.#wait((cue.lastsMs - this.#offsetMs) / rate, () => this.#goOn())
    } else {
      this.#voice ??= this.#claimNext(cue) ?? this.#load(cue.id, cue.take)
      this.#voice.sound.seek(this.#offsetMs)
      this.#voice.sound.play(rate)
    }
    this.#prepareNext()
  }

  /** The segment is over. */
  #goOn(): void {
    const motion = this.#motion
    if (motion.kind !== 'forward') return
    if (motion.only) this.#halt(0)
    else if (this.#place + 1 < this.#score.length) {
      this.#enter(this.#place + 1, 0)
      this.#resume()
    } else {
      this.#halt(this.#cue?.lastsMs ?? 0)
    }
  }

  #beatBack(): void {
    if (this.#stepBack()) this.#resume()
    else this.pause()
  }

  /** Goes to the start of the segment, or from there to the one before. Says whether there is more to go back. */
  #stepBack(): boolean {
    const place = this.#offsetMs > AT_START_MS ? this.#place : this.#place - 1
    if (place < 0) return false
    this.#enter(place, 0)
    return place > 0
  }

  /** Lets go of what is heard. */
  #leave(): void {
    this.#voice?.sound.release()
    this.#voice = null
    this.#problem = null
  }

  #load(id: SegmentId, take: MediaId): Voice {
    const sound = this.#doors.sounds.load(take, {
      ready: () => this.#voice?.sound === sound && this.#doors.changed(),
      ended: () => this.#voice?.sound === sound && this.#goOn(),
      failed: (problem) => this.#fail(sound, problem),
    })
    return { id, take, sound }
  }

  /** A take that can't be heard keeps its time, so that the story goes on. */
  #fail(sound: Sound, problem: Problem): void {
    if (this.#next?.sound === sound) return this.#dropNext()
    if (this.#voice?.sound !== sound) return
    this.#offsetMs = this.positionMs
    this.#leave()
    this.#problem = problem
    this.#resume()
  }

  #prepareNext(): void {
    this.#dropStaleNext()
    const cue = this.#score.at(this.#place + 1)
    const isOnly = this.#motion.kind === 'forward' && this.#motion.only
    if (this.#next !== null || isOnly || cue === undefined || cue.take === null) return
    this.#next = this.#load(cue.id, cue.take)
  }

  #claimNext(cue: Cue): Voice | null {
    const next = this.#next
    if (next === null || !isOf(next, cue)) return null
    this.#next = null
    return next
  }

  #dropStaleNext(): void {
    const cue = this.#score.at(this.#place + 1)
    if (this.#next !== null && (cue === undefined || !isOf(this.#next, cue))) this.#dropNext()
  }

  #dropNext(): void {
    this.#next?.sound.release()
    this.#next = null
  }

  #wait(ms: number, then: () => void): void {
    this.#stopWaiting()
    this.#stopWaiting = this.#doors.clock.after(Math.max(0, ms), then)
  }

  #reachedMs(): number {
    if (this.#motion.kind !== 'forward') return this.#offsetMs
    if (this.#voice !== null) return this.#voice.sound.isReady ? this.#voice.sound.positionMs : this.#offsetMs
    return this.#offsetMs + (this.#doors.clock.now() - this.#since) * this.#motion.rate
  }

  #isAtEnd(): boolean {
    return this.#cue !== null && this.isStill && this.#offsetMs >= this.#cue.lastsMs
  }
}

function isOf(voice: Voice, cue: Cue): boolean {
  return voice.id === cue.id && voice.take === cue.take
}

function faster(rate: number): number {
  return RATES.find((next) => next > rate) ?? rate
}
