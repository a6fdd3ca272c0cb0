import type { Layout } from './layout'
import type { Ranges } from './ranges'

/** Beyond this many clips in view, they are painted together and only the current one is an element. */
export const MAX_CLIPS = 220

/**
 * How far outside the view clips are already there, so that a fast scroll doesn't outrun them; and one clip more, however
 * wide, which the next key press brings into view.
 */
const OVERSCAN_PX = 240

/** What the timeline has to show: places `firstClip .. endClip` and gaps `firstGap .. endGap`, ends excluded. */
export interface Window {
  firstClip: number
  endClip: number
  firstGap: number
  endGap: number
  /** Too many for elements: paint them. */
  crowded: boolean
}

/** Returns what is visible, and a little more, when the view starts at `offset` and is `viewport` pixels wide. */
export function visible(layout: Layout, offset: number, viewport: number): Window {
  const from = offset - OVERSCAN_PX
  const to = offset + viewport + OVERSCAN_PX
  const firstClip = Math.max(0, layout.placeNear(from) - 1)
  const endClip = Math.min(layout.count, layout.placeNear(to) + 2)
  const firstGap = layout.gapNear(from)
  const endGap = endOfGaps(layout, firstGap, to)
  return {
    firstClip,
    endClip,
    firstGap,
    endGap,
    crowded: endClip - firstClip + 2 * (endGap - firstGap) > MAX_CLIPS,
  }
}

/** Says whether two windows show the same. */
export function isSameWindow(left: Window, right: Window): boolean {
  return (
    left.firstClip === right.firstClip &&
    left.endClip === right.endClip &&
    left.firstGap === right.firstGap &&
    left.endGap === right.endGap &&
    left.crowded === right.crowded
  )
}

/** The least that is left of a clip behind its head, and before its button, in pixels. */
const HEAD_PX = 88

/** A clip that an edge of the view cuts, and how far what stands at that end of it is moved in to be seen, in pixels. */
export interface Cut {
  place: number
  px: number
}

/** Returns the clip that begins before the view; null for none that is wide enough. */
export function cutAtStart(layout: Layout, offset: number): Cut | null {
  const place = layout.placeAt(offset)
  return place === null ? null : cut(layout, place, offset - layout.x(place))
}

/** Returns the clip that ends behind the view, whose end is at `end`; null for none that is wide enough. */
export function cutAtEnd(layout: Layout, end: number): Cut | null {
  const place = layout.placeAt(end)
  return place === null ? null : cut(layout, place, layout.x(place) + layout.clipWidth(place) - end)
}

function cut(layout: Layout, place: number, hidden: number): Cut | null {
  const px = Math.min(hidden, layout.clipWidth(place) - HEAD_PX)
  return px > 0 ? { place, px } : null
}

/** One more than the last gap whose chip begins before `to`. */
function endOfGaps(layout: Layout, firstGap: number, to: number): number {
  const behind = layout.gapNear(to)
  const reachesIn = behind < layout.sequence.gapCount && layout.gapX(behind) < to
  return Math.max(firstGap, reachesIn ? behind + 1 : behind)
}

/** A stretch of a crowded timeline, to be painted in one colour; what is found is marked upon it. Pixels count from the view's left side. */
export interface Strip {
  x: number
  width: number
  kind: 'clip' | 'chosen' | 'gap' | 'found'
}

/** Width of a strip: what a clip too narrow to be seen has in common with its neighbours. */
export const STRIP_PX = 3

/** Returns what a crowded timeline shows, strip by strip. A gap, then a chosen clip, counts before its neighbours. */
export function strips(layout: Layout, offset: number, viewport: number, chosen: Ranges): Strip[] {
  const found: Strip[] = []
  const end = Math.min(viewport, layout.width - offset)
  // Counted from the story's start, so that strips move with the scroll instead of flickering in place.
  let x = -(offset % STRIP_PX)
  let place = layout.placeNear(offset + x)
  for (; x < end; x += STRIP_PX) {
    const next = layout.placeNear(offset + x + STRIP_PX)
    const kind = kindAt(layout, offset + x, place, next, chosen)
    if (kind) found.push({ x, width: STRIP_PX - 1, kind })
    place = next
  }
  return found
}

/** What the strip at `x` shows, from the clip at `place` to the one that begins last in it. */
function kindAt(
  layout: Layout,
  x: number,
  place: number,
  last: number,
  chosen: Ranges,
): Strip['kind'] | null {
  const { sequence } = layout
  const isEmpty = layout.count === 0 || (x < layout.x(0) && x + STRIP_PX <= layout.x(0) - layout.gapWidth)
  if (isEmpty) return null
  const gaps = x < layout.x(0) ? 0 : sequence.gapsBefore(place)
  const endsHere = layout.x(last) + layout.clipWidth(last) < x + STRIP_PX
  if (sequence.gapsBefore(endsHere ? last + 1 : last) > gaps) return 'gap'
  if (x < layout.x(0) || x >= layout.x(place) + layout.clipWidth(place)) return null
  return chosen.overlaps(place, last + 1) ? 'chosen' : 'clip'
}
