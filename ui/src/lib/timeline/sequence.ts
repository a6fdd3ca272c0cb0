import type { Gap } from '../ipc/types'
import { at, type Columns, type Row, Run } from './run'

/** How many segments a block is made with. Finding and changing cost about the square root of all at this size. */
export const BLOCK = 512

/** A stretch of the sequence: a run whose indexes are all `shift` more than it says, so that moving it costs nothing. */
export interface Block {
  /** Names the block as long as it loses segments only: by it a segment's block is found. */
  readonly key: number
  readonly run: Run
  readonly shift: number
}

/**
 * How much room things take, in whatever unit: pixels along the timeline, milliseconds, or pixels down the script. What
 * stands at a place begins behind the sum of all that stands before it, the gap right before it included.
 */
export interface Measure {
  /** Where the first begins that nothing stands before. */
  start: number
  /** A millisecond of audio. */
  ms: number
  /** A segment without audio. */
  silent: number
  /** Any segment, on top of that. */
  segment: number
  /** A gap, however many indexes are missing. */
  gap: number
}

/**
 * A project's segments in order, as they were at one moment. A sequence never changes; another one shares all blocks
 * that are the same. Every question is answered by halving: first the blocks, then the segments of one.
 */
export class Sequence {
  readonly blocks: readonly Block[]
  /** Sums of what stands before each block; one more for the end. Gaps count the one right before the block. */
  readonly #places: Float64Array
  readonly #audioMs: Float64Array
  readonly #silent: Float64Array
  readonly #gaps: Float64Array
  #positions: Map<number, number> | undefined
  /** The block that was last asked for: the next question is mostly about the same. */
  #near = 0

  constructor(blocks: readonly Block[]) {
    this.blocks = blocks
    const sums = () => new Float64Array(blocks.length + 1)
    const [places, audioMs, silent, gaps] = [sums(), sums(), sums(), sums()]
    let [expected, ended] = [0, 0]
    for (let i = 0; i < blocks.length; i += 1) {
      const { run, shift } = blocks[i] as Block
      places[i + 1] = at(places, i) + run.count
      audioMs[i + 1] = at(audioMs, i) + run.audioMs
      silent[i + 1] = at(silent, i) + run.silent
      gaps[i] = ended + (at(run.indexes, 0) + shift > expected ? 1 : 0)
      ended = at(gaps, i) + run.gaps
      expected = at(run.indexes, run.count - 1) + shift + 1
    }
    gaps[blocks.length] = ended
    this.#places = places
    this.#audioMs = audioMs
    this.#silent = silent
    this.#gaps = gaps
  }

  /** Returns a sequence of other blocks, each with the key of the one that it takes the place of. */
  withBlocks(blocks: readonly Block[]): Sequence {
    const other = new Sequence(blocks)
    other.#positions = this.#positions
    return other
  }

  /** How many segments there are. */
  get length(): number {
    return at(this.#places, this.blocks.length)
  }

  get gapCount(): number {
    return at(this.#gaps, this.blocks.length)
  }

  /** Sum of the audio durations. */
  get audioMs(): number {
    return at(this.#audioMs, this.blocks.length)
  }

  /** The greatest index; -1 where there is no segment. */
  get lastIndex(): number {
    return this.length === 0 ? -1 : this.#at(this.length - 1, indexOf)
  }

  /** Undefined beyond the ends. */
  idAt(place: number): number | undefined {
    return this.#has(place) ? this.#at(place, (run, i) => at(run.ids, i)) : undefined
  }

  /** Sequence index; undefined beyond the ends. */
  indexAt(place: number): number | undefined {
    return this.#has(place) ? this.#at(place, indexOf) : undefined
  }

  /** In milliseconds; 0 without audio. */
  durationAt(place: number): number {
    return this.#has(place) ? this.#at(place, (run, i) => at(run.durations, i)) : 0
  }

  /** The bits of `Mark`. */
  marksAt(place: number): number {
    return this.#has(place) ? this.#at(place, (run, i) => at(run.marks, i)) : 0
  }

  /** Returns where what stands at a place begins; for a place beyond the last, where the last one ends. */
  measure(measure: Measure, place: number): number {
    if (!this.#has(place)) return this.#measureBlock(measure, place < 0 ? 0 : this.blocks.length)
    const position = this.#blockOf(place)
    const { run } = this.blocks[position] as Block
    return this.#measureIn(measure, position, run, place - at(this.#places, position))
  }

  /** Returns the last place that begins at or before `room`; 0 before the first. */
  placeAt(measure: Measure, room: number): number {
    const position = lastOf(this.blocks.length, (i) => this.#measureBlock(measure, i) <= room)
    const block = this.blocks[position]
    if (block === undefined) return 0
    const { run } = block
    const i = lastOf(run.count, (i) => this.#measureIn(measure, position, run, i) <= room)
    return at(this.#places, position) + i
  }

  /** Returns how many gaps lie before a place, the one right before it included. */
  gapsBefore(place: number): number {
    return this.measure(ONLY_GAPS, place)
  }

  /** Returns the place of the segment behind a gap. Gaps are numbered from 0. */
  gapPlace(gap: number): number {
    if (gap >= this.gapCount) return this.length
    const before = this.placeAt(ONLY_GAPS, gap)
    return this.gapsBefore(before) > gap ? before : before + 1
  }

  /** Returns a gap by its number. */
  gapAt(gap: number): Gap {
    const place = this.gapPlace(gap)
    const index = (this.indexAt(place - 1) ?? -1) + 1
    return { index, len: (this.indexAt(place) ?? index) - index }
  }

  /** Returns the place of the first segment whose index is `index` or more. */
  lowerBound(index: number): number {
    const position = lastOf(this.blocks.length, (i) => this.#firstIndex(i) <= index)
    const block = this.blocks[position]
    if (block === undefined) return 0
    const { run, shift } = block
    return at(this.#places, position) + firstOf(run.count, (i) => at(run.indexes, i) + shift >= index)
  }

  /** Returns where a block stands among the blocks; undefined when it is not there. */
  positionOf(key: number): number | undefined {
    this.#positions ??= new Map(this.blocks.map((block, position) => [block.key, position]))
    return this.#positions.get(key)
  }

  /** Returns the place of a block's first segment. */
  firstPlace(position: number): number {
    return at(this.#places, position)
  }

  /** Returns where the block of a place stands among the blocks. The place is one that is there. */
  blockOf(place: number): number {
    return this.#blockOf(place)
  }

  /** Walks the segments `from .. end` in order; the end is excluded. */
  *rows(from = 0, end = this.length): Generator<Row> {
    for (let place = from; place < end; place += 1) {
      yield {
        id: this.idAt(place) ?? 0,
        index: this.indexAt(place) ?? 0,
        duration: this.durationAt(place),
        marks: this.marksAt(place),
      }
    }
  }

  #has(place: number): boolean {
    return place >= 0 && place < this.length
  }

  #at(place: number, read: (run: Run, i: number, shift: number) => number): number {
    const position = this.#blockOf(place)
    const { run, shift } = this.blocks[position] as Block
    return read(run, place - at(this.#places, position), shift)
  }

  #blockOf(place: number): number {
    const near = this.#near
    if (at(this.#places, near) <= place && place < at(this.#places, near + 1)) return near
    return (this.#near = lastOf(this.blocks.length, (i) => at(this.#places, i) <= place))
  }

  #firstIndex(position: number): number {
    const { run, shift } = this.blocks[position] as Block
    return at(run.indexes, 0) + shift
  }

  #measureBlock(measure: Measure, position: number): number {
    return sumOf(
      measure,
      at(this.#audioMs, position),
      at(this.#silent, position),
      at(this.#places, position),
      at(this.#gaps, position),
    )
  }

  #measureIn(measure: Measure, position: number, { before }: Run, i: number): number {
    return sumOf(
      measure,
      at(this.#audioMs, position) + at(before.audioMs, i),
      at(this.#silent, position) + at(before.silent, i),
      at(this.#places, position) + i,
      at(this.#gaps, position) + at(before.gaps, i),
    )
  }
}

/** One way to sum, so that a place is always found at the very number where it begins. */
function sumOf(measure: Measure, audioMs: number, silent: number, segments: number, gaps: number): number {
  const { start, ms, silent: perSilent, segment, gap } = measure
  return start + audioMs * ms + silent * perSilent + segments * segment + gaps * gap
}

const ONLY_GAPS: Measure = { start: 0, ms: 0, silent: 0, segment: 0, gap: 1 }

function indexOf(run: Run, i: number, shift: number): number {
  return at(run.indexes, i) + shift
}

/** Returns the blocks of columns, `key` being the first of their keys. */
export function blocksOf(columns: Columns, key: number): Block[] {
  const count = columns.ids.length
  const whole = count === 0 ? null : new Run(columns)
  const blocks: Block[] = []
  for (let from = 0; whole && from < count; from += BLOCK) {
    const run = whole.part(from, Math.min(count, from + BLOCK))
    blocks.push({ key: key + blocks.length, run, shift: 0 })
  }
  return blocks
}

/** The first of `0..count` for which `holds`, given that it holds from there on; `count` for none. */
function firstOf(count: number, holds: (i: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** The last of `0..count` for which `holds`, given that it holds up to there; 0 for none. */
function lastOf(count: number, holds: (i: number) => boolean): number {
  return Math.max(0, firstOf(count, (i) => !holds(i)) - 1)
}
