import type { Change, DeleteMode, Segment, SegmentId, Shift } from '../ipc/types'
import { Mark } from '../ipc/outline'
import { at, type Columns, columnsOf, joined, type Row, Run } from './run'
import { BLOCK, type Block, blocksOf, Sequence } from './sequence'

/** From how many of a block's segments on they are looked up in one pass over it. */
const FEW = 16

/** The longest duration that a column holds: 49 days. */
const MOST_MS = 0xffff_ffff

/** A part of a sequence on its way into another: a block as it was, or, without a key, part of one or something new. */
interface Piece {
  key: number | null
  run: Run
  shift: number
}

/** The places `from .. end`, whose indexes move by `by`. */
interface Stretch {
  from: number
  end: number
  by: number
}

/**
 * The segments as the core last told them, with every segment's block found by its id. A change costs as much as it
 * changes, and something for each block; all blocks that it leaves alone are shared with the sequence before.
 */
export class Confirmed {
  #sequence: Sequence
  readonly #keys = new Map<SegmentId, number>()
  #nextKey = 0

  constructor(columns: Columns = columnsOf([])) {
    this.#sequence = new Sequence(this.#named(blocksOf(columns, 0)))
  }

  get sequence(): Sequence {
    return this.#sequence
  }

  has(id: SegmentId): boolean {
    return this.#keys.has(id)
  }

  /** Returns a segment's place in this sequence, or in one that was made of it by `without`; -1 for none. */
  placeIn(sequence: Sequence, id: SegmentId): number {
    const position = this.#positionIn(sequence, id)
    if (position === undefined) return -1
    const place = sequence.blocks[position]?.run.ids.indexOf(id) ?? -1
    return place < 0 ? -1 : sequence.firstPlace(position) + place
  }

  /** Returns how a sequence made of this one looks once segments are deleted: what the core is going to answer. */
  without(sequence: Sequence, ids: readonly SegmentId[], mode: DeleteMode): Sequence {
    const gone = this.#placesInBlocks(sequence, ids)
    if (gone.size === 0) return sequence
    return mode === 'ripple' ? rippled(sequence, gone) : lifted(sequence, gone)
  }

  /** Takes a change of the core over: removed, then all shifts at once, then upserted. */
  apply({ removed, shifts, upserted }: Change): void {
    this.#remove(removed)
    if (shifts.length > 0) this.#shift(shifts)
    if (upserted.length > 0) this.#upsert(upserted.map(rowOf))
  }

  #remove(ids: readonly SegmentId[]): void {
    this.#sequence = this.without(this.#sequence, ids, 'lift')
    for (const id of ids) this.#keys.delete(id)
  }

  #shift(shifts: readonly Shift[]): void {
    const before = this.#sequence
    const stretches: Stretch[] = []
    const put = (from: number, end: number, by: number) => end > from && stretches.push({ from, end, by })
    let place = 0
    for (const { from, to, len } of shifts.toSorted((left, right) => left.from - right.from)) {
      const [start, end] = [before.lowerBound(from), before.lowerBound(from + len)]
      put(place, start, 0)
      put(start, end, to - from)
      place = end
    }
    put(place, before.length, 0)
    const firstIndex = ({ from, by }: Stretch) => (before.indexAt(from) ?? 0) + by
    stretches.sort((left, right) => firstIndex(left) - firstIndex(right))
    this.#take(stretches.flatMap(({ from, end, by }) => cut(before, from, end, by)))
  }

  #upsert(rows: readonly Row[]): void {
    const moved = this.#replaceInPlace(rows)
    this.#remove(moved.filter(({ id }) => this.has(id)).map(({ id }) => id))
    const before = this.#sequence
    const pieces: Piece[] = []
    let place = 0
    for (const group of groupsOf(moved, (row) => before.lowerBound(row.index))) {
      pieces.push(...cut(before, place, group.at, 0))
      const run = new Run(columnsOf(group.rows))
      for (let from = 0; from < run.count; from += BLOCK) {
        pieces.push({ key: null, run: run.part(from, Math.min(run.count, from + BLOCK)), shift: 0 })
      }
      place = group.at
    }
    if (pieces.length > 0) this.#take([...pieces, ...cut(before, place, before.length, 0)])
  }

  /** Puts what stays where it is into its place, and returns the others by index. */
  #replaceInPlace(rows: readonly Row[]): Row[] {
    const sequence = this.#sequence
    const blocks = [...sequence.blocks]
    const others: Row[] = []
    for (const row of rows) {
      const place = this.placeIn(sequence, row.id)
      if (place < 0 || sequence.indexAt(place) !== row.index) {
        others.push(row)
        continue
      }
      const position = sequence.blockOf(place)
      const { key, run, shift } = blocks[position] as Block
      blocks[position] = { key, run: run.replaced(place - sequence.firstPlace(position), row), shift }
    }
    if (others.length < rows.length) this.#sequence = new Sequence(blocks)
    return others.sort((left, right) => left.index - right.index)
  }

  /** Joins pieces to blocks: a block that is whole stays as it is, smaller ones become one where they fit. */
  #take(pieces: readonly Piece[]): void {
    // Only a damaged library shifts segments between others: then nothing is shared.
    if (!isRising(pieces)) return this.#takeSorted(pieces)
    const blocks: Block[] = []
    let open: Piece[] = []
    let size = 0
    const close = () => {
      if (open.length > 0) blocks.push(this.#blockOf(open))
      open = []
      size = 0
    }
    for (const piece of pieces) {
      if (size + piece.run.count > BLOCK) close()
      open.push(piece)
      size += piece.run.count
    }
    close()
    this.#sequence = new Sequence(blocks)
  }

  #takeSorted(pieces: readonly Piece[]): void {
    const all = new Sequence(pieces.map(({ run, shift }, key) => ({ key, run, shift })))
    const rows = [...all.rows()].sort((left, right) => left.index - right.index)
    this.#sequence = new Sequence(this.#named(blocksOf(columnsOf(rows), this.#nextKey)))
  }

  #blockOf(pieces: readonly Piece[]): Block {
    const [only] = pieces
    if (only && only.key !== null && pieces.length === 1) return { ...only, key: only.key }
    return this.#made(pieces)
  }

  #made(pieces: readonly Piece[]): Block {
    const run = joined(
      pieces.map((piece) => piece.run),
      pieces.map((piece) => piece.shift),
    )
    const block = { key: this.#nextKey, run, shift: 0 }
    this.#named([block])
    return block
  }

  /** Notes which segments are in new blocks. */
  #named(blocks: Block[]): Block[] {
    for (const { key, run } of blocks) {
      for (const id of run.ids) this.#keys.set(id, key)
      this.#nextKey = Math.max(this.#nextKey, key + 1)
    }
    return blocks
  }

  #positionIn(sequence: Sequence, id: SegmentId): number | undefined {
    const key = this.#keys.get(id)
    return key === undefined ? undefined : sequence.positionOf(key)
  }

  /** Returns where segments stand in their blocks, rising, by the blocks' positions. Unknown ones are left out. */
  #placesInBlocks(sequence: Sequence, ids: readonly SegmentId[]): Map<number, number[]> {
    const wanted = new Map<number, SegmentId[]>()
    for (const id of ids) {
      const position = this.#positionIn(sequence, id)
      if (position === undefined) continue
      const others = wanted.get(position)
      if (others) others.push(id)
      else wanted.set(position, [id])
    }
    const found = new Map<number, number[]>()
    for (const [position, those] of wanted) {
      const places = placesOf((sequence.blocks[position] as Block).run.ids, those)
      if (places.length > 0) found.set(position, places)
    }
    return found
  }
}

/** Returns a sequence without places in its blocks. Most blocks stay as they are, where they are. */
function lifted(sequence: Sequence, gone: ReadonlyMap<number, readonly number[]>): Sequence {
  const blocks: (Block | null)[] = [...sequence.blocks]
  for (const [position, places] of gone) {
    const { key, run, shift } = blocks[position] as Block
    const left = run.without(places, false)
    blocks[position] = left && { key, run: left, shift }
  }
  const stay = blocks.filter((block) => block !== null)
  return stay.length === blocks.length ? sequence.withBlocks(stay) : new Sequence(stay)
}

/** Likewise, and all behind them closes up. */
function rippled(sequence: Sequence, gone: ReadonlyMap<number, readonly number[]>): Sequence {
  const blocks: Block[] = []
  let closed = 0
  for (const [position, block] of sequence.blocks.entries()) {
    const { key, run, shift } = block
    const places = gone.get(position)
    const left = places ? run.without(places, true) : run
    if (left) blocks.push(left === run && closed === 0 ? block : { key, run: left, shift: shift - closed })
    closed += places?.length ?? 0
  }
  return new Sequence(blocks)
}

/** Returns a segment as a row of the sequence. */
export function rowOf(segment: Segment): Row {
  const { id, sequence_index: index, duration_ms: duration } = segment
  const marks =
    (segment.locked ? Mark.locked : 0) |
    (segment.image ? Mark.image : 0) |
    (segment.audio ? Mark.audio : 0) |
    (segment.audio_stale ? Mark.stale : 0)
  return { id, index, duration: Math.min(Math.max(0, duration ?? 0), MOST_MS), marks }
}

function placesOf(column: Float64Array, ids: readonly SegmentId[]): number[] {
  const places: number[] = []
  const all = new Set(ids)
  if (all.size > FEW) {
    for (let i = 0; i < column.length; i += 1) if (all.has(at(column, i))) places.push(i)
    return places
  }
  for (const id of all) {
    const place = column.indexOf(id)
    if (place >= 0) places.push(place)
  }
  return places.sort((left, right) => left - right)
}

/** Returns the places `from .. end` as pieces, moved by so many indexes. */
function cut(sequence: Sequence, from: number, end: number, by: number): Piece[] {
  const pieces: Piece[] = []
  for (let place = from; place < end;) {
    const position = sequence.blockOf(place)
    const { key, run, shift } = sequence.blocks[position] as Block
    const first = sequence.firstPlace(position)
    const part = run.part(place - first, Math.min(run.count, end - first))
    pieces.push({ key: part === run ? key : null, run: part, shift: shift + by })
    place += part.count
  }
  return pieces
}

/** Groups rows that stand one behind the other and go to the same place. */
function groupsOf(rows: readonly Row[], placeOf: (row: Row) => number): { at: number; rows: Row[] }[] {
  const groups: { at: number; rows: Row[] }[] = []
  for (const row of rows) {
    const place = placeOf(row)
    const last = groups.at(-1)
    if (last?.at === place) last.rows.push(row)
    else groups.push({ at: place, rows: [row] })
  }
  return groups
}

function isRising(pieces: readonly Piece[]): boolean {
  let last = -Infinity
  return pieces.every(({ run, shift }) => {
    const isBehind = at(run.indexes, 0) + shift > last
    last = at(run.indexes, run.count - 1) + shift
    return isBehind
  })
}
