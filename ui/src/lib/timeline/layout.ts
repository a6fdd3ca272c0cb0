import type { Measure, Sequence } from './sequence'

/** How long a segment without audio counts on the timeline, where nothing else is set. The clip says so. */
export const DEFAULT_DURATION_MS = 3000

/** Below this width a clip is a bar: no picture, no text. */
export const BAR_PX = 12

/** Empty space before the first clip and behind the last. */
export const EDGE_PX = 14

/** Full width of a gap's chip with the space around it. */
export const GAP_PX = 44

/** Duration as wide as a gap's chip when zoomed out, so that even a story full of gaps can be fitted. */
const GAP_MS = 1500

/** The least distance between two times on the ruler. */
const TICK_PX = 84

const STEPS_MS = [
  100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000,
  1_800_000, 3_600_000, 7_200_000, 18_000_000, 36_000_000, 86_400_000,
] as const

/** A time on the ruler and where it stands. */
export interface Tick {
  ms: number
  x: number
}

/** A sequence in time: how long everything lasts, at any zoom. Cheap to make: nothing is computed per segment. */
export class Timing {
  readonly sequence: Sequence
  /** How long a segment without audio counts, in milliseconds. */
  readonly defaultDurationMs: number
  readonly #time: Measure

  constructor(sequence: Sequence, defaultDurationMs: number = DEFAULT_DURATION_MS) {
    this.sequence = sequence
    this.defaultDurationMs = defaultDurationMs
    this.#time = { start: 0, ms: 1, silent: defaultDurationMs, segment: 0, gap: 0 }
  }

  get count(): number {
    return this.sequence.length
  }

  get totalMs(): number {
    return this.startOf(this.count)
  }

  /** Returns when the segment at a place begins, in milliseconds; behind the last, when that ends. */
  startOf(place: number): number {
    return this.sequence.measure(this.#time, place)
  }

  /** Returns how long the segment at a place counts. */
  durationOf(place: number): number {
    return this.sequence.durationAt(place) || this.defaultDurationMs
  }

  /** Returns the place of the last segment that begins at or before a time; 0 before the first. */
  placeAt(ms: number): number {
    return this.sequence.placeAt(this.#time, ms)
  }
}

/** Where everything stands at one zoom. Cheap to make: zooming computes nothing per segment. */
export class Layout {
  readonly timing: Timing
  /** Pixels per millisecond. */
  readonly scale: number
  /** Width of a gap's chip at this zoom. */
  readonly gapWidth: number
  readonly #pixels: Measure

  constructor(timing: Timing, scale: number) {
    this.timing = timing
    this.scale = scale
    this.gapWidth = Math.min(GAP_PX, GAP_MS * scale)
    const silent = scale * timing.defaultDurationMs
    this.#pixels = { start: EDGE_PX, ms: scale, silent, segment: 0, gap: this.gapWidth }
  }

  get sequence(): Sequence {
    return this.timing.sequence
  }

  get count(): number {
    return this.timing.count
  }

  /** Width of the whole story with both edges. */
  get width(): number {
    return this.x(this.count) + EDGE_PX
  }

  /** Left side of the segment at a place; of the end behind the last. */
  x(place: number): number {
    return this.sequence.measure(this.#pixels, place)
  }

  /** Width of a clip with the space to its right. */
  clipWidth(place: number): number {
    return this.timing.durationOf(place) * this.scale
  }

  /** Left side of a gap's chip. */
  gapX(gap: number): number {
    return this.x(this.sequence.gapPlace(gap)) - this.gapWidth
  }

  /** Place of the last segment that starts at or before `x`; 0 before the first. */
  placeNear(x: number): number {
    return this.sequence.placeAt(this.#pixels, x)
  }

  /** Place of the segment whose clip covers `x`; null on an edge or a gap. */
  placeAt(x: number): number | null {
    if (this.count === 0 || x < this.x(0)) return null
    const place = this.placeNear(x)
    return x < this.x(place) + this.clipWidth(place) ? place : null
  }

  /** Number of the first gap whose chip ends behind `x`. */
  gapNear(x: number): number {
    if (this.count === 0 || x < this.x(0)) return 0
    return this.sequence.gapsBefore(this.placeNear(x))
  }

  /** Where a time stands. The ruler goes on behind the end of the story. */
  timeToX(ms: number): number {
    const place = ms >= this.timing.totalMs ? this.count : this.timing.placeAt(ms)
    return EDGE_PX + ms * this.scale + this.sequence.gapsBefore(place) * this.gapWidth
  }

  /** The time at `x`. A gap lasts no time. */
  xToTime(x: number): number {
    if (this.count === 0) return Math.max(0, (x - EDGE_PX) / this.scale)
    const end = this.x(this.count)
    if (x >= end) return this.timing.totalMs + (x - end) / this.scale
    const place = this.placeNear(x)
    const inside = Math.min(Math.max(0, x - this.x(place)), this.clipWidth(place))
    return this.timing.startOf(place) + inside / this.scale
  }

  /** The ruler's times from `from` to `to`, in pixels. */
  ticks(from: number, to: number): Tick[] {
    const step = tickStep(this.scale)
    const ticks: Tick[] = []
    const start = Math.floor(this.xToTime(from) / step) * step
    for (let ms = start; ; ms += step) {
      const x = this.timeToX(ms)
      if (x > to) return ticks
      if (x >= from) ticks.push({ ms, x })
    }
  }
}

/** Returns the least nice step whose ticks keep their distance. */
export function tickStep(scale: number): number {
  const days = STEPS_MS[STEPS_MS.length - 1] ?? 1
  const nice = STEPS_MS.find((step) => step * scale >= TICK_PX)
  return nice ?? Math.ceil(TICK_PX / scale / days) * days
}

/** Returns the scale at which a story is exactly `viewport` pixels wide. */
export function fitScale({ sequence, totalMs }: Timing, viewport: number): number {
  const room = Math.max(1, viewport - 2 * EDGE_PX)
  const gaps = sequence.gapCount
  const withFullChips = (room - gaps * GAP_PX) / Math.max(1, totalMs)
  if (withFullChips * GAP_MS >= GAP_PX) return withFullChips
  return room / Math.max(1, totalMs + gaps * GAP_MS)
}
