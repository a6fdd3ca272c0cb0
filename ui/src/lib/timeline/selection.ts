import type { SegmentId } from '../ipc/types'

/** What is selected, and the segment that keys start from. */
export interface Selection {
  readonly ids: ReadonlySet<SegmentId>
  /** Where a range starts: the last segment chosen by itself. */
  readonly anchor: SegmentId | null
  /** The segment shown in preview and inspector, where the playhead stands. */
  readonly current: SegmentId | null
}

/** The order that a selection is made in: places count from 0. */
export interface Order {
  readonly length: number
  idAt(place: number): SegmentId | undefined
  /** -1 for a segment that isn't there. */
  placeOf(id: SegmentId): number
}

export const nothing: Selection = { ids: new Set(), anchor: null, current: null }

/** Selects one segment and nothing else. */
export function only(id: SegmentId): Selection {
  return { ids: new Set([id]), anchor: id, current: id }
}

/** Adds a segment, or takes it out. */
export function toggle(selection: Selection, id: SegmentId): Selection {
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { ids, anchor: id, current: id }
}

/** Selects everything between the anchor and a segment, both included. */
export function range(selection: Selection, order: Order, id: SegmentId): Selection {
  const anchor = selection.anchor === null ? -1 : order.placeOf(selection.anchor)
  const end = order.placeOf(id)
  if (anchor < 0 || end < 0) return only(id)
  const ids = new Set<SegmentId>()
  for (let place = Math.min(anchor, end); place <= Math.max(anchor, end); place += 1) {
    const between = order.idAt(place)
    if (between !== undefined) ids.add(between)
  }
  return { ids, anchor: selection.anchor, current: id }
}

/** Selects every segment. */
export function all(selection: Selection, order: Order): Selection {
  const ids = new Set<SegmentId>()
  for (let place = 0; place < order.length; place += 1) {
    const id = order.idAt(place)
    if (id !== undefined) ids.add(id)
  }
  const current = selection.current ?? order.idAt(0) ?? null
  return { ids, anchor: current, current }
}

/** Selects nothing. The current segment stays, so that keys go on from there. */
export function none(selection: Selection): Selection {
  return { ids: new Set(), anchor: selection.current, current: selection.current }
}

/** Goes `delta` segments on, stopping at the ends. */
export function step(selection: Selection, order: Order, delta: number, extend: boolean): Selection {
  const from = selection.current === null ? -1 : order.placeOf(selection.current)
  const start = delta > 0 ? 0 : order.length - 1
  return goTo(selection, order, from < 0 ? start : from + delta, extend)
}

/** Goes to a place, or to the end that it lies beyond. */
export function goTo(selection: Selection, order: Order, place: number, extend: boolean): Selection {
  const id = order.idAt(Math.max(0, Math.min(place, order.length - 1)))
  if (id === undefined) return nothing
  return extend ? range(selection, order, id) : only(id)
}

/**
 * What is selected once segments are deleted: the next segment that stays, else the previous. Next is seen from the
 * current segment if that goes, from the first that goes otherwise. `order` still holds them all.
 */
export function afterDelete(selection: Selection, order: Order, deleted: ReadonlySet<SegmentId>): Selection {
  const { current } = selection
  const from = current !== null && deleted.has(current) ? order.placeOf(current) : firstPlace(order, deleted)
  const id = survivor(order, deleted, from, 1) ?? survivor(order, deleted, from, -1)
  return id === undefined ? nothing : only(id)
}

/** Forgets segments that are no longer there, and stays near the place where the current one was. */
export function keep(selection: Selection, order: Order, place: number): Selection {
  const isThere = (id: SegmentId | null) => id !== null && order.placeOf(id) >= 0
  if (!isThere(selection.current) && selection.current !== null) {
    return goTo(nothing, order, place, false)
  }
  const ids = [...selection.ids]
  const left = ids.filter(isThere)
  if (left.length === ids.length && (selection.anchor === null || isThere(selection.anchor))) return selection
  const anchor = isThere(selection.anchor) ? selection.anchor : selection.current
  return { ids: new Set(left), anchor, current: selection.current }
}

function firstPlace(order: Order, ids: ReadonlySet<SegmentId>): number {
  let first = order.length
  for (const id of ids) {
    const place = order.placeOf(id)
    if (place >= 0 && place < first) first = place
  }
  return first
}

function survivor(
  order: Order,
  deleted: ReadonlySet<SegmentId>,
  from: number,
  direction: 1 | -1,
): SegmentId | undefined {
  for (let place = from; place >= 0 && place < order.length; place += direction) {
    const id = order.idAt(place)
    if (id !== undefined && !deleted.has(id)) return id
  }
  return undefined
}
