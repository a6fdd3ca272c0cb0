/**
 * The first match behind a place, from the match `from` on; `count` where there is none. Matches come in the story's order. The
 * search doubles its steps and then halves them, so that a near one is found soon however many there are. One that has left
 * the page has no place, -1: it counts as the next that has one.
 */
export function firstBehind(
  count: number,
  placeAt: (match: number) => number,
  place: number,
  from = 0,
): number {
  const isBehind = (match: number) => {
    const there = nextThere(match, count, placeAt)
    return there === count || placeAt(there) > place
  }
  let low = from
  let step = 1
  while (low + step <= count && !isBehind(low + step - 1)) {
    low += step
    step *= 2
  }
  let high = Math.min(count, low + step - 1)
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBehind(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** The first match from `match` on that is on the page; `end` where there is none before it. */
function nextThere(match: number, end: number, placeAt: (match: number) => number): number {
  while (match < end && placeAt(match) < 0) match += 1
  return match
}
