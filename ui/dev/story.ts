import {
  type Change,
  type History,
  IpcError,
  type Outcome,
  type Segment,
  type OpKind,
  type Step,
  type StepName,
  type TrashedSegment,
} from '../src/lib/ipc'
import { noFiles } from '../src/lib/timeline/invented'

interface State {
  segments: Segment[]
  trash: TrashedSegment[]
}

interface Done {
  id: number
  name: StepName
  at: number
  before: State
  after: State
  isFinal: boolean
}

/** One story in memory with its trash and its history: a change is a new state, and what changed is found by comparing. */
export class Story {
  #state: State
  #steps: Done[]
  #undone: Done[] = []
  #revision: number

  constructor(segments: Segment[], deleted: Segment[]) {
    const at = Date.now() - 5_000_000
    const trash = deleted.map((segment, i) => trashed(segment, at + i * 1_300_000, i + 2))
    const states = deleted.map((_, i) => ({
      segments: [...segments, ...deleted.slice(i)].sort(byIndex),
      trash: trash.slice(0, i),
    }))
    this.#state = { segments, trash: trash.toReversed() }
    const all = [...states, this.#state]
    const start = { id: 1, name: named('import_story'), at: at - 600_000, isFinal: false }
    const [first = this.#state] = all
    this.#steps = [{ ...start, before: { segments: [], trash: [] }, after: first }]
    for (const [i, before] of states.entries()) {
      const done = { id: i + 2, name: named('delete_segments'), at: at + i * 1_300_000, isFinal: false }
      this.#steps.push({ ...done, before, after: all[i + 1] ?? before })
    }
    this.#revision = this.#steps.length
  }

  get segments(): Segment[] {
    return this.#state.segments
  }

  get trash(): TrashedSegment[] {
    return this.#state.trash
  }

  /** Segments of the story, live or deleted, in the order in which they are named. */
  known(ids: number[]): Segment[] {
    const all = new Map([...everything, ...this.segments.map((s) => [s.id, s] as const)])
    return ids.flatMap((id) => all.get(id) ?? [])
  }

  get revision(): number {
    return this.#revision
  }

  get history(): History {
    const told = (state: 'done' | 'undone' | 'final', { id, name, at }: Done) => ({
      id,
      name,
      label: name.kind,
      state,
      created_at: at,
    })
    const steps = [
      ...this.#undone.map((step) => told('undone', step)),
      ...this.#steps.map((step) => told(step.isFinal ? 'final' : 'done', step)).toReversed(),
    ]
    const undo = this.#steps.findLast((step) => !step.isFinal)?.name ?? null
    return { steps, undo, redo: this.#undone.at(-1)?.name ?? null }
  }

  /** Makes a change a step of the history. */
  commit<T>(name: StepName, next: Partial<State>, value: T, isFinal = false): Promise<Outcome<T>> {
    const [before, after] = [this.#state, { ...this.#state, ...next }]
    const outcome = this.#show(after, value, isFinal)
    this.#steps.push({ id: this.#revision, name, at: Date.now(), before, after, isFinal })
    this.#undone = []
    return Promise.resolve(outcome)
  }

  delete(ids: number[]): Partial<State> {
    const gone = this.segments.filter((s) => ids.includes(s.id))
    const now = gone.map((segment) => trashed(segment, Date.now(), this.#revision + 1))
    return {
      segments: this.segments.filter((s) => !ids.includes(s.id)),
      trash: [...now, ...this.trash],
    }
  }

  restore(ids: number[]): Partial<State> {
    let { segments } = this
    for (const item of this.trash.filter(({ id }) => ids.includes(id)).toReversed()) {
      const back = { ...everything.get(item.id), sequence_index: item.sequence_index } as Segment
      segments = insert(segments, back)
    }
    return { segments, trash: this.without(ids) }
  }

  without(ids: number[]): TrashedSegment[] {
    return this.trash.filter(({ id }) => !ids.includes(id))
  }

  undo(): Promise<Outcome<Step>> {
    const place = this.#steps.findLastIndex((step) => !step.isFinal)
    const [step] = place < 0 ? [] : this.#steps.splice(place, 1)
    if (step) this.#undone.push(step)
    return this.#replay(step, step?.before, 'undo')
  }

  redo(): Promise<Outcome<Step>> {
    const step = this.#undone.pop()
    if (step) this.#steps.push(step)
    return this.#replay(step, step?.after, 'redo')
  }

  async #replay(step: Done | undefined, to: State | undefined, verb: string): Promise<Outcome<Step>> {
    await new Promise((go) => setTimeout(go, 120))
    if (!step || !to) throw new IpcError({ code: 'nothing_to_undo', message: `There is nothing to ${verb}.` })
    return this.#show(to, { name: step.name, label: step.name.kind })
  }

  #show<T>(to: State, value: T, isPurge = false): Outcome<T> {
    const from = this.#state
    const was = new Map(from.segments.map((s) => [s.id, s]))
    const gone = from.segments.filter((s) => !to.segments.some(({ id }) => id === s.id))
    const come = to.segments.filter((s) => !was.has(s.id))
    const changed = to.segments.filter((s) => was.get(s.id) !== s)
    for (const s of gone) everything.set(s.id, s)
    const purged = isPurge ? from.trash.filter((t) => !to.trash.includes(t)) : []
    const files = {
      cleared: 2 * (gone.length + purged.length),
      image_bytes: sum(gone, (s) => s.image?.bytes) + sum(purged, (t) => t.bytes),
      audio_bytes: sum(gone, (s) => s.audio?.bytes),
      returned: 2 * come.filter((s) => s.image !== null).length,
    }
    this.#state = to
    this.#revision += 1
    const change: Change = {
      project_id: 1,
      removed: gone.map((s) => s.id),
      shifts: [],
      upserted: changed,
      reread: false,
      projects_changed: false,
    }
    return { value, change, files: { ...noFiles, ...files }, revision: this.#revision }
  }
}

/** What a step did. `places` are the sequence indexes that a split and a merge are named by. */
export function named(kind: OpKind, segments = 1, places: [number, number] | null = null): StepName {
  return { kind, segments, places }
}

/** Segments as they were when they were last seen. */
const everything = new Map<number, Segment>()

/** Puts a segment in at its index; what stands there and behind moves up. */
export function insert(segments: Segment[], segment: Segment): Segment[] {
  const at = segment.sequence_index
  const isTaken = segments.some((s) => s.sequence_index === at)
  const moved = segments.map((s) =>
    isTaken && s.sequence_index >= at ? { ...s, sequence_index: s.sequence_index + 1 } : s,
  )
  return [...moved, segment].sort(byIndex)
}

/** Moves what stands at an index and behind up by so many places. */
export function makeRoom(segments: Segment[], at: number, count: number): Segment[] {
  return segments.map((s) =>
    s.sequence_index >= at ? { ...s, sequence_index: s.sequence_index + count } : s,
  )
}

function trashed(segment: Segment, at: number, op: number): TrashedSegment {
  everything.set(segment.id, segment)
  return {
    id: segment.id,
    project_id: 1,
    sequence_index: segment.sequence_index,
    text: segment.text,
    image_id: segment.image?.id ?? null,
    audio_id: segment.audio?.id ?? null,
    bytes: (segment.image?.bytes ?? 0) + (segment.audio?.bytes ?? 0),
    locked: segment.locked,
    deleted_at: at,
    op_id: op,
  }
}

function sum<T>(items: readonly T[], size: (item: T) => number | undefined): number {
  return items.reduce((all, item) => all + (size(item) ?? 0), 0)
}

function byIndex(left: Segment, right: Segment): number {
  return left.sequence_index - right.sequence_index
}
