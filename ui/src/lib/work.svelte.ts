import { IpcError } from './ipc'
import { errorReceipt, type ShowReceipt } from './receipt/receipt'

/** Work of which one piece is done at a time. No function rejects: what goes wrong is reported. */
export class Work {
  readonly #report: ShowReceipt
  #isUnderWay = $state(false)

  constructor(report: ShowReceipt) {
    this.#report = report
  }

  get isUnderWay(): boolean {
    return this.#isUnderWay
  }

  /** Does a piece; not while another is under way. Says whether it was done. */
  async do(failure: () => string, piece: () => Promise<void>): Promise<boolean> {
    if (this.#isUnderWay) return false
    this.#isUnderWay = true
    try {
      await piece()
      return true
    } catch (thrown) {
      this.#report(() => errorReceipt(IpcError.from(thrown), failure()))
      return false
    } finally {
      this.#isUnderWay = false
    }
  }
}
