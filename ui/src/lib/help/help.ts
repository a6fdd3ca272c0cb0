import { type Ipc, IpcError } from '../ipc'
import { errorReceipt, type Receipt } from '../receipt/receipt'
import { t } from '../texts'

/** What helps when something went wrong: the log. No function rejects. */
export class Help {
  readonly #ipc: Pick<Ipc, 'showLogFolder'>
  readonly #report: (receipt: Receipt) => void

  constructor(ipc: Pick<Ipc, 'showLogFolder'>, report: (receipt: Receipt) => void) {
    this.#ipc = ipc
    this.#report = report
  }

  /** Shows the folder of the logs in the file manager. */
  async showLog(): Promise<void> {
    try {
      await this.#ipc.showLogFolder()
    } catch (thrown) {
      this.#report(errorReceipt(IpcError.from(thrown), t().help.notShown))
    }
  }

  /** Says that Segue did not end properly the last time, and offers its log. */
  tellOfBadEnd(): void {
    const { help } = t()
    this.#report({
      title: help.badEnd,
      detail: help.aboutBadEnd,
      tone: 'problem',
      actions: [{ label: help.showLog, run: () => void this.showLog() }],
    })
  }
}
