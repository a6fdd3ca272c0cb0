import type { Gap } from '../ipc/types'
import { Layout, Timing } from './layout'
import type { Timeline } from './timeline.svelte'
import { isSameWindow, type Window, visible } from './window'
import * as zoom from './zoom'

/** Positions count from a multiple of this, since engines lose precision far to the right. */
const ORIGIN_PX = 32_768

/** Where the timeline is looked at, and how closely. Pixels count from the story's left side. */
export class TimelineView {
  readonly #timeline: () => Timeline
  readonly #defaultDurationMs: () => number
  /** Width of what is in view. */
  viewport = $state(0)
  #view: zoom.View = $state.raw({ scale: zoom.DEFAULT_SCALE, offset: 0 })
  #lastWindow: Window | undefined

  readonly timing = $derived.by(() => new Timing(this.#timeline().sequence, this.#defaultDurationMs()))
  readonly layout = $derived.by(
    () => new Layout(this.timing, zoom.clampScale(this.#view.scale, this.timing, this.viewport)),
  )
  readonly offset = $derived.by(() => zoom.clampOffset(this.#view.offset, this.layout.width, this.viewport))
  readonly origin = $derived.by(() => Math.floor(this.offset / ORIGIN_PX) * ORIGIN_PX)
  readonly shown = $derived.by(() => this.#look())
  readonly currentPlace = $derived.by(() => this.#timeline().currentPlace)
  readonly places = $derived.by(() => this.#placesShown())
  readonly gaps: Gap[] = $derived.by(() => this.#gapsShown())

  /** `defaultDurationMs` is how long a segment without audio counts. */
  constructor(timeline: () => Timeline, defaultDurationMs: () => number) {
    this.#timeline = timeline
    this.#defaultDurationMs = defaultDurationMs
  }

  /** Where the zoom stands between the whole story and the closest look, 0 to 1. */
  get slider(): number {
    return zoom.sliderOf(this.layout.scale, this.#minScale)
  }

  /** Position of the scroll bar. */
  get scrollPosition(): number {
    return zoom.scrollOf(this.offset, this.layout.width, this.viewport)
  }

  scrollTo(offset: number): void {
    this.#view = {
      scale: this.layout.scale,
      offset: zoom.clampOffset(offset, this.layout.width, this.viewport),
    }
  }

  /** Follows the scroll bar. */
  followScroll(position: number): void {
    this.scrollTo(zoom.offsetOf(position, this.layout.width, this.viewport))
  }

  /** Scrolls no further than it takes to see `from .. to`. */
  reveal(from: number, to: number): void {
    this.scrollTo(zoom.reveal(this.offset, this.viewport, from, to))
  }

  revealPlace(place: number): void {
    if (place < 0) return
    this.reveal(this.layout.x(place), this.layout.x(place) + this.layout.clipWidth(place))
  }

  /** Zooms one step around the playhead, or fits the whole story in. */
  zoomTo(how: 'in' | 'out' | 'fit'): void {
    if (how === 'fit') this.#view = zoom.fit(this.timing, this.viewport)
    else this.zoomBy(how === 'in' ? zoom.ZOOM_STEP : 1 / zoom.ZOOM_STEP, this.#anchor())
  }

  /** Zooms so that what is at `pointer`, in pixels from the view's left side, stays there. */
  zoomBy(factor: number, pointer: number): void {
    const view = { scale: this.layout.scale, offset: this.offset }
    this.#view = zoom.zoomAround(view, this.timing, this.viewport, factor, pointer)
  }

  slideTo(slider: number): void {
    this.zoomBy(zoom.scaleOf(slider, this.#minScale) / this.layout.scale, this.#anchor())
  }

  get #minScale(): number {
    return zoom.minScale(this.timing, this.viewport)
  }

  /** The playhead if it is in view, else the middle. */
  #anchor(): number {
    const playhead = this.currentPlace >= 0 ? this.layout.x(this.currentPlace) - this.offset : -1
    return playhead >= 0 && playhead <= this.viewport ? playhead : this.viewport / 2
  }

  /** The same object again, so that scrolling by less than a clip renders nothing. */
  #look(): Window {
    const next = visible(this.layout, this.offset, this.viewport)
    if (this.#lastWindow && isSameWindow(this.#lastWindow, next)) return this.#lastWindow
    return (this.#lastWindow = next)
  }

  /** The current clip is always there: it is what the list says has the focus. */
  #placesShown(): number[] {
    const { firstClip, endClip, crowded } = this.shown
    const all = crowded ? [] : Array.from({ length: endClip - firstClip }, (_, i) => firstClip + i)
    const only = this.currentPlace >= 0 ? this.currentPlace : firstClip
    const isShown = !crowded && only >= firstClip && only < endClip
    if (only < this.layout.count && !isShown) all.push(only)
    return all
  }

  #gapsShown(): Gap[] {
    const { crowded, firstGap, endGap } = this.shown
    const { sequence } = this.layout
    return crowded ? [] : Array.from({ length: endGap - firstGap }, (_, i) => sequence.gapAt(firstGap + i))
  }
}
