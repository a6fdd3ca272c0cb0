import { tick } from 'svelte'

/** What is measured: a key press, a change of the core, a step of scrolling or of zooming. */
export type Measured = 'key' | 'change' | 'scroll' | 'zoom'

/**
 * Runs something that changes the page, and notes how long its script took, up to the changed page, as the performance
 * entry `segue:<what>`; and, but for the wheel's steps, when the frame with it in was painted, as `segue:<what>-painted`.
 * Only while the page's root has the attribute `data-measure`, which a bench sets: it costs nothing otherwise.
 */
export function measured<T>(what: Measured, run: () => T): T {
  if (document.documentElement.dataset['measure'] === undefined) return run()
  const start = performance.now()
  const answer = run()
  void tick().then(() => {
    performance.measure(`segue:${what}`, { start })
    if (what === 'key' || what === 'change')
      afterNextFrame(() => performance.measure(`segue:${what}-painted`, { start }))
  })
  return answer
}

/** Leaves the performance mark `segue:usable` once the page as it now is has been painted: the first to work on. */
export function markUsable(): void {
  void tick().then(() => afterNextFrame(() => performance.mark('segue:usable')))
}

/** The callback of the frame after the next one runs once the next one has been painted. */
function afterNextFrame(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run))
}
