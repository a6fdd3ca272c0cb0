/** Whole numbers `from .. end`, the end excluded. */
export type Range = readonly [from: number, end: number]

/** Places as ranges, so that all of them take no more room than one. Never changed. */
export class Ranges {
  /** Rising, apart from one another, none empty. */
  readonly list: readonly Range[]
  /** How many places there are. */
  readonly size: number
  #before: Float64Array | undefined

  private constructor(list: readonly Range[]) {
    this.list = list
    this.size = list.reduce((sum, [from, end]) => sum + end - from, 0)
  }

  /** Takes ranges in any order; they may touch and overlap. */
  static of(...ranges: readonly Range[]): Ranges {
    return Ranges.all(ranges)
  }

  /** As `of`, for many. */
  static all(ranges: readonly Range[]): Ranges {
    const sorted = ranges.filter(([from, end]) => end > from)
    if (!sorted.every(([from], i) => from >= (sorted[i - 1]?.[0] ?? from))) {
      sorted.sort((left, right) => left[0] - right[0])
    }
    const list: [number, number][] = []
    for (const [from, end] of sorted) {
      const last = list.at(-1)
      if (last && from <= last[1]) last[1] = Math.max(last[1], end)
      else list.push([from, end])
    }
    return new Ranges(list)
  }

  /** Takes places in any order. */
  static ofPlaces(places: readonly number[]): Ranges {
    return Ranges.all(places.map((place) => [place, place + 1]))
  }

  /** The least place; -1 for none. */
  get first(): number {
    return this.list[0]?.[0] ?? -1
  }

  /** The greatest place; -1 for none. */
  get last(): number {
    return (this.list.at(-1)?.[1] ?? 0) - 1
  }

  has(place: number): boolean {
    return this.overlaps(place, place + 1)
  }

  /** Says whether any place of `from .. end` is among them. */
  overlaps(from: number, end: number): boolean {
    const range = this.list[this.#firstEndingBehind(from)]
    return end > from && range !== undefined && range[0] < end
  }

  /** Returns how many of the places lie before one. */
  countBefore(place: number): number {
    const number = this.#firstEndingBehind(place)
    const before = this.#sums[number] ?? 0
    const range = this.list[number]
    return range ? before + Math.max(0, place - range[0]) : before
  }

  /** Returns the range that a place is in; undefined for none. */
  rangeAt(place: number): Range | undefined {
    const range = this.list[this.#firstEndingBehind(place)]
    return range && range[0] <= place ? range : undefined
  }

  /** Puts a place in, or takes it out. */
  toggled(place: number): Ranges {
    const range = this.rangeAt(place)
    if (!range) return Ranges.all([...this.list, [place, place + 1]])
    const others = this.list.filter((other) => other !== range)
    return Ranges.all([...others, [range[0], place], [place + 1, range[1]]])
  }

  /** Walks all places, rising. */
  *places(): Generator<number> {
    for (const [from, end] of this.list) for (let place = from; place < end; place += 1) yield place
  }

  isSame(other: Ranges): boolean {
    const isSameRange = ([from, end]: Range, i: number) =>
      other.list[i]?.[0] === from && other.list[i]?.[1] === end
    return this === other || (this.list.length === other.list.length && this.list.every(isSameRange))
  }

  /** How many places lie before each range; one more for all. */
  get #sums(): Float64Array {
    if (this.#before) return this.#before
    const sums = new Float64Array(this.list.length + 1)
    for (const [i, [from, end]] of this.list.entries()) sums[i + 1] = (sums[i] ?? 0) + end - from
    return (this.#before = sums)
  }

  /** Number of the first range that ends behind a place. */
  #firstEndingBehind(place: number): number {
    let [low, high] = [0, this.list.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.list[middle]?.[1] ?? 0) > place) high = middle
      else low = middle + 1
    }
    return low
  }
}

/** No places. */
export const none = Ranges.of()
