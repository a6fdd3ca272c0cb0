import type { HistoryStep, Ipc, NextSteps, OpId, Outcome, ProjectId, Step } from '../ipc'
import { reading } from '../project/reading'
import { stepReceipt, type Receipt, type ShowReceipt } from '../receipt/receipt'
import type { Timeline } from '../timeline/timeline.svelte'
import { t } from '../texts'

export type Verb = 'undo' | 'redo'

/** A way through the history that is being gone. */
export interface Progress {
  verb: Verb
  done: number
  steps: number
}

interface Known {
  project: ProjectId
  next: NextSteps
  steps: readonly HistoryStep[] | null
}

/** What the history needs of the window. */
export interface HistoryDoors {
  timeline: () => Timeline
  report: ShowReceipt
  /** A step made, renamed or removed a project. */
  projectsChanged: () => void
  /** Takes a step in a project that is not on the page. */
  elsewhere: (verb: Verb, project: ProjectId) => Promise<void>
}

/** The shown project's steps, and the ways back and forward through them. No function rejects. */
export class HistoryState {
  readonly #ipc: Ipc
  readonly #doors: HistoryDoors
  readonly #read = reading(() => this.#readNow())
  /** Steps are null until somebody looks at them: there may be thousands. */
  #known = $state.raw<Known | null>(null)
  #watchers = 0
  #progress = $state.raw<Progress | null>(null)
  #isStopped = false
  /** Another project's steps are none, until they have been read. */
  #history = $derived(this.#known?.project === this.#project ? this.#known : null)
  #point = $derived(pointOf(this.steps))

  constructor(ipc: Ipc, doors: HistoryDoors) {
    this.#ipc = ipc
    this.#doors = doors
  }

  /** Whether the steps are known, which they are while somebody watches them. */
  get isRead(): boolean {
    return (this.#history?.steps ?? null) !== null
  }

  /** The newest first. */
  get steps(): readonly HistoryStep[] {
    return this.#history?.steps ?? []
  }

  /** What an operation did, in words; null for one that is no longer among the steps. */
  labelOf(op: OpId): string | null {
    const step = this.steps.find(({ id }) => id === op)
    return step ? t().steps.name(step.name) : null
  }

  /** What undo would take back; null for nothing. */
  get undoLabel(): string | null {
    return this.#history?.next.undo ? t().steps.name(this.#history.next.undo) : null
  }

  /** What redo would do again; null for nothing. */
  get redoLabel(): string | null {
    return this.#history?.next.redo ? t().steps.name(this.#history.next.redo) : null
  }

  /** Place in `steps` of the last step that stands; -1 when none does. */
  get point(): number {
    return this.#point
  }

  /** Null while no way is being gone. */
  get progress(): Progress | null {
    return this.#progress
  }

  /** Keeps all steps at hand, for as long as somebody looks at them: until the answer is called. */
  watch(): () => void {
    this.#watchers += 1
    void this.refresh()
    return () => (this.#watchers -= 1)
  }

  /** Reads anew what undo and redo would do, and the steps if somebody watches them. What can't be read stays as it was: the change itself has been answered for. */
  async refresh(): Promise<void> {
    await this.#read().catch(() => undefined)
  }

  undo(): Promise<void> {
    return this.#tell('undo')
  }

  redo(): Promise<void> {
    return this.#tell('redo')
  }

  /** Says what became of an operation, as far as it is known now; null for one that the history doesn't hold. */
  async stateOf(op: OpId): Promise<'last' | 'earlier' | 'undone' | null> {
    this.#watchers += 1
    await this.refresh()
    this.#watchers -= 1
    const place = this.steps.findIndex((step) => step.id === op)
    if (place < 0) return null
    if (this.steps[place]?.state === 'undone') return 'undone'
    return place === this.point ? 'last' : 'earlier'
  }

  /** Goes back or forward until a step is the last one that stands. Ends at the first step that fails. */
  async goTo(id: OpId): Promise<void> {
    const way = wayTo(this.steps, id)
    if (way === null || this.#progress !== null) return
    this.#isStopped = false
    let done = 0
    this.#progress = { ...way, done }
    while (done < way.steps && !this.#isStopped && (await this.#step(way.verb))) {
      done += 1
      this.#progress = { ...way, done }
    }
    this.#progress = null
    if (done > 0) this.#doors.report(() => wayReceipt(way.verb, done))
  }

  /** Ends the way that is being gone after the step under way. */
  stop(): void {
    this.#isStopped = true
  }

  async #tell(verb: Verb): Promise<void> {
    const project = this.#project
    if (project === undefined || this.#progress !== null) return
    const outcome = await this.#step(verb)
    if (outcome === null) return
    const back = () => void this.#back(verb === 'undo' ? 'redo' : 'undo', project)
    this.#doors.report(() => stepReceipt(verb, outcome, verb === 'undo' ? { redo: back } : { undo: back }))
  }

  async #step(verb: Verb): Promise<Outcome<Step> | null> {
    const what = () => (verb === 'undo' ? t().steps.notUndone : t().steps.notRedone)
    const outcome = await this.#doors
      .timeline()
      .bring(what, (project) => this.#ipc[verb]({ project_id: project }))
    if (outcome?.change.projects_changed) this.#doors.projectsChanged()
    return outcome
  }

  /** The step may have taken the project off the page. */
  #back(verb: Verb, project: ProjectId): Promise<void> {
    const isShown = this.#project === project
    return isShown ? this.#tell(verb) : this.#doors.elsewhere(verb, project)
  }

  get #project(): ProjectId | undefined {
    return this.#doors.timeline().project?.id
  }

  async #readNow(): Promise<void> {
    const project = this.#project
    if (project === undefined) return
    if (this.#watchers > 0) {
      const { steps, ...next } = await this.#ipc.projectHistory(project)
      this.#known = { project, next, steps }
    } else this.#known = { project, next: await this.#ipc.nextSteps(project), steps: null }
  }
}

/** Returns the place of the last step that stands, newest first; -1 for none. */
export function pointOf(steps: readonly HistoryStep[]): number {
  return steps.findIndex((step) => step.state !== 'undone')
}

/** Returns how to get to where a step is the last one that stands; null when it is, or can't be found. */
export function wayTo(steps: readonly HistoryStep[], id: OpId): { verb: Verb; steps: number } | null {
  const place = steps.findIndex((step) => step.id === id)
  if (place < 0) return null
  const isUndone = steps[place]?.state === 'undone'
  // What is done for good, like a purge, is no step to take back.
  const between = isUndone
    ? steps.slice(place).filter((step) => step.state === 'undone')
    : steps.slice(0, place).filter((step) => step.state === 'done')
  return between.length === 0 ? null : { verb: isUndone ? 'redo' : 'undo', steps: between.length }
}

function wayReceipt(verb: Verb, steps: number): Receipt {
  const title = verb === 'undo' ? t().steps.undidSteps(steps) : t().steps.redidSteps(steps)
  return { title, detail: '', tone: 'done', actions: [] }
}
