import type { DeleteMode, ProjectId, SegmentId } from '../ipc/types'
import type { Confirmed } from './confirmed'
import type { Sequence } from './sequence'

/** A delete that the page shows already and the core has not yet answered. */
export interface PendingDelete {
  project: ProjectId
  ids: readonly SegmentId[]
  mode: DeleteMode
}

/** The deletes under way, and what a project looks like without what they take. */
export class Pending {
  #deletes: readonly PendingDelete[] = []
  /** What was shown last, and of what it was made: one more delete is laid on top of it. */
  #last: { confirmed: Sequence; deletes: readonly PendingDelete[]; shown: Sequence } | null = null

  add(pending: PendingDelete): void {
    this.#deletes = [...this.#deletes, pending]
  }

  drop(pending: PendingDelete): void {
    this.#deletes = this.#deletes.filter((other) => other !== pending)
  }

  /** Returns what is confirmed without what is being deleted from the project. */
  shown(confirmed: Confirmed, project: ProjectId | null): Sequence {
    const deletes = this.#deletes.filter((pending) => pending.project === project)
    const last = this.#last
    const goesOn =
      last?.confirmed === confirmed.sequence && last.deletes.every((pending, i) => pending === deletes[i])
    const start = last && goesOn ? { from: last.deletes.length, shown: last.shown } : null
    const shown = deletes
      .slice(start?.from ?? 0)
      .reduce(
        (sequence, { ids, mode }) => confirmed.without(sequence, ids, mode),
        start?.shown ?? confirmed.sequence,
      )
    this.#last = { confirmed: confirmed.sequence, deletes, shown }
    return shown
  }
}
