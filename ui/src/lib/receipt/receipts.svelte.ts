import type { Receipt } from './receipt'

/** A receipt on show. */
export interface ShownReceipt {
  id: number
  /** Says it in the language in force. */
  tell: () => Receipt
}

/** More would hide the picture they lie over. */
const most = 3

/** The receipts on show, oldest first. */
export class Receipts {
  #shown = $state.raw<readonly ShownReceipt[]>([])
  #last = 0

  get shown(): readonly ShownReceipt[] {
    return this.#shown
  }

  show(tell: () => Receipt): void {
    this.#last += 1
    // A good word is replaced by the next one; a problem waits until it was read or others crowd it out.
    const kept = this.#shown.filter((shown) => shown.tell().tone === 'problem')
    this.#shown = [...kept, { id: this.#last, tell }].slice(-most)
  }

  dismiss(id: number): void {
    this.#shown = this.#shown.filter((shown) => shown.id !== id)
  }

  clear(): void {
    this.#shown = []
  }
}
