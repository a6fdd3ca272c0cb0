import type { Receipt } from './receipt'

/** A receipt on show. */
export interface ShownReceipt {
  id: number
  receipt: Receipt
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

  show(receipt: Receipt): void {
    this.#last += 1
    // A good word is replaced by the next one; a problem waits until it was read or others crowd it out.
    const kept = this.#shown.filter((shown) => shown.receipt.tone === 'problem')
    this.#shown = [...kept, { id: this.#last, receipt }].slice(-most)
  }

  dismiss(id: number): void {
    this.#shown = this.#shown.filter((shown) => shown.id !== id)
  }

  clear(): void {
    this.#shown = []
  }
}
