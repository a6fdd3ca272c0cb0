import type { CheckReport, Ipc, ProjectId, RepairReceipt } from '../ipc'
import type { Receipt, ShowReceipt } from '../receipt/receipt'
import { t } from '../texts'
import { Work } from '../work.svelte'
import type { Offer } from './findings'

/** What the check needs of the window. */
export interface CheckDoors {
  report: ShowReceipt
  /** Shows the stories as a repair left them. */
  reload: () => Promise<void>
  /** Takes the repair's step back. */
  undo: (project: ProjectId) => void
}

/** The last check of the library, and its repairs. No function rejects. */
export class CheckState {
  readonly #ipc: Ipc
  readonly #doors: CheckDoors
  #found = $state.raw<CheckReport | null>(null)
  readonly #work: Work

  constructor(ipc: Ipc, doors: CheckDoors) {
    this.#ipc = ipc
    this.#doors = doors
    this.#work = new Work(doors.report)
  }

  /** Null until the first check is through. */
  get found(): CheckReport | null {
    return this.#found
  }

  /** Whether a check or a repair is under way. */
  get isBusy(): boolean {
    return this.#work.isUnderWay
  }

  /** Compares library and disk anew. */
  async run(): Promise<void> {
    await this.#work.do(
      () => t().check.notChecked,
      async () => {
        this.#found = await this.#ipc.checkLibrary()
      },
    )
  }

  /** Puts one kind of finding right, and checks again. */
  async repair(offer: Offer): Promise<void> {
    await this.#work.do(
      () => t().check.notRepaired,
      async () => {
        const receipt = await this.#ipc.repairLibrary(offer.repair)
        this.#doors.report(() => repairReceipt(receipt, this.#doors.undo))
        await this.#doors.reload()
        this.#found = await this.#ipc.checkLibrary()
      },
    )
  }
}

/** Tells what a repair did. */
export function repairReceipt(receipt: RepairReceipt, undo: (project: ProjectId) => void): Receipt {
  const { repaired, undo_in: project, left } = receipt
  return {
    title: t().check.repaired(repaired),
    detail: left.length === 0 ? '' : t().check.stayed(left),
    tone: left.length === 0 ? 'done' : 'problem',
    actions: project === null ? [] : [{ label: t().common.undo, run: () => undo(project) }],
  }
}
