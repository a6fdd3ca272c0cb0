import type { Layout } from './layout'

/** From how many times the view's width on a story has a map of itself. */
const LONG = 2

/** The least that is still seen and caught of the view's frame on the map, in pixels. */
const MIN_FRAME_PX = 10

/** The part of a map that stands for what is in view, in the map's pixels. */
export interface Frame {
  x: number
  width: number
}

/** Says whether a story is so long at this zoom that a map of it helps. */
export function isLong(layout: Layout, viewport: number): boolean {
  return viewport > 0 && layout.width > LONG * viewport
}

/** Returns what of the map is in view. */
export function frameOn(map: Layout, layout: Layout, offset: number, viewport: number): Frame {
  const left = map.timeToX(layout.xToTime(offset))
  const right = map.timeToX(layout.xToTime(offset + viewport))
  return { x: left, width: Math.max(MIN_FRAME_PX, right - left) }
}

/** Returns the offset at which the frame's left side stands at `x` on the map. */
export function offsetAt(map: Layout, layout: Layout, x: number): number {
  const time = map.xToTime(x)
  return time <= 0 ? 0 : layout.timeToX(time)
}
