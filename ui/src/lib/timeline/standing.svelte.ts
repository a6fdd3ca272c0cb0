import { untrack } from 'svelte'
import type { Attachment } from 'svelte/attachments'
import type { SegmentId } from '../ipc/types'

interface Placed<Spot> {
  element: HTMLElement
  /** Where it was last put. */
  spot: Spot | undefined
}

/**
 * The elements of segments, and where they stand. They are put there by one effect: by styles of their components, a
 * delete would have each clip behind it look through all that it shows. A component makes one for itself.
 */
export class Standing<Spot> {
  readonly #spots: () => ReadonlyMap<SegmentId, Spot>
  readonly #put: (element: HTMLElement, spot: Spot, before: Spot | undefined) => void
  readonly #placed = new Map<SegmentId, Placed<Spot>>()

  /** `put` puts an element to its spot; it knows where the element was, to change no more than that. */
  constructor(
    spots: () => ReadonlyMap<SegmentId, Spot>,
    put: (element: HTMLElement, spot: Spot, before: Spot | undefined) => void,
  ) {
    this.#spots = spots
    this.#put = put
    $effect(() => {
      const now = this.#spots()
      for (const [id, placed] of this.#placed) this.#follow(placed, now.get(id))
    })
  }

  /** Keeps an element where a segment stands. */
  at(id: SegmentId): Attachment<HTMLElement> {
    return (element) => {
      const placed: Placed<Spot> = { element, spot: undefined }
      this.#placed.set(id, placed)
      this.#follow(placed, untrack(this.#spots).get(id))
      return () => this.#placed.get(id) === placed && this.#placed.delete(id)
    }
  }

  /** What is out of reach stays where it was. */
  #follow(placed: Placed<Spot>, spot: Spot | undefined): void {
    if (spot === undefined) return
    this.#put(placed.element, spot, placed.spot)
    placed.spot = spot
  }
}
