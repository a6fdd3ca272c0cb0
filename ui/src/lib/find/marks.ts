import type { Layout } from '../timeline/layout'
import { type Strip, STRIP_PX } from '../timeline/window'
import { firstBehind } from './behind'

/**
 * Marks the strips of a view in which matches stand; those that begin under the mark of another have none of their own. One that
 * has left the page has no place, -1, and no mark. It takes as long as the view is wide, however many there are.
 */
export function marksOf<Id>(
  matches: readonly Id[],
  placeOf: (id: Id) => number,
  layout: Layout,
  offset: number,
  viewport: number,
): Strip[] {
  const placeAt = (match: number) => placeOf(matches[match] as Id)
  const behind = (place: number, from?: number) => firstBehind(matches.length, placeAt, place, from)
  const marks: Strip[] = []
  let match = behind(layout.placeNear(offset) - 1)
  while (match < matches.length) {
    const place = placeAt(match)
    const left = layout.x(place)
    if (left >= offset + viewport) break
    if (place < 0) match += 1
    else {
      const x = left - (left % STRIP_PX)
      const end = Math.max(1, Math.ceil((left + layout.clipWidth(place) - x) / STRIP_PX)) * STRIP_PX
      marks.push({ x: x - offset, width: end - 1, kind: 'found' })
      match = behind(layout.placeNear(x + end - 1), match + 1)
    }
  }
  return marks
}
