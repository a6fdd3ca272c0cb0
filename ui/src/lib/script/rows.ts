import type { Gap, Segment } from '../ipc/types'

/** A line of the script: a segment with its place in the story, or a gap. */
export type Row = { kind: 'segment'; segment: Segment; place: number } | { kind: 'gap'; gap: Gap }

/** How high the rows are, in pixels. */
export interface Heights {
  segment: number
  gap: number
}

/** The script's rows and where each begins, from the top in pixels. */
export interface Rows {
  rows: readonly Row[]
  /** One more than there are rows: the last is the full height. */
  tops: Float64Array
}

/** Puts gaps between the segments that they lie between. Both come by index. */
export function layRows(segments: readonly Segment[], gaps: readonly Gap[], heights: Heights): Rows {
  const rows: Row[] = []
  let nextGap = 0
  segments.forEach((segment, place) => {
    let gap = gaps[nextGap]
    while (gap !== undefined && gap.index < segment.sequence_index) {
      rows.push({ kind: 'gap', gap })
      nextGap += 1
      gap = gaps[nextGap]
    }
    rows.push({ kind: 'segment', segment, place })
  })
  return { rows, tops: topsOf(rows, heights) }
}

function topsOf(rows: readonly Row[], heights: Heights): Float64Array {
  const tops = new Float64Array(rows.length + 1)
  rows.forEach((row, i) => {
    tops[i + 1] = (tops[i] ?? 0) + heights[row.kind]
  })
  return tops
}

/** The rows `first .. end` that are in view or nearly, end excluded. `margin` is in pixels on both sides. */
export function rowsInView(
  { rows, tops }: Rows,
  scroll: number,
  viewport: number,
  margin: number,
): { first: number; end: number } {
  const first = Math.max(0, firstAfter(tops, scroll - margin) - 1)
  const end = Math.min(rows.length, firstAfter(tops, scroll + viewport + margin))
  return { first, end: Math.max(first, end) }
}

/** Where to scroll so that a row is in view, moving no further than needed. */
export function scrollTo(tops: Float64Array, row: number, scroll: number, viewport: number): number {
  const top = tops[row] ?? 0
  const bottom = tops[row + 1] ?? top
  if (top < scroll) return top
  return Math.max(scroll, bottom - viewport)
}

/** The first row that begins below `y`. */
function firstAfter(tops: Float64Array, y: number): number {
  let low = 0
  let high = tops.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tops[middle] ?? 0) <= y) low = middle + 1
    else high = middle
  }
  return low
}
