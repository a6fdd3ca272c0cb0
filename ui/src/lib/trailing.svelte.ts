import { untrack } from 'svelte'
import { afterPaint } from './frame'

/**
 * A value that is followed behind the frame that its change is painted in. What is costly to show reads it here, so that
 * the key that changed it waits for none of that; but at once where somebody is at work. A component makes one for itself.
 */
export class Trailing<T> {
  readonly #read: () => T
  readonly #isAtOnce: () => boolean
  #current: T
  #cancel: (() => void) | null = null

  constructor(read: () => T, isAtOnce: () => boolean = () => false) {
    this.#read = read
    this.#isAtOnce = isAtOnce
    this.#current = $state.raw(untrack(read))
    $effect(() => {
      read()
      // Once for all changes until then: keys that come faster than frames don't put it off.
      this.#cancel ??= afterPaint(() => {
        this.#cancel = null
        this.#current = untrack(this.#read)
      })
    })
    $effect(() => () => this.#cancel?.())
  }

  get current(): T {
    return this.#isAtOnce() ? this.#read() : this.#current
  }
}
