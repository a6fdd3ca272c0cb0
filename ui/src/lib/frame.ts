/** Runs something amid the making of the next frame, when all of the page has changed, unless the answer is called before. */
export function beforePaint(run: () => void): () => void {
  const frame = requestAnimationFrame(run)
  return () => cancelAnimationFrame(frame)
}

/** What waits for the frame that is being made to be painted. */
let behindFrame = new Set<() => void>()

/** Runs something once the frame that is being made has been painted, unless the answer is called before that. */
export function afterPaint(run: () => void): () => void {
  // All share one callback of the frame: to ask for one takes a good part of a key press's script.
  if (behindFrame.size === 0) requestAnimationFrame(frameIsMade)
  const waiting = behindFrame
  const one = () => run()
  waiting.add(one)
  return () => waiting.delete(one)
}

function frameIsMade(): void {
  const painted = behindFrame
  behindFrame = new Set()
  // One that fails keeps no other from its turn.
  for (const run of painted) setTimeout(() => painted.has(run) && run())
}
