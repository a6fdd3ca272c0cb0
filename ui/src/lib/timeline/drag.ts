import type { Layout } from './layout'

/** How far a pointer has to go before a press becomes a drag, in pixels. */
export const DRAG_PX = 6

/** How near the view's side a drag has to come for it to scroll, and the fastest that it then does, a frame. */
const [EDGE_PX, FASTEST_PX] = [56, 24]

/** Where what is dragged would go: before the slot of a sequence index, which is marked at `x`. */
export interface Drop {
  slot: number
  x: number
}

/** Returns where a drag at `x` would drop: before the clip there, or behind it from its middle on. */
export function dropAt(layout: Layout, x: number): Drop {
  const place = layout.placeNear(x)
  const index = layout.sequence.indexAt(place)
  if (index === undefined) return { slot: 0, x: layout.x(0) }
  const [left, width] = [layout.x(place), layout.clipWidth(place)]
  return x < left + width / 2 ? { slot: index, x: left } : { slot: index + 1, x: left + width }
}

/**
 * Returns the index at which a block that is put before a slot will start, once the slots that it leaves have closed
 * up; null where nothing would move. `indexes` are those of what moves, sorted.
 */
export function blockStart(indexes: readonly number[], slot: number): number | null {
  const [first, last] = [indexes[0], indexes.at(-1)]
  if (first === undefined || last === undefined) return null
  const to = slot - indexes.filter((index) => index < slot).length
  const isOneBlock = last - first === indexes.length - 1
  return isOneBlock && to === first ? null : to
}

/** Returns how far to scroll in a frame while a drag is at `pointer`, in pixels from the view's left side. */
export function scrollOfDrag(pointer: number, viewport: number): number {
  const reach = Math.min(EDGE_PX, viewport / 4)
  if (pointer < reach) return -FASTEST_PX * Math.min(1, (reach - pointer) / reach)
  if (pointer > viewport - reach) return FASTEST_PX * Math.min(1, (pointer - viewport + reach) / reach)
  return 0
}
