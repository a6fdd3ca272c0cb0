import { firstBehind } from './behind'

/**
 * The next match behind a place of the story, or the nearest before it for a negative `delta`; from the ends around.
 * Matches come in the story's order. One that has left the page since has no place, -1, and is passed over. Null for none.
 */
export function placeBehind<Id>(
  matches: readonly Id[],
  placeOf: (id: Id) => number,
  from: number,
  delta: 1 | -1,
): number | null {
  const placeAt = (match: number) => {
    const id = matches[match]
    return id === undefined ? -1 : placeOf(id)
  }
  const start =
    delta > 0 ? firstBehind(matches.length, placeAt, from) : lastBefore(matches.length, placeAt, from)
  for (let steps = 0; steps < matches.length; steps += 1) {
    const match = (start + delta * steps + 2 * matches.length) % matches.length
    if (placeAt(match) >= 0) return match
  }
  return null
}

/** The last match whose place is before `from`; -1 where there is none. */
function lastBefore(count: number, placeAt: (match: number) => number, from: number): number {
  return firstBehind(count, placeAt, from - 1) - 1
}
