import type { SegmentId } from '../ipc'
import { DEFAULT_DURATION_MS, Timing } from '../timeline/layout'
import type { Timeline } from '../timeline/timeline.svelte'
import { pageClock, pageSounds } from './page'
import { type Cue, type Motion, Player } from './player'
import type { Clock, Problem, Sounds } from './sound'

/** How often the playhead is drawn for those who asked for less motion, in milliseconds. */
const CALM_MS = 500

/** The player as the page shows it. Follows the timeline, and takes its selection along. */
export class Playback {
  readonly #timeline: () => Timeline
  readonly #defaultDurationMs: () => number
  readonly #player: Player
  #motion = $state.raw<Motion>({ kind: 'still' })
  #offsetMs = $state(0)
  #problem = $state.raw<Problem | null>(null)
  #isWaiting = $state(false)

  /** `defaultDurationMs` is how long a segment without audio counts. */
  constructor(
    timeline: () => Timeline,
    defaultDurationMs: () => number = () => DEFAULT_DURATION_MS,
    sounds: Sounds = pageSounds,
    clock: Clock = pageClock,
  ) {
    this.#timeline = timeline
    this.#defaultDurationMs = defaultDurationMs
    this.#player = new Player({
      score: () => this.#score(),
      sounds,
      clock,
      arrived: (id) => this.#arrive(id),
      changed: () => this.#look(),
    })
  }

  get motion(): Motion {
    return this.#motion
  }

  get isPlaying(): boolean {
    return this.#motion.kind !== 'still'
  }

  /** How far into the current segment the playhead is, in milliseconds. */
  get offsetMs(): number {
    return this.#offsetMs
  }

  /** Why the take of the current segment is not heard. */
  get problem(): Problem | null {
    return this.#problem
  }

  /** Whether the take is still on its way. */
  get isWaiting(): boolean {
    return this.#isWaiting
  }

  toggle(): void {
    this.#player.toggle()
  }

  pause(): void {
    this.#player.pause()
  }

  faster(): void {
    this.#player.faster()
  }

  back(): void {
    this.#player.back()
  }

  /** Plays the take of one segment, or stops that. */
  toggleOnly(id: SegmentId): void {
    if (this.isPlayingOnly(id)) this.#player.pause()
    else this.#player.playOnly(id)
  }

  isPlayingOnly(id: SegmentId): boolean {
    return this.#motion.kind === 'forward' && this.#motion.only && this.#player.id === id
  }

  goTo(id: SegmentId, offsetMs: number): void {
    this.#player.goTo(id, offsetMs)
  }

  /** Follows what has become of the story and its current segment. */
  follow(): void {
    this.#player.follow(this.#timeline().currentId)
  }

  /** Keeps the playhead moving on the page for as long as it plays. Answers how to end that. */
  draw(isCalm: boolean): () => void {
    if (this.#motion.kind !== 'forward') return () => undefined
    let frame = 0
    let drawn = -Infinity
    const next = (now: number) => {
      if (!isCalm || now - drawn >= CALM_MS) {
        drawn = now
        this.#offsetMs = this.#player.positionMs
      }
      frame = requestAnimationFrame(next)
    }
    frame = requestAnimationFrame(next)
    return () => cancelAnimationFrame(frame)
  }

  /** Stops and lets go of everything. */
  release(): void {
    this.#player.release()
  }

  #look(): void {
    const { motion, positionMs, problem, isWaiting } = this.#player
    this.#motion = motion
    this.#offsetMs = positionMs
    this.#problem = problem
    this.#isWaiting = isWaiting
  }

  #arrive(id: SegmentId): void {
    const timeline = this.#timeline()
    if (timeline.currentId !== id) timeline.select(id, 'only')
  }

  #score() {
    const timeline = this.#timeline()
    return {
      length: timeline.sequence.length,
      at: (place: number) => this.#cueAt(place),
      placeOf: (id: SegmentId) => timeline.placeOf(id),
    }
  }

  /** The take is that of the segment as it has been read: the neighbours of the current one are at hand. */
  #cueAt(place: number): Cue | undefined {
    const timeline = this.#timeline()
    const id = timeline.sequence.idAt(place)
    if (id === undefined) return undefined
    const timing = new Timing(timeline.sequence, this.#defaultDurationMs())
    return { id, take: timeline.segmentAt(place)?.audio?.id ?? null, lastsMs: timing.durationOf(place) }
  }
}
