import type { Confirmation } from '../dialog/questions.svelte'
import type {
  DeleteReceipt,
  Gap,
  Ipc,
  Outcome,
  ProjectId,
  RestoreReceipt,
  SegmentId,
  TrashedSegment,
} from '../ipc'
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

/** A project's trash. */
interface Known {
  project: ProjectId
  /** As last read. */
  items: readonly TrashedSegment[]
  /** Of all that is in there. */
  ids: Set<SegmentId>
  restorable: Restorable
  /** Nothing has come in since the items were read. */
  isWhole: boolean
}

/** What was deleted from the shown project. No function rejects. */
export class TrashState {
  readonly #ipc: Ipc
  readonly #doors: TrashDoors
  readonly #read = reading(() => this.#readNow())
  #reads = 0
  #watchers = 0
  #known = $state.raw<Known | null>(null)
  /** Another project's trash is empty, until it has been read. */
  #here = $derived(this.#known?.project === this.#project ? this.#known : null)
  #bytes = $derived(bytesOf(this.items))

  constructor(ipc: Ipc, doors: TrashDoors) {
    this.#ipc = ipc
    this.#doors = doors
  }

  /** Whether `items` are all that the trash holds, which they are while somebody watches them. */
  get isRead(): boolean {
    return this.#here?.isWhole === true
  }

  /** The newest first, as last read. */
  get items(): readonly TrashedSegment[] {
    return this.#here?.items ?? []
  }

  /** How many deleted segments there are. */
  get count(): number {
    return this.#here?.restorable.count ?? 0
  }

  /** Size of all of it. */
  get bytes(): number {
    return this.#bytes
  }

  /** How many segments could come back into a gap. */
  countIn(gap: Gap): number {
    return this.#here?.restorable.countIn(gap) ?? 0
  }

  /** Keeps all items at hand, for as long as somebody looks at them: until the answer is called. */
  watch(): () => void {
    this.#watchers += 1
    void this.refresh()
    return () => (this.#watchers -= 1)
  }

  /** Reads the trash anew. What can't be read keeps its last state. */
  async refresh(): Promise<void> {
    await this.#read().catch(() => undefined)
  }

  /**
   * Follows a change that may have touched the trash: typing never does. The delete of one segment says by itself what came
   * in; after anything else, and while somebody watches, the trash is read anew.
   */
  async follow(outcome: Outcome<unknown>): Promise<void> {
    const { change } = outcome
    const here = this.#here
    const one = deletedOne(outcome)
    if (one && here && change.project_id === here.project && this.#watchers + this.#reads === 0) {
      // A reading may have been faster than the answer.
      if (here.ids.has(one.id)) return
      here.ids.add(one.id)
      const restorable = here.restorable.with(one.id, one.index)
      this.#known = { ...here, restorable, isWhole: false }
      return
    }
    const touches = change.removed.length > 0 || change.upserted.some(({ id }) => here?.ids.has(id))
    if (touches || change.projects_changed) await this.refresh()
  }

  /** Brings back what was deleted last from each place of a gap. */
  restoreIn(gap: Gap): Promise<void> {
    return this.restore(this.#here?.restorable.idsIn(gap) ?? [])
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
    const size = bytesOf(this.items.filter((item) => chosen.has(item.id)))
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
    this.#reads += 1
    try {
      const items = await this.#ipc.listTrash(project)
      const ids = new Set(items.map(({ id }) => id))
      this.#known = { project, items, ids, restorable: Restorable.of(items), isWhole: true }
    } finally {
      this.#reads -= 1
    }
  }
}

function bytesOf(items: readonly TrashedSegment[]): number {
  return items.reduce((sum, item) => sum + item.bytes, 0)
}

/** Says which segment a delete took to the trash, and from which index; null for any other operation, and for several. */
function deletedOne({ value, change }: Outcome<unknown>): { id: SegmentId; index: number } | null {
  const [id, ...others] = change.removed
  if (id === undefined || others.length > 0 || !isDelete(value) || value.erased) return null
  return { id, index: value.first_index }
}

function isDelete(value: unknown): value is DeleteReceipt {
  return typeof value === 'object' && value !== null && 'erased' in value && 'first_index' in value
}
