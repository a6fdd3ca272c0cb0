import type { Confirmation } from '../dialog/questions.svelte'
import type { Gap, Ipc, Outcome, ProjectId, RestoreReceipt, SegmentId, TrashedSegment } from '../ipc'
import { reading } from '../project/reading'
import { purgeReceipt, restoreReceipt, type ShowReceipt } from '../receipt/receipt'
import { t } from '../texts'
import type { Timeline } from '../timeline/timeline.svelte'
import { Restorable } from './restorable'

/** What the trash needs of the window. */
export interface TrashDoors {
  timeline: () => Timeline
  report: ShowReceipt
  ask: (question: Confirmation) => Promise<boolean>
  /** Takes a restore back. */
  undo: (outcome: Outcome<RestoreReceipt>) => void
}

/** What was deleted from the shown project. No function rejects. */
export class TrashState {
  readonly #ipc: Ipc
  readonly #doors: TrashDoors
  readonly #read = reading(() => this.#readNow())
  #known = $state.raw<{ project: ProjectId; items: readonly TrashedSegment[] } | null>(null)
  /** Another project's trash is empty, until it has been read. */
  #items = $derived(this.#known?.project === this.#project ? (this.#known?.items ?? []) : [])
  #bytes = $derived(bytesOf(this.#items))
  #restorable = $derived(new Restorable(this.#items))

  constructor(ipc: Ipc, doors: TrashDoors) {
    this.#ipc = ipc
    this.#doors = doors
  }

  /** The newest first. */
  get items(): readonly TrashedSegment[] {
    return this.#items
  }

  /** Size of all of it. */
  get bytes(): number {
    return this.#bytes
  }

  /** How many segments could come back into a gap. */
  countIn(gap: Gap): number {
    return this.#restorable.countIn(gap)
  }

  /** Reads the trash anew. What can't be read keeps its last state. */
  async refresh(): Promise<void> {
    await this.#read().catch(() => undefined)
  }

  /** Reads the trash anew if a change may have touched it: typing never does. */
  async follow({ change }: Outcome<unknown>): Promise<void> {
    const known = new Set(this.#items.map((item) => item.id))
    const touches = change.removed.length > 0 || change.upserted.some((segment) => known.has(segment.id))
    if (touches || change.projects_changed) await this.refresh()
  }

  /** Brings back what was deleted last from each place of a gap. */
  restoreIn(gap: Gap): Promise<void> {
    return this.restore(this.#restorable.idsIn(gap))
  }

  /** Brings segments back, each at its old place. */
  async restore(ids: readonly SegmentId[]): Promise<void> {
    if (ids.length === 0) return
    const what = () => t().steps.notRestored(ids.length)
    const outcome = await this.#doors
      .timeline()
      .bring(what, () => this.#ipc.restoreSegments({ ids: [...ids] }))
    if (outcome) {
      this.#doors.report(() => restoreReceipt(outcome, { undo: () => this.#doors.undo(outcome) }))
    } else await this.refresh()
  }

  /** Deletes segments for ever, once the person is sure. */
  async purge(ids: readonly SegmentId[]): Promise<void> {
    if (ids.length === 0 || !(await this.#doors.ask(this.#question(ids)))) return
    const what = () => t().steps.notPurged(ids.length)
    const outcome = await this.#doors.timeline().bring(what, () => this.#ipc.purgeSegments({ ids: [...ids] }))
    if (outcome) this.#doors.report(() => purgeReceipt(outcome))
    await this.refresh()
  }

  #question(ids: readonly SegmentId[]): Confirmation {
    const chosen = new Set(ids)
    const size = bytesOf(this.#items.filter((item) => chosen.has(item.id)))
    const { trash } = t()
    return {
      title: trash.askPurge(ids.length),
      text: trash.aboutPurge(ids.length, size),
      confirm: trash.confirmPurge,
    }
  }

  get #project(): ProjectId | undefined {
    return this.#doors.timeline().project?.id
  }

  async #readNow(): Promise<void> {
    const project = this.#project
    if (project === undefined) return
    this.#known = { project, items: await this.#ipc.listTrash(project) }
  }
}

function bytesOf(items: readonly TrashedSegment[]): number {
  return items.reduce((sum, item) => sum + item.bytes, 0)
}
