import { getContext, setContext } from 'svelte'
import { type Found, type Ipc, IpcError, type ProjectId, type SegmentId } from '../ipc'
import { reading } from '../project/reading'
import { errorReceipt } from '../receipt/receipt'
import { t } from '../texts'
import type { Timeline } from '../timeline/timeline.svelte'
import { placeBehind } from './step'

/** What was asked, of which project, and what the core answered. */
interface Answer {
  project: ProjectId
  question: string
  found: Found
}

const context = Symbol('find')

/** The question asked of the story on the page, and the segments that it is true of. No function rejects. */
export class FindState {
  readonly #ipc: Ipc
  readonly #timeline: () => Timeline
  readonly #read = reading(() => this.#readNow())
  #isShown = $state(false)
  #question = $state('')
  #answer = $state.raw<Answer | null>(null)
  #problem = $state('')
  #isOnly = $state(false)
  #calls = $state(0)
  /** What was found in another project is nothing here. */
  #found = $derived(this.#answer?.project === this.#project ? this.#answer?.found : undefined)
  #places = $derived(new Map(this.#found?.ids.map((id, place) => [id, place])))

  constructor(ipc: Ipc, timeline: () => Timeline) {
    this.#ipc = ipc
    this.#timeline = timeline
  }

  /** Whether the bar is there. */
  get isShown(): boolean {
    return this.#isShown
  }

  get question(): string {
    return this.#question
  }

  /** Counts how often the field was asked for, so that it can take the keys each time. */
  get calls(): number {
    return this.#calls
  }

  /** Whether something was asked and answered. */
  get isAnswered(): boolean {
    return this.#found !== undefined
  }

  /** What was found, in the story's order. */
  get matches(): readonly SegmentId[] {
    return this.#found?.ids ?? []
  }

  /** The words that were looked for, as the core takes them; see `marked`. */
  get words(): readonly string[] {
    return this.#found?.words ?? []
  }

  /** Place of the current segment among the matches; -1 when it is none. */
  get place(): number {
    const current = this.#timeline().currentId
    return current === null ? -1 : (this.#places.get(current) ?? -1)
  }

  /** Whether only matches are to be seen in the script, and the rest is dimmed on the timeline. */
  get isOnly(): boolean {
    return this.#isOnly
  }

  set isOnly(isOnly: boolean) {
    this.#isOnly = isOnly
  }

  /** Whether what does not match is to be left out. */
  get leavesOut(): boolean {
    return this.#isOnly && this.isAnswered
  }

  /** What could not be read of the question, or why there is no answer; empty when all is well. */
  get trouble(): string {
    if (this.#problem !== '') return this.#problem
    const left = this.#found?.not_understood ?? []
    return left.length === 0 ? '' : t().find.leftOut(left)
  }

  isMatch(id: SegmentId): boolean {
    return this.#places.has(id)
  }

  /** Shows the bar and gives its field the keys. */
  show(): void {
    this.#isShown = true
    this.#calls += 1
  }

  /** Shows the bar for a field that has the keys already. */
  open(): void {
    this.#isShown = true
  }

  /** Leaves nothing asked. */
  close(): void {
    this.#isShown = false
    this.#isOnly = false
    this.ask('')
  }

  ask(question: string): void {
    this.#question = question
    void this.refresh()
  }

  /** Asks again: the story has changed. */
  async refresh(): Promise<void> {
    if (this.#question.trim() === '') {
      this.#answer = null
      this.#problem = ''
    } else await this.#read()
  }

  /** Goes to the next match, or the previous, from the current segment on and around the ends. */
  step(delta: 1 | -1): void {
    const timeline = this.#timeline()
    const match = placeBehind(this.matches, (id) => timeline.placeOf(id), timeline.currentPlace, delta)
    const id = match === null ? undefined : this.matches[match]
    if (id !== undefined) timeline.select(id, 'only')
  }

  /** Selects all that was found, so that what is done next is done to all of it in one step. Says whether there was any. */
  selectAll(): boolean {
    if (this.matches.length === 0) return false
    this.#timeline().selectThese(this.matches)
    return true
  }

  get #project(): ProjectId | undefined {
    return this.#timeline().project?.id
  }

  async #readNow(): Promise<void> {
    const project = this.#project
    const question = this.#question
    if (project === undefined) return
    const isLate = () => question !== this.#question || project !== this.#project
    try {
      const found = await this.#ipc.findSegments(project, question)
      if (isLate()) return
      this.#answer = { project, question, found }
      this.#problem = ''
    } catch (thrown) {
      if (!isLate()) this.#problem = t().find.failed(errorReceipt(IpcError.from(thrown), '').detail)
    }
  }
}

/** Makes what is found known to everything in the window. */
export function provideFind(find: FindState): void {
  setContext(context, find)
}

/** What is found, for what marks it; nothing where a part of the window stands alone. */
export function useFind(): FindState | undefined {
  return getContext<FindState | undefined>(context)
}
