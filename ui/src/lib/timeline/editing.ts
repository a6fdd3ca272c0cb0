import type { Questions } from '../dialog/questions.svelte'
import { Files } from '../files/files.svelte'
import type { Ipc, Outcome, SegmentId } from '../ipc'
import type { ShowReceipt } from '../receipt/receipt'
import { t } from '../texts'
import type { Timeline } from './timeline.svelte'

/** What copying, splitting and merging need of the window. */
export interface EditingDoors {
  timeline: () => Timeline
  report: ShowReceipt
  questions: Questions
  /** Says in words what has changed on the page, for those who don't see it. */
  announce: (words: string) => void
}

/** Adds, copies, splits, merges and places segments of the project on the page. No function rejects: failures are told. */
export class Editing {
  /** Files on their way into the project. */
  readonly files: Files
  readonly #ipc: Ipc
  readonly #doors: EditingDoors
  /** What paste brings. Segments of the library, in the timeline or in the trash by now. */
  #copied: readonly SegmentId[] = []

  constructor(ipc: Ipc, doors: EditingDoors) {
    this.#ipc = ipc
    this.#doors = doors
    this.files = new Files(ipc, doors)
  }

  /** Adds an empty segment behind the current one, or at the end, and selects it. */
  async add(): Promise<void> {
    const current = this.#timeline.sequence.indexAt(this.#timeline.currentPlace)
    const place = current === undefined ? {} : { at: current + 1 }
    await this.#timeline.bring(
      () => t().editing.notAdded,
      (project_id) => this.#ipc.addSegment({ project_id, ...place }),
    )
  }

  /** Remembers what is selected, for `paste`. Says whether that is anything. */
  copy(): boolean {
    const ids = this.#timeline.selectedInOrder()
    if (ids.length === 0) return false
    this.#copied = ids
    this.#doors.announce(t().editing.copied(ids.length))
    return true
  }

  /** Remembers what is selected and deletes it; the gap stays. */
  async cut(): Promise<void> {
    if (this.copy()) await this.#timeline.deleteSelected('lift')
  }

  /** Puts copies of what was copied or cut behind what is selected, or at the end. */
  async paste(): Promise<void> {
    const ids = [...this.#copied]
    if (ids.length === 0) return
    const at = this.#behindSelected()
    await this.#bring(
      () => t().editing.notPasted,
      t().editing.pasted(ids.length),
      (project_id) => this.#ipc.pasteSegments({ project_id, at, ids }),
    )
  }

  /** Puts copies of what is selected, or else of the current segment, right behind it. */
  async duplicate(): Promise<void> {
    const { current } = this.#timeline
    const selected = this.#timeline.selectedInOrder()
    const ids = selected.length > 0 ? selected : current ? [current.id] : []
    if (ids.length === 0) return
    const done = t().editing.duplicated(ids.length)
    await this.#bring(
      () => t().editing.notDuplicated,
      done,
      () => this.#ipc.duplicateSegments({ ids }),
    )
  }

  /** Splits the current segment, by its id, at a place in its narration, counted as text fields count. */
  async split(id: SegmentId, at: number): Promise<void> {
    const { current } = this.#timeline
    // A field that shows another segment still has no place to split this one at.
    if (current?.id !== id) return
    const number = current.sequence_index + 1
    await this.#bring(
      () => t().editing.notSplit(number),
      t().editing.split(number),
      () => this.#ipc.splitSegment({ id: current.id, at }),
    )
  }

  /** Joins the current segment with the next. */
  async merge(): Promise<void> {
    const { current } = this.#timeline
    if (current === null) return
    const number = current.sequence_index + 1
    await this.#bring(
      () => t().editing.notMerged(number),
      t().editing.merged(number),
      () => this.#ipc.mergeWithNext({ id: current.id }),
    )
  }

  /** Moves what is selected past as many neighbours, as one block: later for a positive `delta`, else earlier. */
  async move(delta: number): Promise<void> {
    const { sequence, selection } = this.#timeline
    const { places } = selection
    const neighbour = sequence.indexAt((delta > 0 ? places.last : places.first) + delta)
    if (places.size === 0 || neighbour === undefined) return
    await this.#timeline.moveTo(neighbour + (delta > 0 ? 1 : 0))
  }

  /** Asks where what is selected is to go, and moves it there. */
  async moveToPlace(): Promise<void> {
    const ids = this.#timeline.selectedInOrder()
    const last = Math.max(0, this.#timeline.sequence.lastIndex) + 1
    const most = last - ids.length + 1
    if (ids.length === 0 || most < 2) return
    const answer = await this.#doors.questions.title({
      title: t().editing.askMove(ids.length),
      label: t().editing.position(most),
      value: '',
      confirm: t().editing.move,
      accepts: (text) => positionOf(text, most) !== null,
    })
    const position = answer === null ? null : positionOf(answer, most)
    if (position !== null) await this.#timeline.placeAt(position - 1)
  }

  /** Forgets what was copied: another library is open. */
  forget(): void {
    this.#copied = []
  }

  get #timeline(): Timeline {
    return this.#doors.timeline()
  }

  #behindSelected(): number {
    const { sequence, selection } = this.#timeline
    const { last } = selection.places
    return (sequence.indexAt(last) ?? sequence.lastIndex) + 1
  }

  async #bring<T>(
    failed: () => string,
    done: string,
    command: (project: number) => Promise<Outcome<T>>,
  ): Promise<void> {
    if (await this.#timeline.bring(failed, command)) this.#doors.announce(done)
  }
}

/** Reads a position as people count, from 1 to `most`; null for anything else. */
export function positionOf(text: string, most: number): number | null {
  const position = /^\s*\d+\s*$/.test(text) ? Number(text) : NaN
  return position >= 1 && position <= most ? position : null
}
