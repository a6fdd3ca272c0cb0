import type { Segment } from '../ipc/types'

/** How long a segment without audio counts on the timeline. The clip says so. */
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

/** What the layout needs of the segments, at any zoom: a number a segment in each column, sums done once. */
export class Columns {
  readonly count: number
  /** Start of each segment in ms; one more for the end of the last. */
  readonly starts: Float64Array
  /** How many gaps lie before each segment; one more for the end. */
  readonly gapsBefore: Int32Array
  /** Place of the segment behind each gap. */
  readonly gapPlaces: Int32Array

  constructor(segments: readonly Segment[]) {
    this.count = segments.length
    this.starts = new Float64Array(segments.length + 1)
    this.gapsBefore = new Int32Array(segments.length + 1)
    const places: number[] = []
    let time = 0
    let expected = 0
    // A plain loop: this runs over everything after every change, and is the dearest part of a delete.
    for (let place = 0; place < segments.length; place += 1) {
      const segment = segments[place] as Segment
      if (segment.sequence_index > expected) places.push(place)
      this.starts[place] = time
      this.gapsBefore[place] = places.length
      time += durationOf(segment.duration_ms)
      expected = segment.sequence_index + 1
    }
    this.starts[segments.length] = time
    this.gapsBefore[segments.length] = places.length
    this.gapPlaces = Int32Array.from(places)
  }

  get totalMs(): number {
    return numberAt(this.starts, this.count)
  }
}

/** Where everything stands at one zoom. Cheap to make: zooming computes nothing per segment. */
export class Layout {
  readonly columns: Columns
  /** Pixels per millisecond. */
  readonly scale: number
  /** Width of a gap's chip at this zoom. */
  readonly gapWidth: number

  constructor(columns: Columns, scale: number) {
    this.columns = columns
    this.scale = scale
    this.gapWidth = Math.min(GAP_PX, GAP_MS * scale)
  }

  get count(): number {
    return this.columns.count
  }

  /** Width of the whole story with both edges. */
  get width(): number {
    return this.x(this.count) + EDGE_PX
  }

  /** Left side of the segment at a place; of the end behind the last. */
  x(place: number): number {
    const { starts, gapsBefore } = this.columns
    return EDGE_PX + numberAt(starts, place) * this.scale + numberAt(gapsBefore, place) * this.gapWidth
  }

  /** Width of a clip with the space to its right. */
  clipWidth(place: number): number {
    const { starts } = this.columns
    return (numberAt(starts, place + 1) - numberAt(starts, place)) * this.scale
  }

  /** Left side of a gap's chip. */
  gapX(gap: number): number {
    return this.x(numberAt(this.columns.gapPlaces, gap)) - this.gapWidth
  }

  /** Place of the last segment that starts at or before `x`; 0 before the first. */
  placeNear(x: number): number {
    return last(this.count, (place) => this.x(place) <= x)
  }

  /** Place of the segment whose clip covers `x`; null on an edge or a gap. */
  placeAt(x: number): number | null {
    if (this.count === 0 || x < this.x(0)) return null
    const place = this.placeNear(x)
    return x < this.x(place) + this.clipWidth(place) ? place : null
  }

  /** Number of the first gap whose chip ends behind `x`. */
  gapNear(x: number): number {
    const { gapPlaces } = this.columns
    return first(gapPlaces.length, (gap) => this.gapX(gap) + this.gapWidth > x)
  }

  /** Where a time stands. The ruler goes on behind the end of the story. */
  timeToX(ms: number): number {
    const { starts, gapsBefore, totalMs } = this.columns
    const beyond = ms >= totalMs
    const place = beyond ? this.count : last(this.count, (place) => numberAt(starts, place) <= ms)
    return EDGE_PX + ms * this.scale + numberAt(gapsBefore, place) * this.gapWidth
  }

  /** The time at `x`. A gap lasts no time. */
  xToTime(x: number): number {
    if (this.count === 0) return Math.max(0, (x - EDGE_PX) / this.scale)
    const end = this.x(this.count)
    if (x >= end) return this.columns.totalMs + (x - end) / this.scale
    const place = this.placeNear(x)
    const inside = Math.min(Math.max(0, x - this.x(place)), this.clipWidth(place))
    return numberAt(this.columns.starts, place) + inside / this.scale
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

/** Says a time on the ruler: `0:02`, `1:04:30`, with tenths where the step has them. */
export function tickLabel(ms: number, step: number): string {
  const seconds = Math.floor(ms / 1000)
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const tenths = step < 1000 ? `.${Math.floor((ms % 1000) / 100)}` : ''
  const rest = `${String(seconds % 60).padStart(2, '0')}${tenths}`
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`
}

/** Returns how long a segment counts on the timeline. */
export function durationOf(duration: number | null): number {
  return duration === null || duration <= 0 ? DEFAULT_DURATION_MS : duration
}

/** Returns the scale at which a story is exactly `viewport` pixels wide. */
export function fitScale(columns: Columns, viewport: number): number {
  const room = Math.max(1, viewport - 2 * EDGE_PX)
  const gaps = columns.gapPlaces.length
  const withFullChips = (room - gaps * GAP_PX) / Math.max(1, columns.totalMs)
  if (withFullChips * GAP_MS >= GAP_PX) return withFullChips
  return room / Math.max(1, columns.totalMs + gaps * GAP_MS)
}

/** Binary search: the first of `0..count` for which `holds`, given that it holds from there on; `count` for none. */
function first(count: number, holds: (place: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** Binary search: the last of `0..count` for which `holds`, given that it holds up to there; 0 for none. */
function last(count: number, holds: (place: number) => boolean): number {
  return Math.max(0, first(count, (place) => !holds(place)) - 1)
}

/** Columns are read within their bounds only; the compiler can't know. */
function numberAt(column: Float64Array | Int32Array, place: number): number {
  return column[place] ?? 0
}
