import type { Confirmation } from '../dialog/questions.svelte'
import type { Backup, Ipc } from '../ipc'
import type { ShowReceipt } from '../receipt/receipt'
import { t } from '../texts'
import { bytes, moment } from '../words'
import { Work } from '../work.svelte'

/** What backups need of the window. */
export interface BackupDoors {
  report: ShowReceipt
  ask: (question: Confirmation) => Promise<boolean>
  /** Brings a backup back and shows the library as it is then. */
  restore: (backup: Backup) => Promise<void>
}

/** The copies of the library's database. No function rejects. */
export class BackupsState {
  readonly #ipc: Ipc
  readonly #doors: BackupDoors
  #all = $state.raw<readonly Backup[] | null>(null)
  readonly #work: Work

  constructor(ipc: Ipc, doors: BackupDoors) {
    this.#ipc = ipc
    this.#doors = doors
    this.#work = new Work(doors.report)
  }

  /** The newest first; null until they have been read. */
  get all(): readonly Backup[] | null {
    return this.#all
  }

  /** Whether one is being made or restored. */
  get isBusy(): boolean {
    return this.#work.isUnderWay
  }

  /** Reads the list anew. */
  async refresh(): Promise<void> {
    await this.#work.do(
      () => t().backups.notRead,
      async () => {
        this.#all = await this.#ipc.listBackups()
      },
    )
  }

  /** Makes a copy now. */
  async make(): Promise<void> {
    await this.#work.do(
      () => t().backups.notMade,
      async () => {
        const made = await this.#ipc.backUp()
        this.#all = await this.#ipc.listBackups()
        this.#doors.report(() => ({
          title: t().backups.made,
          detail: `${bytes(made.bytes)}, ${made.name}`,
          tone: 'done',
          actions: [],
        }))
      },
    )
  }

  /** Brings a copy back, once the person is sure. */
  async restore(backup: Backup): Promise<void> {
    const isSure = await this.#doors.ask({
      title: t().backups.askRestore(moment(backup.made_at)),
      text: t().backups.aboutRestore,
      confirm: t().backups.confirmRestore,
    })
    if (isSure)
      await this.#work.do(
        () => t().backups.notRestored,
        () => this.#doors.restore(backup),
      )
  }
}
