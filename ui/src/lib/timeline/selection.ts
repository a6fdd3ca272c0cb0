import type { SegmentId } from '../ipc/types'
import { none as noPlaces, Ranges } from './ranges'

/** What is selected of a sequence, by places, and the one that keys start from. -1 stands for none. */
export interface Selection {
  readonly places: Ranges
  /** Where a range starts: the last segment chosen by itself. */
  readonly anchor: number
  /** The segment shown in preview and inspector, where the playhead stands. */
  readonly current: number
}

export const nothing: Selection = { places: noPlaces, anchor: -1, current: -1 }

/** Selects one place and nothing else. */
export function only(place: number): Selection {
  return { places: Ranges.of([place, place + 1]), anchor: place, current: place }
}

/** Adds a place, or takes it out. */
export function toggle(selection: Selection, place: number): Selection {
  return { places: selection.places.toggled(place), anchor: place, current: place }
}

/** Selects everything between the anchor and a place, both included. */
export function range(selection: Selection, place: number): Selection {
  const { anchor } = selection
  if (anchor < 0) return only(place)
  const places = Ranges.of([Math.min(anchor, place), Math.max(anchor, place) + 1])
  return { places, anchor, current: place }
}

/** Selects every place of a sequence of so many. */
export function all(selection: Selection, length: number): Selection {
  const current = selection.current < 0 && length > 0 ? 0 : selection.current
  return { places: Ranges.of([0, length]), anchor: current, current }
}

/** Selects some places; the first of them is the one that keys start from. */
export function several(places: Ranges): Selection {
  return { places, anchor: places.first, current: places.first }
}

/** Selects nothing. The current place stays, so that keys go on from there. */
export function none(selection: Selection): Selection {
  return { places: noPlaces, anchor: selection.current, current: selection.current }
}

/** Goes `delta` places on, stopping at the ends. */
export function step(selection: Selection, length: number, delta: number, extend: boolean): Selection {
  const start = delta > 0 ? 0 : length - 1
  return goTo(selection, length, selection.current < 0 ? start : selection.current + delta, extend)
}

/** Goes to a place, or to the end that it lies beyond. */
export function goTo(selection: Selection, length: number, place: number, extend: boolean): Selection {
  if (length === 0) return nothing
  const there = Math.max(0, Math.min(place, length - 1))
  return extend ? range(selection, there) : only(there)
}

/**
 * What is selected once places are deleted: the next that stays, else the previous. Next is seen from the current one
 * if that goes, from the first that goes otherwise. The answer is in places as they are before the delete.
 */
export function afterDelete(selection: Selection, length: number, deleted: Ranges): Selection {
  const from = deleted.has(selection.current) ? selection.current : deleted.first
  const [start, next] = deleted.rangeAt(from) ?? [from, from]
  if (next < length) return only(next)
  return start > 0 ? only(start - 1) : nothing
}

/** What a selection is made in: places count from 0. */
export interface Order {
  readonly length: number
  idAt(place: number): SegmentId | undefined
}

/**
 * Takes a selection over from the order that it was made in: segments that are gone are forgotten, and where the
 * current one is, the nearest that stays is selected. `placeOf` finds a segment now, -1 where it is gone; `move` finds
 * many places at once, if there is a cheaper way than one by one.
 */
export function follow(
  selection: Selection,
  before: Order,
  placeOf: (id: SegmentId) => number,
  move: (places: Ranges) => Ranges = (places) => Ranges.ofPlaces(movedOneByOne(before, placeOf, places)),
): Selection {
  const { anchor, current, places } = selection
  const now = moved(before, placeOf, current)
  if (now < 0 && current >= 0) return nearest(before, placeOf, current)
  const left = move(places)
  const start = moved(before, placeOf, anchor)
  const isSame = now === current && start === anchor && left.isSame(places)
  return isSame ? selection : { places: left, anchor: start < 0 ? now : start, current: now }
}

function moved(before: Order, placeOf: (id: SegmentId) => number, place: number): number {
  const id = before.idAt(place)
  return id === undefined ? -1 : placeOf(id)
}

function movedOneByOne(before: Order, placeOf: (id: SegmentId) => number, places: Ranges): number[] {
  return [...places.places()].map((place) => moved(before, placeOf, place)).filter((place) => place >= 0)
}

function nearest(before: Order, placeOf: (id: SegmentId) => number, gone: number): Selection {
  for (let place = gone + 1; place < before.length; place += 1) {
    const there = moved(before, placeOf, place)
    if (there >= 0) return only(there)
  }
  for (let place = gone - 1; place >= 0; place -= 1) {
    const there = moved(before, placeOf, place)
    if (there >= 0) return only(there)
  }
  return nothing
}
