import type { Gap, SegmentId, TrashedSegment } from '../ipc/types'

/** Which deleted segments fit into which gap: for each place the one that was deleted from there last. Never changes. */
export class Restorable {
  /** How many deleted segments there are, whether they fit or not. */
  readonly count: number
  /** In rising order. */
  readonly #indexes: readonly number[]
  /** What was deleted from each of them, the last first. */
  readonly #ids: readonly (readonly SegmentId[])[]

  private constructor(indexes: readonly number[], ids: readonly (readonly SegmentId[])[], count: number) {
    this.#indexes = indexes
    this.#ids = ids
    this.count = count
  }

  /** `items` come newest first. */
  static of(items: readonly TrashedSegment[]): Restorable {
    const from = new Map<number, SegmentId[]>()
    for (const { sequence_index: index, id } of items) {
      const ids = from.get(index)
      if (ids) ids.push(id)
      else from.set(index, [id])
    }
    const places = [...from].sort(([left], [right]) => left - right)
    return new Restorable(
      places.map(([index]) => index),
      places.map(([, ids]) => ids),
      items.length,
    )
  }

  /** The same with one more, which was deleted last. */
  with(id: SegmentId, index: number): Restorable {
    const at = this.#from(index)
    const isKnown = this.#indexes[at] === index
    const ids = [id, ...(isKnown ? (this.#ids[at] ?? []) : [])]
    const indexes = isKnown ? this.#indexes : this.#indexes.toSpliced(at, 0, index)
    return new Restorable(indexes, this.#ids.toSpliced(at, isKnown ? 1 : 0, ids), this.count + 1)
  }

  countIn(gap: Gap): number {
    return this.#from(gap.index + gap.len) - this.#from(gap.index)
  }

  /** By place. */
  idsIn(gap: Gap): SegmentId[] {
    return this.#ids
      .slice(this.#from(gap.index), this.#from(gap.index + gap.len))
      .flatMap((ids) => ids.slice(0, 1))
  }

  /** Returns how many places lie before an index. */
  #from(index: number): number {
    let low = 0
    let high = this.#indexes.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#indexes[middle] ?? 0) < index) low = middle + 1
      else high = middle
    }
    return low
  }
}
