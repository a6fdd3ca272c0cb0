import { Trailing } from './trailing.svelte'

/**
 * The elements of a list of which a part is in view. One that comes within reach but not into view comes behind the frame:
 * to make it takes longer than to move all that are there. A component makes one for itself.
 */
export class Elements<T extends { id: unknown }> {
  readonly #within: () => readonly T[]
  readonly #isSeen: (one: T) => boolean
  readonly #known: Trailing<ReadonlySet<unknown>>
  #last: readonly T[] = []
  #made = $derived.by(() => this.#make())

  /** `within` are all that are within reach; `isSeen` says of one of them whether it is in view. */
  constructor(within: () => readonly T[], isSeen: (one: T) => boolean) {
    this.#within = within
    this.#isSeen = isSeen
    this.#known = new Trailing(() => new Set(within().map(({ id }) => id)))
  }

  get made(): readonly T[] {
    return this.#made
  }

  /** The same list again where it has the same in it, so that scrolling by less than an element renders nothing. */
  #make(): readonly T[] {
    const known = this.#known.current
    const next = this.#within().filter((one) => known.has(one.id) || this.#isSeen(one))
    const isSame = next.length === this.#last.length && next.every((one, at) => one === this.#last[at])
    return isSame ? this.#last : (this.#last = next)
  }
}
