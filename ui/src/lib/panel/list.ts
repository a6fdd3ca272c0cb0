/** How much is shown beyond the window on both sides, in pixels. */
const MARGIN_PX = 200

/** The places of a list of even rows that are in view or nearly. The current one is always among them: it is what the list says has the focus. */
export function inView(
  scroll: number,
  viewport: number,
  height: number,
  count: number,
  current: number,
): number[] {
  const first = Math.max(0, Math.floor((scroll - MARGIN_PX) / height))
  const end = Math.min(count, Math.ceil((scroll + viewport + MARGIN_PX) / height))
  const places = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i)
  if (current >= 0 && current < count && (current < first || current >= end)) places.push(current)
  return places
}

/** Where a key leads from a place in a list; null for a key that leads nowhere. `page` is how many rows a page has. */
export function stepTo(key: string, from: number, count: number, page: number): number | null {
  const to = {
    ArrowUp: from - 1,
    ArrowDown: from + 1,
    PageUp: from - page,
    PageDown: from + page,
    Home: 0,
    End: count - 1,
  }[key]
  return to === undefined || count === 0 ? null : Math.max(0, Math.min(to, count - 1))
}
