import { fitScale, Layout, type Timing } from './layout'

/** Pixels per millisecond when a project is opened: 54 px a second. */
export const DEFAULT_SCALE = 0.054

/** The closest look: 400 px a second. */
export const MAX_SCALE = 0.4

/** One press of a zoom key or button. */
export const ZOOM_STEP = 1.4

/** Web engines lose precision beyond some ten million pixels, so a longer story scrolls in wider steps. */
export const MAX_SCROLL_PX = 4_000_000

/** A zoom and the place that the view starts at. */
export interface View {
  scale: number
  /** Left side of the view in the story, in pixels at this scale. */
  offset: number
}

/** Returns the scale nearest to `scale` that a story may be seen at: from all of it in view to the closest look. */
export function clampScale(scale: number, timing: Timing, viewport: number): number {
  return Math.min(Math.max(scale, minScale(timing, viewport)), MAX_SCALE)
}

/** Returns the smallest scale: the whole story in view, or the default where it's shorter than that. */
export function minScale(timing: Timing, viewport: number): number {
  return Math.min(fitScale(timing, viewport), DEFAULT_SCALE)
}

/** Zooms by a factor so that what is at `pointer`, in pixels from the view's left side, stays there. */
export function zoomAround(
  view: View,
  timing: Timing,
  viewport: number,
  factor: number,
  pointer: number,
): View {
  const before = new Layout(timing, view.scale)
  const after = new Layout(timing, clampScale(view.scale * factor, timing, viewport))
  const time = before.xToTime(view.offset + pointer)
  return { scale: after.scale, offset: clampOffset(after.timeToX(time) - pointer, after.width, viewport) }
}

/** Shows the whole story, but never closer than the closest look. */
export function fit(timing: Timing, viewport: number): View {
  return { scale: Math.min(fitScale(timing, viewport), MAX_SCALE), offset: 0 }
}

/** Keeps the view on the story. */
export function clampOffset(offset: number, width: number, viewport: number): number {
  return Math.min(Math.max(0, offset), Math.max(0, width - viewport))
}

/** Returns the offset at which `from .. to` is in view, moving no further than needed. A long one shows its start. */
export function reveal(offset: number, viewport: number, from: number, to: number): number {
  const margin = Math.min(48, viewport / 8)
  if (from - margin < offset || to - from + 2 * margin > viewport) {
    const startInView = from - margin >= offset && from + margin <= offset + viewport
    return startInView ? offset : from - margin
  }
  return Math.max(offset, to + margin - viewport)
}

/** Returns a scale's place on the slider, 0 to 1. Each step on it looks like the same change. */
export function sliderOf(scale: number, min: number): number {
  return min >= MAX_SCALE ? 1 : Math.log(scale / min) / Math.log(MAX_SCALE / min)
}

/** Returns the scale at a place on the slider. */
export function scaleOf(slider: number, min: number): number {
  return min * (MAX_SCALE / min) ** slider
}

/** Width of what the scroll bar scrolls. */
export function scrollWidth(width: number): number {
  return Math.min(width, MAX_SCROLL_PX)
}

/** Returns the offset that a scroll position stands for. */
export function offsetOf(scroll: number, width: number, viewport: number): number {
  return scroll * scrollRatio(width, viewport)
}

/** Returns the scroll position that stands for an offset. */
export function scrollOf(offset: number, width: number, viewport: number): number {
  return offset / scrollRatio(width, viewport)
}

function scrollRatio(width: number, viewport: number): number {
  const reach = scrollWidth(width) - viewport
  return reach <= 0 ? 1 : (width - viewport) / reach
}
