import type { Gap, Segment, SegmentId } from '../ipc/types'
import type { Measure, Sequence } from '../timeline/sequence'

/** A line of the script: the segment at a place of the sequence, or a gap with its number among the gaps. */
export type Row = { kind: 'segment'; place: number } | { kind: 'gap'; gap: Gap; number: number }

/** A segment's row as it is shown. */
export interface ShownRow {
  id: SegmentId
  /** Its sequence index. */
  index: number
  /** Its place among the segments, counted from 0, gaps left out. */
  place: number
  /** Of its audio, in milliseconds. */
  duration: number
  /** The bits of `Mark`. */
  marks: number
  /** Its words and files; null while they are on their way. */
  segment: Segment | null
  /** Where the row begins, in pixels. */
  top: number
  selected: boolean
  current: boolean
}

/** A gap's row as it is shown. */
export interface ShownGapRow extends Gap {
  /** Where the row begins, in pixels. */
  top: number
}

/** Says whether a row is a segment's. */
export function isSegment(row: Row): row is Row & { kind: 'segment' } {
  return row.kind === 'segment'
}

/** How high the rows are, in pixels. */
export interface Heights {
  segment: number
  gap: number
}

const LINES: Measure = { start: 0, ms: 0, silent: 0, segment: 1, gap: 1 }

/** The script's rows: gaps stand between the segments that they lie between. Nothing is computed per row. */
export class Rows {
  readonly #sequence: Sequence
  readonly #heights: Heights
  readonly #pixels: Measure

  constructor(sequence: Sequence, heights: Heights) {
    this.#sequence = sequence
    this.#heights = heights
    this.#pixels = { start: 0, ms: 0, silent: 0, segment: heights.segment, gap: heights.gap }
  }

  get count(): number {
    return this.#sequence.length + this.#sequence.gapCount
  }

  /** Of all rows, in pixels. */
  get height(): number {
    return this.#sequence.measure(this.#pixels, this.#sequence.length)
  }

  at(row: number): Row {
    const place = this.#sequence.placeAt(LINES, row)
    const line = this.rowOf(place)
    if (line === row) return { kind: 'segment', place }
    const number = line < row ? this.#sequence.gapsBefore(place) : 0
    return { kind: 'gap', gap: this.#sequence.gapAt(number), number }
  }

  /** The row of the segment at a place. */
  rowOf(place: number): number {
    return this.#sequence.measure(LINES, place)
  }

  /** Where a row begins, in pixels from the top. */
  topOf(row: Row): number {
    if (row.kind === 'segment') return this.#sequence.measure(this.#pixels, row.place)
    const behind = this.#sequence.measure(this.#pixels, this.#sequence.gapPlace(row.number))
    return behind - this.#heights.gap
  }

  heightOf(row: Row): number {
    return this.#heights[row.kind]
  }

  /** The rows `first .. end` that are in view or nearly, end excluded. `margin` is in pixels on both sides. */
  inView(scroll: number, viewport: number, margin: number): { first: number; end: number } {
    const first = this.#near(scroll - margin)
    // A gap right behind the last segment that begins in view may begin in view itself.
    const end = Math.min(this.count, this.#near(scroll + viewport + margin) + 2)
    return { first: this.#sequence.gapsBefore(0) > 0 && first === 1 ? 0 : Math.min(first, end), end }
  }

  /** Where to scroll so that a row is in view, moving no further than needed. */
  scrollTo(row: Row, scroll: number, viewport: number): number {
    const top = this.topOf(row)
    if (top < scroll) return top
    return Math.max(scroll, top + this.heightOf(row) - viewport)
  }

  #near(y: number): number {
    return this.rowOf(this.#sequence.placeAt(this.#pixels, y))
  }
}
