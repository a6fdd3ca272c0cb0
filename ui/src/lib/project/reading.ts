/** Makes of a read one that is never under way twice: whoever asks meanwhile shares the one that follows. */
export function reading(read: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null

  function start(): Promise<void> {
    const started = read().finally(() => (running = null))
    running = started
    return started
  }

  return () => {
    if (running === null) return start()
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null
        return start()
      })
    return next
  }
}
