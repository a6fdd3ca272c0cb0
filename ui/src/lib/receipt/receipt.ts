/** What the window tells after something was done, or wasn't: a title, the particulars and what can be done now. */
export interface Receipt {
  title: string
  /** Empty when the title says it all. */
  detail: string
  tone: 'done' | 'problem'
  actions: ReceiptAction[]
}

/** One thing to do about a receipt. Running it closes the receipt. */
export interface ReceiptAction {
  label: string
  run: () => void
}
