type Paint = () => void

/** How long painting may take at a time, in milliseconds: the frame is shared with keys and scrolling. */
const SLICE_MS = 4

const waiting = new Set<Paint>()
let isScheduled = false

/** Paints soon, a slice at a time and behind whatever the person is doing. Answers how to call that off. */
export function paintSoon(paint: Paint): () => void {
  waiting.add(paint)
  schedule()
  return () => waiting.delete(paint)
}

function schedule(): void {
  if (isScheduled) return
  isScheduled = true
  // A timer's turn comes after a key's, and never within the task that asked.
  setTimeout(paintSlice)
}

function paintSlice(): void {
  isScheduled = false
  const started = performance.now()
  for (const paint of waiting) {
    waiting.delete(paint)
    paint()
    if (performance.now() - started > SLICE_MS) break
  }
  if (waiting.size > 0) schedule()
}
