/**
 * Hands out the object of last time for whatever is the same as then, so that what shows it has nothing to do. A list
 * that is made anew at each change costs what differs.
 */
export class Same<T extends object> {
  readonly #keyOf: (one: T) => unknown
  #last = new Map<unknown, T>()

  constructor(keyOf: (one: T) => unknown) {
    this.#keyOf = keyOf
  }

  /** Returns the objects, those of last time among them. Their fields are compared as they are, and not looked into. */
  among(all: readonly T[]): T[] {
    const found = all.map((one) => {
      const before = this.#last.get(this.#keyOf(one))
      return before !== undefined && isSame(before, one) ? before : one
    })
    this.#last = new Map(found.map((one) => [this.#keyOf(one), one]))
    return found
  }
}

function isSame<T extends object>(left: T, right: T): boolean {
  for (const key in right) if (left[key] !== right[key]) return false
  return true
}
