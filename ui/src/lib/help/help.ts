import { type Ipc, IpcError } from '../ipc'
import { errorReceipt, type ShowReceipt } from '../receipt/receipt'
import { t } from '../texts'

/** What helps when something went wrong: the log. No function rejects. */
export class Help {
  readonly #ipc: Pick<Ipc, 'showLogFolder'>
  readonly #report: ShowReceipt

  constructor(ipc: Pick<Ipc, 'showLogFolder'>, report: ShowReceipt) {
    this.#ipc = ipc
    this.#report = report
  }

  /** Shows the folder of the logs in the file manager. */
  async showLog(): Promise<void> {
    try {
      await this.#ipc.showLogFolder()
    } catch (thrown) {
      this.#report(() => errorReceipt(IpcError.from(thrown), t().help.notShown))
    }
  }

  /** Says that Segue did not end properly the last time, and offers its log. */
  tellOfBadEnd(): void {
    this.#report(() => {
      const { help } = t()
      return {
        title: help.badEnd,
        detail: help.aboutBadEnd,
        tone: 'problem',
        actions: [{ label: help.showLog, run: () => void this.showLog() }],
      }
    })
  }
}
