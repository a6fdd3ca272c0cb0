import type { SegmentId } from '../ipc/types'
import { type Range, Ranges } from './ranges'
import { follow, type Selection } from './selection'
import type { Sequence } from './sequence'

/** Takes a selection over into the sequence that has come of the one it was made in, by `follow`. */
export function followed(
  selection: Selection,
  before: Sequence,
  after: Sequence,
  placeOf: (id: SegmentId) => number,
): Selection {
  return follow(selection, before, placeOf, (places) => movedRanges(places, before, after, placeOf))
}

/** Blocks that both sequences share are moved as a whole, so that all of a long story is moved as fast as one place. */
function movedRanges(
  places: Ranges,
  before: Sequence,
  after: Sequence,
  placeOf: (id: SegmentId) => number,
): Ranges {
  const ranges: Range[] = []
  for (const [from, end] of places.list) {
    for (let place = from; place < end;) {
      const position = before.blockOf(place)
      const stop = Math.min(end, before.firstPlace(position + 1))
      const shared = sharedBlock(before, after, position)
      if (shared === undefined) {
        for (let one = place; one < stop; one += 1) {
          const to = placeOf(before.idAt(one) ?? -1)
          if (to >= 0) ranges.push([to, to + 1])
        }
      } else {
        const by = after.firstPlace(shared) - before.firstPlace(position)
        ranges.push([place + by, stop + by])
      }
      place = stop
    }
  }
  return Ranges.all(ranges)
}

function sharedBlock(before: Sequence, after: Sequence, position: number): number | undefined {
  const block = before.blocks[position]
  const there = block && after.positionOf(block.key)
  return there !== undefined && after.blocks[there]?.run === block?.run ? there : undefined
}
