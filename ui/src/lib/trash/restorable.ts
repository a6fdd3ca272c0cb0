import type { Gap, SegmentId, TrashedSegment } from '../ipc/types'

/** Which deleted segments fit into which gap: for each place the one that was deleted from there last. */
export class Restorable {
  readonly #indexes: number[]
  readonly #ids: SegmentId[]

  /** `items` come newest first. */
  constructor(items: readonly TrashedSegment[]) {
    const last = new Map<number, SegmentId>()
    for (const { sequence_index: index, id } of items) if (!last.has(index)) last.set(index, id)
    const places = [...last].sort(([left], [right]) => left - right)
    this.#indexes = places.map(([index]) => index)
    this.#ids = places.map(([, id]) => id)
  }

  countIn(gap: Gap): number {
    return this.#from(gap.index + gap.len) - this.#from(gap.index)
  }

  /** By place. */
  idsIn(gap: Gap): SegmentId[] {
    return this.#ids.slice(this.#from(gap.index), this.#from(gap.index + gap.len))
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
