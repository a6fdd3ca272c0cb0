import { on } from 'svelte/events'

/** Whether what last got the keys lies within an element. A component makes one for itself, and attaches it. */
export class KeysWithin {
  #areHere = $state(false)

  get areHere(): boolean {
    return this.#areHere
  }

  /** It is known before anything within hears of its focus. */
  readonly attach = (element: HTMLElement): (() => void) =>
    on(document, 'focusin', ({ target }) => this.#look(element, target), { capture: true })

  #look(element: HTMLElement, target: EventTarget | null): void {
    this.#areHere = target instanceof Node && element.contains(target)
  }
}
