import type { Layout } from './layout'

/** Beyond this many clips in view, they are painted together and only the current one is an element. */
export const MAX_CLIPS = 220

/** How many clips a painted strip looks at, whatever number it stands for. */
const MAX_LOOKS = 64

/** How far outside the view clips are already there, so that a fast scroll doesn't outrun them. */
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
  const firstClip = layout.placeNear(from)
  const endClip = layout.count === 0 ? 0 : layout.placeNear(to) + 1
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

/** One more than the last gap whose chip begins before `to`. */
function endOfGaps(layout: Layout, firstGap: number, to: number): number {
  const behind = layout.gapNear(to)
  const reachesIn = behind < layout.columns.gapPlaces.length && layout.gapX(behind) < to
  return Math.max(firstGap, reachesIn ? behind + 1 : behind)
}

/** A stretch of a crowded timeline, to be painted in one colour. Pixels count from the view's left side. */
export interface Strip {
  x: number
  width: number
  kind: 'clip' | 'chosen' | 'gap'
}

/** Width of a strip: what a clip too narrow to be seen has in common with its neighbours. */
const STRIP_PX = 3

/** Returns what a crowded timeline shows, strip by strip. A gap, then a chosen clip, counts before its neighbours. */
export function strips(
  layout: Layout,
  offset: number,
  viewport: number,
  isChosen: (place: number) => boolean,
): Strip[] {
  const found: Strip[] = []
  const end = Math.min(viewport, layout.width - offset)
  // Counted from the story's start, so that strips move with the scroll instead of flickering in place.
  for (let x = -(offset % STRIP_PX); x < end; x += STRIP_PX) {
    const kind = kindAt(layout, offset + x, isChosen)
    if (kind) found.push({ x, width: STRIP_PX - 1, kind })
  }
  return found
}

function kindAt(layout: Layout, x: number, isChosen: (place: number) => boolean): Strip['kind'] | null {
  const gap = layout.gapNear(x)
  if (gap < layout.columns.gapPlaces.length && layout.gapX(gap) < x + STRIP_PX) return 'gap'
  if (layout.placeAt(x) === null) return null
  const end = Math.min(layout.placeNear(x + STRIP_PX), layout.placeNear(x) + MAX_LOOKS)
  for (let place = layout.placeNear(x); place <= end; place += 1) {
    if (isChosen(place)) return 'chosen'
  }
  return 'clip'
}
