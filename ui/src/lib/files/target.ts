import type { SegmentId } from '../ipc/types'
import type { Timeline } from '../timeline/timeline.svelte'

/** Where dropped files go. */
export type Target =
  /** Into a segment. */
  | { kind: 'segment'; id: SegmentId }
  /** Into segments of their own, behind one. */
  | { kind: 'behind'; id: SegmentId }
  /** Into segments of their own, at the end of the story. */
  | { kind: 'end' }

/** More files than a segment has places for: one image, one take. */
const PLACES = 2

/**
 * Where files go that are dropped on an element: a clip or a row of the script is its segment, what carries `data-drop="current"` the
 * current one, the rest of the story's page its end. Null where nothing takes files. `count` is unknown while they are held.
 */
export function targetOf(element: Element | null, current: SegmentId | null, count = 1): Target | null {
  const owner = element?.closest<HTMLElement>('[data-segment-id], [data-drop]')
  if (!owner) return null
  const { segmentId, drop } = owner.dataset
  if (segmentId === undefined && drop !== 'current') return { kind: 'end' }
  const id = segmentId === undefined ? current : Number(segmentId)
  if (id === null) return { kind: 'end' }
  return { kind: count > PLACES ? 'behind' : 'segment', id }
}

/** The element that a target is seen as: what is marked while files are held over it. */
export function marked(element: Element | null): HTMLElement | null {
  return element?.closest<HTMLElement>('[data-segment-id], [data-drop]') ?? null
}

/** The number of a segment as people count, which is also the sequence index right behind it; 0 for one that isn't there. */
export function numberOf(timeline: Timeline, id: SegmentId): number {
  return (timeline.sequence.indexAt(timeline.placeOf(id)) ?? -1) + 1
}
