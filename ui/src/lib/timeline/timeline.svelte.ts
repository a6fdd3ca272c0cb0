import type {
  Change,
  DeleteMode,
  DeleteReceipt,
  Gap,
  Outcome,
  Project,
  ProjectId,
  Segment,
  SegmentId,
} from '../ipc/types'
import { type Ipc, IpcError, Mark } from '../ipc'
import { measured } from '../measuring'
import { answers, deleteReceipt, errorReceipt, type ShowReceipt } from '../receipt/receipt'
import { t } from '../texts'
import { Answers, type Verdict } from './answers'
import { Confirmed } from './confirmed'
import { Contents } from './contents.svelte'
import { blockStart } from './drag'
import type { TimelineOptions } from './options'
import { Pending, type PendingDelete } from './pending'
import { Ranges } from './ranges'
import * as selecting from './selection'
import { followed } from './followed'
import { Sequence } from './sequence'
import { readStory, STRETCH, type Story } from './story'

/** How many segments on both sides of the current one are at hand whole, so that the next key press finds them. */
const NEIGHBOURS = 24

/**
 * The open project as the page shows it: what the core has confirmed, without what is being deleted. Bringing a clip
 * back after a failure is leaving its delete out; nothing has to be undone, whatever was answered in between.
 */
export class Timeline {
  readonly #ipc: Ipc
  readonly #report: ShowReceipt
  readonly #options: TimelineOptions
  readonly #answers = new Answers((verdict, outcome) => this.#take(verdict, outcome))
  readonly #pending = new Pending()
  readonly #contents: Contents

  #confirmed = new Confirmed()
  #loads = 0
  #isReading = false
  /** What another panel brought, to be selected once it is on the page. */
  #arrived: SegmentId[] = []
  /** What it brought is too much to be told: it is what the next reading finds new. */
  #selectsNew = false

  #project = $state.raw<Project | null>(null)
  #sequence = $state.raw(new Sequence([]))
  #selection = $state.raw<selecting.Selection>(selecting.nothing)
  #current = $derived(this.segmentAt(this.#selection.current))

  constructor(ipc: Ipc, report: ShowReceipt, options: TimelineOptions = {}) {
    this.#ipc = ipc
    this.#report = report
    this.#options = options
    this.#contents = new Contents({
      read: (ids) => ipc.readSegments(ids),
      isThere: ({ id, project_id }) => project_id === this.#project?.id && this.#confirmed.has(id),
      failed: (thrown) => report(() => errorReceipt(IpcError.from(thrown), t().editing.segmentsNotRead)),
    })
  }

  get project(): Project | null {
    return this.#project
  }

  /** All segments in order, without words and files. */
  get sequence(): Sequence {
    return this.#sequence
  }

  /** What is selected, by places in the sequence. */
  get selection(): selecting.Selection {
    return this.#selection
  }

  /** Where the playhead stands and keys start from; it need not be selected. -1 where there is no segment. */
  get currentPlace(): number {
    return this.#selection.current
  }

  get currentId(): SegmentId | null {
    return this.#sequence.idAt(this.currentPlace) ?? null
  }

  /** The current segment whole; null where there is none, or while it is on its way. */
  get current(): Segment | null {
    return this.#current
  }

  /** Place of a segment in the sequence; -1 when it isn't there. */
  placeOf(id: SegmentId | null): number {
    return id === null ? -1 : this.#confirmed.placeIn(this.#sequence, id)
  }

  /** A segment whole; null as long as it is on its way, which it is once somebody wants it. */
  segmentAt(place: number): Segment | null {
    const id = this.#sequence.idAt(place)
    const index = this.#sequence.indexAt(place)
    return id === undefined || index === undefined ? null : this.segmentAs(id, index)
  }

  /** A segment whole, as it stands or stood at an index; null as long as it is on its way. */
  segmentAs(id: SegmentId, index: number): Segment | null {
    return this.#contents.get(id, index)
  }

  /** A segment whole; null as long as it is on its way, which it is from now on. */
  segment(id: SegmentId): Segment | null {
    const found = this.segmentAt(this.placeOf(id))
    if (found === null && this.#confirmed.has(id)) this.#contents.want([id])
    return found
  }

  /** Has the segments `from .. end` read whole that are not at hand, and a few around them; the end is excluded. */
  want(from: number, end: number): void {
    const ids: SegmentId[] = []
    const first = Math.floor(Math.max(0, from) / STRETCH) * STRETCH
    for (let place = first; place < Math.ceil(end / STRETCH) * STRETCH; place += 1) {
      const id = this.#sequence.idAt(place)
      if (id === undefined) break
      ids.push(id)
    }
    this.#contents.want(ids)
  }

  /** Shows a project, or reads the shown one again. */
  load(id: ProjectId): Promise<void> {
    return this.#load(id, (error) => this.#report(() => errorReceipt(error, t().editing.projectNotOpened)))
  }

  async #load(id: ProjectId, failed: (error: IpcError) => unknown): Promise<void> {
    if (this.#project?.id !== id) this.clear()
    const load = (this.#loads += 1)
    this.#isReading = true
    try {
      const story = await this.#read(id, () => load !== this.#loads)
      if (load === this.#loads) this.show(story)
    } catch (thrown) {
      if (load !== this.#loads) return
      this.clear()
      failed(IpcError.from(thrown))
    }
  }

  /** Shows no project. Commands under way go on; their failures are still reported. */
  clear(): void {
    this.#loads += 1
    this.#isReading = false
    this.#project = null
    this.#selection = selecting.nothing
    this.#confirmed = new Confirmed()
    this.#contents.clear()
    this.#answers.release(null)
    this.#render()
  }

  select(id: SegmentId, how: 'only' | 'toggle' | 'range'): void {
    this.selectPlace(this.placeOf(id), how)
  }

  selectPlace(place: number, how: 'only' | 'toggle' | 'range'): void {
    if (this.#sequence.idAt(place) === undefined) return
    if (how === 'only') this.#choose(selecting.only(place))
    else if (how === 'toggle') this.#choose(selecting.toggle(this.#selection, place))
    else this.#choose(selecting.range(this.#selection, place))
  }

  /** Selects those of some segments that are there; the first of them is current. */
  selectThese(ids: readonly SegmentId[]): void {
    const places = Ranges.ofPlaces(this.#placesOf(ids))
    if (places.size > 0) this.#choose(selecting.several(places))
  }

  selectAll(): void {
    this.#choose(selecting.all(this.#selection, this.#sequence.length))
  }

  selectNone(): void {
    this.#choose(selecting.none(this.#selection))
  }

  step(delta: number, extend: boolean): void {
    this.#choose(selecting.step(this.#selection, this.#sequence.length, delta, extend))
  }

  goTo(end: 'first' | 'last', extend: boolean): void {
    const { length } = this.#sequence
    this.#choose(selecting.goTo(this.#selection, length, end === 'first' ? 0 : length - 1, extend))
  }

  /** Takes segments off the page at once and deletes them; brings them back, selected, if that fails. */
  async delete(ids: readonly SegmentId[], mode: DeleteMode): Promise<void> {
    const answer = this.#options.confirm?.(ids, mode) ?? true
    // Only a question takes time: without one the clips are gone before this call returns.
    if (answer !== true && !(await answer)) return
    const known = [...new Set(ids)].filter((id) => this.placeOf(id) >= 0)
    const project = this.#project
    if (project === null || known.length === 0) return
    const which = this.#which(known)
    const what = () => t().editing.notDeleted(which)
    const pending = this.#takeOff({ project: project.id, ids: known, mode })
    const erase = this.#options.erase?.() ?? false
    const outcome = await this.run(
      what,
      () => this.#ipc.deleteSegments({ ids: known, mode, erase }),
      () => this.#pending.drop(pending),
    )
    if (outcome) this.#reportDelete(outcome, known)
    else if (this.#project?.id === project.id) this.selectThese(known)
  }

  /** Deletes what is visibly selected. */
  deleteSelected(mode: DeleteMode): Promise<void> {
    return this.delete(this.selectedInOrder(), mode)
  }

  /** Closes one gap, or all. */
  async closeGaps(gap?: Gap): Promise<void> {
    const project = this.#project
    if (project === null) return
    const request = gap ? { project_id: project.id, gap: gap.index } : { project_id: project.id }
    await this.run(
      () => (gap ? t().editing.gapNotClosed : t().editing.gapsNotClosed),
      () => this.#ipc.closeGaps(request),
    )
  }

  /** Locks what is selected, or unlocks it if all of it is locked. Without a selection it is the current segment's turn. */
  async toggleLock(): Promise<void> {
    const selected = this.selectedInOrder()
    const ids = selected.length > 0 ? selected : [...(this.currentId === null ? [] : [this.currentId])]
    const isLocked = (id: SegmentId) => (this.#sequence.marksAt(this.placeOf(id)) & Mark.locked) !== 0
    const locked = !ids.every(isLocked)
    if (ids.length === 0) return
    const which = this.#which(ids)
    await this.run(
      () => t().editing.notChanged(which),
      () => this.#ipc.lockSegments({ ids, locked }),
    )
  }

  /** Moves what is selected, as one block, before the slot of a sequence index. */
  async moveTo(slot: number): Promise<void> {
    const indexes = [...this.#selection.places.places()].map((place) => this.#sequence.indexAt(place) ?? 0)
    const to = blockStart(indexes, slot)
    if (to !== null) await this.placeAt(to)
  }

  /** Moves what is selected, as one block that starts at a sequence index once the rest has closed up. */
  async placeAt(to: number): Promise<void> {
    const ids = this.selectedInOrder()
    const which = this.#which(ids)
    const outcome = await this.run(
      () => t().editing.notMoved(which),
      () => this.#ipc.moveSegments({ ids, to }),
    )
    if (outcome) this.#options.announce?.(t().editing.moved(ids.length, to + 1))
  }

  /** Runs a command about the shown project. `settled` comes before its change is shown. Null when it failed, which is told. */
  async run<T>(
    what: () => string,
    command: () => Promise<Outcome<T>>,
    settled?: (change?: Change) => void,
  ): Promise<Outcome<T> | null> {
    const project = this.#project?.id
    if (project === undefined) return null
    try {
      const outcome = await this.#answers.track(project, command())
      this.#answers.hold(outcome, () => settled?.(outcome.change))
      return outcome
    } catch (thrown) {
      settled?.()
      this.#fail(IpcError.from(thrown), what, project)
      return null
    } finally {
      this.#release()
    }
  }

  /** As `run`, for another panel's command about the shown project; selects what it brings. */
  bring<T>(
    what: () => string,
    command: (project: ProjectId) => Promise<Outcome<T>>,
  ): Promise<Outcome<T> | null> {
    const project = this.#project
    if (project === null) return Promise.resolve(null)
    const arrive = (change?: Change) => {
      this.#arrived = change?.upserted.map(({ id }) => id) ?? []
      this.#selectsNew = change?.reread === true && this.#isReading
    }
    return this.run(what, () => command(project.id), arrive)
  }

  /** Follows a change made elsewhere. Revisions seen before and other projects are left out. */
  apply(outcome: Outcome<unknown>): void {
    this.#answers.hold(outcome)
    this.#release()
  }

  #fail(error: IpcError, what: () => string, project: ProjectId): void {
    this.#report(() => errorReceipt(error, what()))
    if (answers[error.code] === 'reload' && this.#project?.id === project) void this.load(project)
  }

  /** Reads a project until what was read has all in it that the page has heard of. */
  async #read(id: ProjectId, isStale: () => boolean): Promise<Story> {
    for (;;) {
      const story = await readStory(this.#ipc, id)
      if (isStale() || !this.#answers.isAhead(story.outline.revision)) return story
    }
  }

  /** Shows a project that has been read. */
  show({ project, outline, beginning }: Story): void {
    const isNew = this.#project?.id !== project.id
    const before = this.#confirmed
    this.#isReading = false
    this.#project = project
    this.#confirmed = new Confirmed(outline)
    this.#contents.doubt(outline.revision)
    this.#contents.put(beginning.segments, beginning.revision)
    this.#answers.read(outline.revision)
    this.#release()
    if (isNew) this.#choose(selecting.goTo(selecting.nothing, this.#sequence.length, 0, false))
    else if (this.#selectsNew) this.#selectWhatIsNewTo(before)
    this.#selectsNew = false
  }

  #selectWhatIsNewTo(before: Confirmed): void {
    const rows = [...this.#sequence.rows()]
    const places = Ranges.ofPlaces(rows.flatMap(({ id }, place) => (before.has(id) ? [] : [place])))
    if (places.size > 0) this.#choose(selecting.several(places))
  }

  #take(verdict: Verdict, { change, revision }: Outcome<unknown>): void {
    if (verdict === 'apply') {
      this.#confirmed.apply(change)
      this.#contents.put(change.upserted, revision)
    } else if (verdict === 'reload' && this.#project) void this.#reload(this.#project.id)
  }

  /** A project that the change took away, as the undo of an import does, is gone without a complaint. */
  #reload(id: ProjectId): Promise<void> {
    const told = (error: IpcError) => this.#report(() => errorReceipt(error, t().editing.projectNotRead))
    return this.#load(id, (error) => error.code === 'not_found' || told(error))
  }

  #release(): void {
    measured('change', () => {
      this.#answers.release(this.#project?.id ?? null)
      this.#render()
    })
  }

  /** Shows what is confirmed without what is being deleted. */
  #render(): void {
    const before = this.#sequence
    const shown = this.#pending.shown(this.#confirmed, this.#project?.id ?? null)
    if (shown !== before) {
      this.#sequence = shown
      this.#choose(followed(this.#selection, before, shown, (id) => this.placeOf(id)))
    }
    const arrived = this.#arrived.splice(0)
    if (arrived.length > 0) this.selectThese(arrived)
  }

  #choose(selection: selecting.Selection): void {
    this.#selection = selection
    this.want(selection.current - NEIGHBOURS, selection.current + NEIGHBOURS)
  }

  #takeOff(pending: PendingDelete): PendingDelete {
    const gone = Ranges.ofPlaces(this.#placesOf(pending.ids))
    this.#selection = selecting.afterDelete(this.#selection, this.#sequence.length, gone)
    this.#pending.add(pending)
    this.#render()
    return pending
  }

  /** Returns what is selected, in the story's order. */
  selectedInOrder(): SegmentId[] {
    return [...this.#selection.places.places()].map((place) => this.#sequence.idAt(place) ?? -1)
  }

  #reportDelete(outcome: Outcome<DeleteReceipt>, ids: readonly SegmentId[]): void {
    const { takeBack } = this.#options
    const undo = takeBack && { undo: () => takeBack(outcome.revision, ids) }
    this.#report(() => deleteReceipt(outcome, { closeGaps: (gap) => void this.closeGaps(gap), ...undo }))
  }

  /** What a sentence about segments says of them: how many, and the number of a single one. */
  #which(ids: readonly SegmentId[]): { segments: number; number: number | null } {
    const index = ids.length === 1 ? this.#sequence.indexAt(this.placeOf(ids[0] ?? null)) : undefined
    return { segments: ids.length, number: index === undefined ? null : index + 1 }
  }

  #placesOf(ids: readonly SegmentId[]): number[] {
    return ids.map((id) => this.placeOf(id)).filter((place) => place >= 0)
  }
}
