import type { Change, DeleteMode, Gap, Segment, SegmentId, Shift } from '../ipc/types'

/** A project's segments by sequence index. Never changed in place: every operation answers a new array. */
export type Segments = readonly Segment[]

/** From how many single changes on one pass over everything is cheaper than a splice for each. */
const FEW = 16

/** Returns the place in the array of the first segment whose index is `index` or more. */
export function lowerBound(segments: Segments, index: number): number {
  let low = 0
  let high = segments.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (indexAt(segments, middle) < index) low = middle + 1
    else high = middle
  }
  return low
}

/** Returns the runs of missing indexes, in order. None behind the last segment. */
export function gapsOf(segments: Segments): Gap[] {
  const gaps: Gap[] = []
  let expected = 0
  for (const { sequence_index: index } of segments) {
    if (index > expected) gaps.push({ index: expected, len: index - expected })
    expected = index + 1
  }
  return gaps
}

/** The segments as the core last told them, with every segment found by its id. */
export class Sequence {
  #segments: Segments
  readonly #byId: Map<SegmentId, Segment>

  constructor(segments: Segments) {
    this.#segments = segments
    this.#byId = new Map(segments.map((segment) => [segment.id, segment]))
  }

  get segments(): Segments {
    return this.#segments
  }

  get(id: SegmentId): Segment | undefined {
    return this.#byId.get(id)
  }

  /** Takes a change of the core over: removed, then all shifts at once, then upserted. */
  apply(change: Change): void {
    this.#remove(change.removed)
    if (change.shifts.length > 0) this.#shift(change.shifts)
    this.#upsert(change.upserted)
  }

  /** Returns a segment's place in an array that was made from this sequence, as it is or as it was; -1 for none. */
  placeIn(segments: Segments, id: SegmentId): number {
    const place = lowerBound(segments, this.#byId.get(id)?.sequence_index ?? 0)
    if (segments[place]?.id === id) return place
    // Rare: a ripple delete on its way has closed up the view already, or the segment has just gone.
    return segments.findIndex((other) => other.id === id)
  }

  #remove(ids: readonly SegmentId[]): void {
    this.#segments = without(this.#segments, this.#placesOf(ids))
    for (const id of ids) this.#byId.delete(id)
  }

  #placesOf(ids: readonly SegmentId[]): number[] {
    return ids.map((id) => this.placeIn(this.#segments, id)).filter((place) => place >= 0)
  }

  #shift(shifts: readonly Shift[]): void {
    const next = [...this.#segments]
    for (const { from, to, len } of shifts) {
      const end = lowerBound(this.#segments, from + len)
      for (let place = lowerBound(this.#segments, from); place < end; place += 1) {
        const segment = this.#segments[place]
        if (segment) this.#put(next, place, at(segment, segment.sequence_index + to - from))
      }
    }
    if (!isSorted(next)) next.sort(byIndex)
    this.#segments = next
  }

  #upsert(upserted: readonly Segment[]): void {
    if (upserted.length === 0) return
    const known = upserted.filter((segment) => this.#byId.has(segment.id))
    // What stays where it is is replaced there; anything else is taken out and put in anew.
    const next = [...this.#segments]
    const moved = known.filter((segment) => !this.#replaceAtPlace(next, segment))
    this.#segments = next
    this.#remove(moved.map((segment) => segment.id))
    const fresh = upserted.filter((segment) => !this.#byId.has(segment.id))
    this.#segments = merge(this.#segments, fresh)
    for (const segment of fresh) this.#byId.set(segment.id, segment)
  }

  #replaceAtPlace(next: Segment[], segment: Segment): boolean {
    const place = lowerBound(next, segment.sequence_index)
    if (next[place]?.id !== segment.id) return false
    this.#put(next, place, segment)
    return true
  }

  #put(next: Segment[], place: number, segment: Segment): void {
    next[place] = segment
    this.#byId.set(segment.id, segment)
  }
}

/** Returns how the segments look once those at `places` are deleted: what the core is going to answer. */
export function afterDelete(segments: Segments, places: readonly number[], mode: DeleteMode): Segments {
  if (mode === 'lift') return without(segments, places)
  const gone = new Set(places)
  const kept: Segment[] = []
  segments.forEach((segment, place) => {
    const closed = place - kept.length
    if (!gone.has(place)) kept.push(closed === 0 ? segment : at(segment, segment.sequence_index - closed))
  })
  return kept
}

/** Says whether two arrays hold the very same segments. */
export function isSame(left: Segments, right: Segments): boolean {
  if (left === right) return true
  if (left.length !== right.length) return false
  for (let place = 0; place < left.length; place += 1) {
    if (left[place] !== right[place]) return false
  }
  return true
}

function without(segments: Segments, places: readonly number[]): Segments {
  if (places.length === 0) return segments
  if (places.length > FEW) {
    const gone = new Set(places)
    return segments.filter((_, place) => !gone.has(place))
  }
  const next = [...segments]
  for (const place of [...new Set(places)].sort((a, b) => b - a)) next.splice(place, 1)
  return next
}

function merge(segments: Segments, fresh: readonly Segment[]): Segments {
  if (fresh.length > FEW) return [...segments, ...fresh].sort(byIndex)
  const next = [...segments]
  for (const segment of fresh) next.splice(lowerBound(next, segment.sequence_index), 0, segment)
  return next
}

function at(segment: Segment, index: number): Segment {
  return { ...segment, sequence_index: index }
}

function isSorted(segments: Segments): boolean {
  return segments.every((segment, i) => i === 0 || indexAt(segments, i - 1) < segment.sequence_index)
}

function byIndex(left: Segment, right: Segment): number {
  return left.sequence_index - right.sequence_index
}

function indexAt(segments: Segments, place: number): number {
  return segments[place]?.sequence_index ?? Infinity
}
