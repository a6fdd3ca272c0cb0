import type {
  Change,
  ChosenFile,
  DeleteMode,
  DeleteReceipt,
  EditSegment,
  Gap,
  MediaKind,
  Outcome,
  Project,
  ProjectId,
  Segment,
  SegmentId,
} from '../ipc/types'
import { type Ipc, IpcError } from '../ipc'
import { answers, deleteReceipt, errorReceipt, filesReceipt, type Receipt } from '../receipt/receipt'
import { t } from '../texts'
import { Answers, type Verdict } from './answers'
import { blockStart } from './drag'
import type { TimelineOptions } from './options'
import * as selecting from './selection'
import { afterDelete, gapsOf, isSame, type Segments, Sequence } from './sequence'

/** A delete that the page shows already and the core has not yet answered. */
interface PendingDelete {
  project: ProjectId
  ids: readonly SegmentId[]
  mode: DeleteMode
}

/**
 * The open project as the page shows it: what the core has confirmed, without what is being deleted. Bringing a clip
 * back after a failure is leaving its delete out; nothing has to be undone, whatever was answered in between.
 */
export class Timeline {
  readonly #ipc: Ipc
  readonly #report: (receipt: Receipt) => void
  readonly #options: TimelineOptions
  readonly #answers = new Answers((verdict, outcome) => this.#take(verdict, outcome.change))

  #confirmed = new Sequence([])
  #pending: PendingDelete[] = []
  #loads = 0
  /** What another panel brought, to be selected once it is on the page. */
  #arrived: SegmentId[] = []

  #project = $state.raw<Project | null>(null)
  #segments = $state.raw<Segments>([])
  #selection = $state.raw<selecting.Selection>(selecting.nothing)
  #gaps = $derived(gapsOf(this.#segments))
  #durationMs = $derived(this.#segments.reduce((sum, segment) => sum + (segment.duration_ms ?? 0), 0))
  #current = $derived(this.#segments[this.#placeOf(this.#segments, this.#selection.current)] ?? null)

  constructor(ipc: Ipc, report: (receipt: Receipt) => void, options: TimelineOptions = {}) {
    this.#ipc = ipc
    this.#report = report
    this.#options = options
  }

  get project(): Project | null {
    return this.#project
  }

  /** By sequence index. */
  get segments(): readonly Segment[] {
    return this.#segments
  }

  get gaps(): readonly Gap[] {
    return this.#gaps
  }

  /** Sum of the audio durations. */
  get durationMs(): number {
    return this.#durationMs
  }

  get selectedIds(): ReadonlySet<SegmentId> {
    return this.#selection.ids
  }

  /** Where the playhead stands and keys start from; it need not be selected. */
  get current(): Segment | null {
    return this.#current
  }

  /** Place of a segment in `segments`; -1 when it isn't there. */
  placeOf(id: SegmentId | null): number {
    return this.#placeOf(this.#segments, id)
  }

  /** Shows a project, or reads the shown one again. */
  load(id: ProjectId): Promise<void> {
    return this.#load(id, (error) => this.#report(errorReceipt(error, t().editing.projectNotOpened)))
  }

  async #load(id: ProjectId, failed: (error: IpcError) => unknown): Promise<void> {
    if (this.#project?.id !== id) this.clear()
    const load = (this.#loads += 1)
    try {
      const [project, segments] = await this.#read(id, () => load !== this.#loads)
      if (load === this.#loads) this.#open(project, segments)
    } catch (thrown) {
      if (load !== this.#loads) return
      this.clear()
      failed(IpcError.from(thrown))
    }
  }

  /** Shows no project. Commands under way go on; their failures are still reported. */
  clear(): void {
    this.#loads += 1
    this.#project = null
    this.#confirmed = new Sequence([])
    this.#answers.release(null)
    this.#render()
  }

  select(id: SegmentId, how: 'only' | 'toggle' | 'range'): void {
    if (this.placeOf(id) < 0) return
    if (how === 'only') this.#selection = selecting.only(id)
    else if (how === 'toggle') this.#selection = selecting.toggle(this.#selection, id)
    else this.#selection = selecting.range(this.#selection, this.#order(), id)
  }

  selectAll(): void {
    this.#selection = selecting.all(this.#selection, this.#order())
  }

  selectNone(): void {
    this.#selection = selecting.none(this.#selection)
  }

  /** Selects some segments, of which those that are gone are left out. */
  selectThese(ids: readonly SegmentId[]): void {
    this.#selectAgain(ids)
  }

  step(delta: number, extend: boolean): void {
    this.#selection = selecting.step(this.#selection, this.#order(), delta, extend)
  }

  goTo(end: 'first' | 'last', extend: boolean): void {
    const place = end === 'first' ? 0 : this.#segments.length - 1
    this.#selection = selecting.goTo(this.#selection, this.#order(), place, extend)
  }

  /** Takes segments off the page at once and deletes them; brings them back, selected, if that fails. */
  async delete(ids: readonly SegmentId[], mode: DeleteMode): Promise<void> {
    const answer = this.#options.confirm?.(ids, mode) ?? true
    // Only a question takes time: without one the clips are gone before this call returns.
    if (answer !== true && !(await answer)) return
    const known = [...new Set(ids)].filter((id) => this.placeOf(id) >= 0)
    const project = this.#project
    if (project === null || known.length === 0) return
    const what = t().editing.notDeleted(this.#which(known))
    const pending = this.#takeOff({ project: project.id, ids: known, mode })
    const erase = this.#options.erase?.() ?? false
    const outcome = await this.#run(
      what,
      () => this.#ipc.deleteSegments({ ids: known, mode, erase }),
      () => this.#drop(pending),
    )
    if (outcome) this.#reportDelete(outcome, known)
    else if (this.#project?.id === project.id) this.#selectAgain(known)
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
    await this.#run(gap ? t().editing.gapNotClosed : t().editing.gapsNotClosed, () =>
      this.#ipc.closeGaps(request),
    )
  }

  async edit(request: EditSegment): Promise<void> {
    await this.#run(t().editing.notChanged(this.#which([request.id])), () => this.#ipc.editSegment(request))
  }

  /** Locks what is selected, or unlocks it if all of it is locked. Without a selection it is the current segment's turn. */
  async toggleLock(): Promise<void> {
    const selected = this.selectedInOrder()
    const ids = selected.length > 0 ? selected : [...(this.current ? [this.current.id] : [])]
    const locked = !ids.every((id) => this.#confirmed.get(id)?.locked)
    for (const id of ids) {
      if (this.#confirmed.get(id)?.locked !== locked) await this.edit({ id, locked })
    }
  }

  /** Moves what is selected past as many neighbours, as one block: later for a positive `delta`, else earlier. */
  async move(delta: number): Promise<void> {
    const ids = this.selectedInOrder()
    const end = (delta > 0 ? ids.at(-1) : ids[0]) ?? null
    const neighbour = this.#segments[this.placeOf(end) + delta]
    if (end === null || neighbour === undefined) return
    await this.moveTo(neighbour.sequence_index + (delta > 0 ? 1 : 0))
  }

  /** Moves what is selected, as one block, before the slot of a sequence index. */
  async moveTo(slot: number): Promise<void> {
    const places = this.selectedInOrder().map((id) => this.placeOf(id))
    const indexes = places.flatMap((place) => this.#segments[place]?.sequence_index ?? [])
    const to = blockStart(indexes, slot)
    if (to !== null) await this.placeAt(to)
  }

  /** Moves what is selected, as one block that starts at a sequence index once the rest has closed up. */
  async placeAt(to: number): Promise<void> {
    const ids = this.selectedInOrder()
    const outcome = await this.#run(t().editing.notMoved(this.#which(ids)), () =>
      this.#ipc.moveSegments({ ids, to }),
    )
    if (outcome) this.#options.announce?.(t().editing.moved(ids.length, to + 1))
  }

  /** Adds an empty segment behind the current one, or at the end, and selects it. */
  async add(): Promise<void> {
    const project = this.#project
    if (project === null) return
    const place = this.current ? { at: this.current.sequence_index + 1 } : {}
    const outcome = await this.#run(t().editing.notAdded, () =>
      this.#ipc.addSegment({ project_id: project.id, ...place }),
    )
    if (outcome) this.select(outcome.value, 'only')
  }

  /** Asks for a file and gives it to a segment. */
  async attach(id: SegmentId, kind: MediaKind): Promise<void> {
    const what = t().editing.notGiven(this.#which([id]), kind)
    const file = await this.#choose(kind, what)
    if (file === null) return
    const token = kind === 'image' ? { image_token: file.token } : { audio_token: file.token }
    const outcome = await this.#run(what, () => this.#ipc.attachMedia({ segment_id: id, ...token }))
    if (outcome) this.#reportFiles(t().editing.replaced[kind], outcome)
  }

  /** Takes the image or the take away from a segment. */
  async detach(id: SegmentId, kind: MediaKind): Promise<void> {
    const request = { segment_id: id, image: kind === 'image', audio: kind === 'audio' }
    const outcome = await this.#run(t().editing.notRemoved[kind], () => this.#ipc.detachMedia(request))
    if (outcome) this.#reportFiles(t().editing.removed[kind], outcome)
  }

  /** Runs another panel's command about the shown project, and selects what it brings. Null when it failed, which is told. */
  bring<T>(what: string, command: (project: ProjectId) => Promise<Outcome<T>>): Promise<Outcome<T> | null> {
    const project = this.#project
    if (project === null) return Promise.resolve(null)
    const arrive = (change?: Change) => (this.#arrived = change?.upserted.map(({ id }) => id) ?? [])
    return this.#run(what, () => command(project.id), arrive)
  }

  /** Follows a change made elsewhere. Revisions seen before and other projects are left out. */
  apply(outcome: Outcome<unknown>): void {
    this.#answers.hold(outcome)
    this.#release()
  }

  /** Not tracked: a dialog may stay open for as long as it likes. */
  async #choose(kind: MediaKind, what: string): Promise<ChosenFile | null> {
    try {
      return await this.#ipc.chooseMedia(kind)
    } catch (thrown) {
      this.#report(errorReceipt(IpcError.from(thrown), what))
      return null
    }
  }

  async #run<T>(
    what: string,
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

  #fail(error: IpcError, what: string, project: ProjectId): void {
    this.#report(errorReceipt(error, what))
    if (answers[error.code] === 'reload' && this.#project?.id === project) void this.load(project)
  }

  /** Reads project and segments until no change can have come in between. */
  async #read(id: ProjectId, isStale: () => boolean): Promise<[Project, Segment[]]> {
    for (;;) {
      await this.#answers.idle(id)
      const { activity } = this.#answers
      const answer = await Promise.all([this.#ipc.getProject(id), this.#ipc.listSegments(id)])
      if (isStale() || activity === this.#answers.activity) return answer
    }
  }

  #open(project: Project, segments: Segments): void {
    const isNew = this.#project?.id !== project.id
    this.#project = project
    this.#confirmed = new Sequence(segments)
    this.#render()
    if (isNew) this.#selection = selecting.goTo(selecting.nothing, this.#order(), 0, false)
  }

  #take(verdict: Verdict, change: Change): void {
    if (verdict === 'apply') this.#confirmed.apply(change)
    else if (verdict === 'reload' && this.#project) void this.#reload(this.#project.id)
  }

  /** A project that the change took away, as the undo of an import does, is gone without a complaint. */
  #reload(id: ProjectId): Promise<void> {
    const told = (error: IpcError) => this.#report(errorReceipt(error, t().editing.projectNotRead))
    return this.#load(id, (error) => error.code === 'not_found' || told(error))
  }

  #release(): void {
    this.#answers.release(this.#project?.id ?? null)
    this.#render()
  }

  /** Shows what is confirmed without what is being deleted. */
  #render(): void {
    const place = this.placeOf(this.#selection.current)
    const deletes = this.#pending.filter(({ project }) => project === this.#project?.id)
    const view = deletes.reduce(
      (segments: Segments, { ids, mode }) => afterDelete(segments, this.#placesOf(segments, ids), mode),
      this.#confirmed.segments,
    )
    if (!isSame(view, this.#segments)) this.#segments = view
    this.#selection = selecting.keep(this.#selection, this.#order(), place)
    this.#selectAgain(this.#arrived.splice(0))
  }

  #takeOff(pending: PendingDelete): PendingDelete {
    this.#selection = selecting.afterDelete(this.#selection, this.#order(), new Set(pending.ids))
    this.#pending.push(pending)
    this.#render()
    return pending
  }

  #drop(pending: PendingDelete): void {
    this.#pending = this.#pending.filter((other) => other !== pending)
  }

  #selectAgain(ids: readonly SegmentId[]): void {
    const there = ids.filter((id) => this.placeOf(id) >= 0)
    const [first, ...others] = there
    if (first === undefined) return
    const earliest = others.reduce((a, b) => (this.placeOf(b) < this.placeOf(a) ? b : a), first)
    this.#selection = { ids: new Set(there), anchor: earliest, current: earliest }
  }

  /** Returns what is selected, in the story's order. */
  selectedInOrder(): SegmentId[] {
    return [...this.#selection.ids].sort((left, right) => this.placeOf(left) - this.placeOf(right))
  }

  #reportDelete(outcome: Outcome<DeleteReceipt>, ids: readonly SegmentId[]): void {
    const { takeBack } = this.#options
    const undo = takeBack && { undo: () => takeBack(outcome.revision, ids) }
    this.#report(deleteReceipt(outcome, { closeGaps: (gap) => void this.closeGaps(gap), ...undo }))
  }

  #reportFiles(title: string, { files }: Outcome<null>): void {
    const receipt = filesReceipt(title, files)
    if (receipt) this.#report(receipt)
  }

  /** What a sentence about segments says of them: how many, and the number of a single one. */
  #which(ids: readonly SegmentId[]): { segments: number; number: number | null } {
    const only = ids.length === 1 ? this.#segments[this.placeOf(ids[0] ?? null)] : undefined
    return { segments: ids.length, number: only ? only.sequence_index + 1 : null }
  }

  #order(): selecting.Order {
    const segments = this.#segments
    return {
      length: segments.length,
      idAt: (place) => segments[place]?.id,
      placeOf: (id) => this.#placeOf(segments, id),
    }
  }

  #placeOf(segments: Segments, id: SegmentId | null): number {
    return id === null ? -1 : this.#confirmed.placeIn(segments, id)
  }

  #placesOf(segments: Segments, ids: readonly SegmentId[]): number[] {
    return ids.map((id) => this.#placeOf(segments, id)).filter((place) => place >= 0)
  }
}
