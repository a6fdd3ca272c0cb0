/**
 * Lets changes run side by side, and a step through the history alone: after all that was asked for before it, before
 * all that is asked for after it. Undo means the last thing that the person did, not the last that the core heard of.
 */
export class Turns {
  readonly #running = new Set<Promise<unknown>>()
  #alone: Promise<unknown> = Promise.resolve()

  /** Runs a change as soon as no step before it is under way. */
  async together<T>(change: () => Promise<T>): Promise<T> {
    const running = this.#alone.then(change)
    this.#running.add(running)
    try {
      return await running
    } finally {
      this.#running.delete(running)
    }
  }

  /** Runs a step once everything before it is done, well or badly. */
  alone<T>(step: () => Promise<T>): Promise<T> {
    const done = Promise.allSettled([this.#alone, ...this.#running]).then(step)
    this.#alone = done.catch(() => undefined)
    return done
  }
}
