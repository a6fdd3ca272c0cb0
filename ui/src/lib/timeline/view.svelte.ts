import type { Gap, Segment, SegmentId } from '../ipc/types'
import { Layout, Timing } from './layout'
import { Same } from './same'
import type { Timeline } from './timeline.svelte'
import { cutAtEnd, cutAtStart, isSameWindow, type Window, visible } from './window'
import * as zoom from './zoom'

/** Positions count from a multiple of this, since engines lose precision far to the right. */
const ORIGIN_PX = 32_768

/** What a clip shows, wherever it stands. */
export interface ShownClip {
  id: SegmentId
  /** Its sequence index. */
  index: number
  /** How long it counts, in milliseconds. */
  duration: number
  /** The bits of `Mark`. */
  marks: number
  /** Its words and files; null while they are on their way. */
  segment: Segment | null
  /** With the space to its right, in pixels. */
  width: number
  selected: boolean
  current: boolean
}

/** Where a clip stands. Pixels count from the origin. */
export interface ClipSpot {
  /** Its place among the segments, counted from 0, gaps left out. */
  place: number
  /** How many segments there are. */
  total: number
  /** Left side. */
  x: number
  /** Right side, with the space there. */
  end: number
  /** How far its head is moved in, where the clip begins before the view, in pixels. */
  headIn: number
  /** How far its button is moved in, where the clip ends behind the view, in pixels. */
  buttonIn: number
}

/** A gap as its chip stands on the timeline. */
export interface ShownGap extends Gap {
  /** Its place among the gaps, counted from 0. */
  number: number
  /** Left side, in pixels from the origin. */
  x: number
  /** With the space around it, in pixels. */
  width: number
}

/** Where the timeline is looked at, and how closely. Pixels count from the story's left side. */
export class TimelineView {
  readonly #timeline: () => Timeline
  readonly #defaultDurationMs: () => number
  /** Width of what is in view. */
  viewport = $state(0)
  #view: zoom.View = $state.raw({ scale: zoom.DEFAULT_SCALE, offset: 0 })
  #lastWindow: Window | undefined
  readonly #sameClips = new Same<ShownClip>(({ id }) => id)
  readonly #sameGaps = new Same<ShownGap>(({ index }) => index)

  readonly timing = $derived.by(() => new Timing(this.#timeline().sequence, this.#defaultDurationMs()))
  readonly layout = $derived.by(
    () => new Layout(this.timing, zoom.clampScale(this.#view.scale, this.timing, this.viewport)),
  )
  readonly offset = $derived.by(() => zoom.clampOffset(this.#view.offset, this.layout.width, this.viewport))
  readonly origin = $derived.by(() => Math.floor(this.offset / ORIGIN_PX) * ORIGIN_PX)
  readonly shown = $derived.by(() => this.#look())
  /** The clips that the edges of the view cut. Null, too, where clips are no elements. */
  readonly #cutAtStart = $derived.by(() => (this.shown.crowded ? null : cutAtStart(this.layout, this.offset)))
  readonly #cutAtEnd = $derived.by(() =>
    this.shown.crowded ? null : cutAtEnd(this.layout, this.offset + this.viewport),
  )
  readonly currentPlace = $derived.by(() => this.#timeline().currentPlace)
  readonly #placesShown = $derived.by(() => this.#placesWithinReach())
  /** Where the clips stand that are elements. */
  readonly spots: ReadonlyMap<SegmentId, ClipSpot> = $derived.by(() => this.#spotsOfClips())
  /** The clips that are elements; those that have not changed are the same objects as before. */
  readonly clips = $derived.by(() => this.#sameClips.among(this.#clipsShown()))
  /** Likewise the gaps. */
  readonly gaps = $derived.by(() => this.#sameGaps.among(this.#gapsShown()))

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

  /** Says whether any of a clip is in view, and not only within reach. */
  isSeen({ id }: ShownClip): boolean {
    const spot = this.spots.get(id)
    if (spot === undefined) return false
    const left = this.origin + spot.x - this.offset
    return left < this.viewport && left + spot.end - spot.x > 0
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
  #placesWithinReach(): number[] {
    const { firstClip, endClip, crowded } = this.shown
    const all = crowded ? [] : Array.from({ length: endClip - firstClip }, (_, i) => firstClip + i)
    const only = this.currentPlace >= 0 ? this.currentPlace : firstClip
    const isShown = !crowded && only >= firstClip && only < endClip
    if (only < this.layout.count && !isShown) all.push(only)
    return all
  }

  #clipsShown(): ShownClip[] {
    const { layout, timing, currentPlace } = this
    const { sequence } = layout
    const timeline = this.#timeline()
    const { places } = timeline.selection
    return this.#placesShown.map((place) => ({
      id: sequence.idAt(place) ?? -1,
      index: sequence.indexAt(place) ?? 0,
      duration: timing.durationOf(place),
      marks: sequence.marksAt(place),
      segment: timeline.segmentAt(place),
      width: layout.clipWidth(place),
      selected: places.has(place),
      current: place === currentPlace,
    }))
  }

  #spotsOfClips(): Map<SegmentId, ClipSpot> {
    const { layout, origin } = this
    const [atStart, atEnd] = [this.#cutAtStart, this.#cutAtEnd]
    const total = layout.count
    return new Map(
      this.#placesShown.map((place) => {
        const x = layout.x(place) - origin
        const end = x + layout.clipWidth(place)
        const headIn = atStart?.place === place ? atStart.px : 0
        const buttonIn = atEnd?.place === place ? atEnd.px : 0
        return [layout.sequence.idAt(place) ?? -1, { place, total, x, end, headIn, buttonIn }]
      }),
    )
  }

  #gapsShown(): ShownGap[] {
    const { crowded, firstGap, endGap } = this.shown
    const { layout, origin } = this
    const { sequence, gapWidth: width } = layout
    const numbers = crowded ? [] : Array.from({ length: endGap - firstGap }, (_, i) => firstGap + i)
    return numbers.map((number) => ({
      ...sequence.gapAt(number),
      number,
      x: layout.gapX(number) - origin,
      width,
    }))
  }
}
