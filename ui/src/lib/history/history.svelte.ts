import type { History, HistoryStep, Ipc, OpId, Outcome, ProjectId, Step } from '../ipc'
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
  #known = $state.raw<{ project: ProjectId; history: History } | null>(null)
  #progress = $state.raw<Progress | null>(null)
  #isStopped = false
  /** Another project's steps are none, until they have been read. */
  #history = $derived(this.#known?.project === this.#project ? (this.#known?.history ?? null) : null)
  #point = $derived(pointOf(this.steps))

  constructor(ipc: Ipc, doors: HistoryDoors) {
    this.#ipc = ipc
    this.#doors = doors
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
    return this.#history?.undo ? t().steps.name(this.#history.undo) : null
  }

  /** What redo would do again; null for nothing. */
  get redoLabel(): string | null {
    return this.#history?.redo ? t().steps.name(this.#history.redo) : null
  }

  /** Place in `steps` of the last step that stands; -1 when none does. */
  get point(): number {
    return this.#point
  }

  /** Null while no way is being gone. */
  get progress(): Progress | null {
    return this.#progress
  }

  /** Reads the steps anew. One that can't be read keeps the last ones: the change itself has been answered for. */
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
    await this.refresh()
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
    this.#known = { project, history: await this.#ipc.projectHistory(project) }
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
