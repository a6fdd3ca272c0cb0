import type { Layout } from '../timeline/layout'
import type { Strip } from '../timeline/window'

/** The least that is seen of a mark, in pixels. */
const MIN_PX = 2

/** More marks than these would lie over each other on any screen: of more matches some stand for all. */
const MOST = 4_000

/** Where matches stand on a layout, in the story's order. One that has left the page has no place, -1, and no mark. */
export function marksOf<Id>(matches: readonly Id[], placeOf: (id: Id) => number, layout: Layout): Strip[] {
  const marks: Strip[] = []
  const step = Math.max(1, Math.ceil(matches.length / MOST))
  for (let match = 0; match < matches.length; match += step) {
    const place = placeOf(matches[match] as Id)
    if (place < 0) continue
    marks.push({ x: layout.x(place), width: Math.max(MIN_PX, layout.clipWidth(place)), kind: 'clip' })
  }
  return marks
}
