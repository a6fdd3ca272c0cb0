import { DRAG_PX, type Drop, dropAt, scrollOfDrag } from './drag'
import type { Timeline } from './timeline.svelte'
import type { TimelineView } from './view.svelte'

/** A press that may become a drag. */
interface Press {
  pointer: number
  x: number
}

/** Clips on their way to another place. The pointer's place counts from the view's left side, in pixels. */
export class Dragging {
  readonly #timeline: () => Timeline
  readonly #view: TimelineView
  #press: Press | null = null
  #x = $state(0)
  #isUnderWay = $state(false)
  #frame = 0

  /** Where it would drop now; null when nothing is dragged. */
  readonly drop: Drop | null = $derived.by(() =>
    this.#isUnderWay ? dropAt(this.#view.layout, this.#x + this.#view.offset) : null,
  )

  constructor(timeline: () => Timeline, view: TimelineView) {
    this.#timeline = timeline
    this.#view = view
  }

  /** Where the pointer is. */
  get x(): number {
    return this.#x
  }

  /** A pointer went down on a clip. */
  press(pointer: number, x: number): void {
    this.#press = { pointer, x }
  }

  /** A pointer moved. Says whether it drags from now on, so that its next moves have to be caught. */
  move(pointer: number, x: number): boolean {
    if (this.#press?.pointer !== pointer) return false
    this.#x = x
    if (this.#isUnderWay || Math.abs(x - this.#press.x) < DRAG_PX) return false
    this.#isUnderWay = true
    this.#scroll()
    return true
  }

  /** A pointer was let go of. Says whether it ended a drag: the click that follows then means nothing. */
  release(): boolean {
    const { drop } = this
    const wasUnderWay = this.#isUnderWay
    this.cancel()
    if (drop) void this.#timeline().moveTo(drop.slot)
    return wasUnderWay
  }

  /** Leaves everything where it was. Says whether anything was dragged. */
  cancel(): boolean {
    const wasUnderWay = this.#isUnderWay
    this.#press = null
    this.#isUnderWay = false
    cancelAnimationFrame(this.#frame)
    return wasUnderWay
  }

  /** Scrolls on while the pointer stays near a side. */
  #scroll(): void {
    const by = scrollOfDrag(this.#x, this.#view.viewport)
    if (by !== 0) this.#view.scrollTo(this.#view.offset + by)
    this.#frame = requestAnimationFrame(() => this.#scroll())
  }
}
