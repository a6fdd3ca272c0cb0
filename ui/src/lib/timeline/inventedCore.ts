import { type Ipc, IpcError } from '../ipc'
import type {
  Change,
  CopyReceipt,
  DeleteReceipt,
  ErrorCode,
  MergeReceipt,
  Outcome,
  Segment,
  SegmentBatch,
  SegmentId,
  Shift,
  SplitReceipt,
} from '../ipc/types'
import { gapsOf, outcome, outlineOf, segment } from './invented'

interface Waiting {
  answer: () => void
}

/**
 * A core in memory for tests: commits at the call and answers when told to, in any order, so that every way in which
 * answers can cross is within a test's reach. Projects are those that have segments.
 */
export class InventedCore {
  readonly #projects = new Map<number, Segment[]>()
  readonly #trash: Segment[] = []
  readonly #waiting: Waiting[] = []
  readonly calls: string[] = []
  #revision = 0
  #failure: ErrorCode | null = null
  /** Answers at once while false. */
  isHolding = false

  constructor(projects: Record<number, Segment[]>) {
    for (const [id, segments] of Object.entries(projects)) {
      const own = segments.map((one) => ({ ...one, project_id: Number(id) }))
      this.#projects.set(Number(id), own)
    }
  }

  /** Makes the next command fail, changing nothing. */
  failNext(code: ErrorCode): void {
    this.#failure = code
  }

  /** Takes a project away, as the undo of an import does. */
  forget(project: number): void {
    this.#projects.delete(project)
  }

  /** Deletes a segment as another window would: the answer is an outcome that this page hears of later, or never. */
  rippleElsewhere(id: SegmentId): Outcome<DeleteReceipt> {
    const [receipt, change] = this.#delete([id], 'ripple')
    this.#revision += 1
    return outcome(this.#revision, receipt, change)
  }

  segments(project: number): Segment[] {
    return this.#projects.get(project) ?? []
  }

  get waiting(): number {
    return this.#waiting.length
  }

  /** Answers a waiting command, by its place among them, and lets what follows from it happen. */
  async answer(place = 0): Promise<void> {
    this.#waiting.splice(place, 1)[0]?.answer()
    await settled()
  }

  async answerAll(): Promise<void> {
    this.isHolding = false
    while (this.#waiting.length > 0) await this.answer()
  }

  get ipc(): Ipc {
    return this.#commands() as Ipc
  }

  #commands(): Partial<Ipc> {
    return {
      getProject: (id) =>
        this.#projects.has(id)
          ? Promise.resolve({ id, title: `Project ${id}`, created_at: 0, updated_at: 0 })
          : Promise.reject(refusal('not_found')),
      readOutline: (id) => this.#answered('list', () => outlineOf(this.segments(id), this.#revision, id)),
      readSegments: (ids) => Promise.resolve(this.#whole(ids)),
      deleteSegments: ({ ids, mode }) =>
        this.#command('delete', () => this.#delete(ids, mode === 'ripple' ? 'ripple' : 'lift')),
      closeGaps: ({ project_id: id, gap }) => this.#command('close', () => this.#closeGaps(id, gap)),
      editSegment: ({ id, ...texts }) => this.#command('edit', () => this.#edit([id], texts)),
      lockSegments: ({ ids, locked }) =>
        this.#command(`${locked ? 'lock' : 'unlock'} ${ids.join()}`, () => this.#edit(ids, { locked })),
      addSegment: ({ project_id: id, at }) => this.#command('add', () => this.#add(id, at)),
      duplicateSegments: ({ ids }) => this.#command(`duplicate ${ids.join()}`, () => this.#duplicate(ids)),
      pasteSegments: ({ project_id: id, at, ids }) =>
        this.#command(`paste ${ids.join()} at ${at}`, () => this.#copy(id, at, ids)),
      splitSegment: ({ id, at }) => this.#command(`split ${id} at ${at}`, () => this.#split(id, at)),
      mergeWithNext: ({ id }) => this.#command(`merge ${id}`, () => this.#merge(id)),
      moveSegments: ({ ids, to }) => this.#command(`move ${ids.join()} to ${to}`, () => [null, {}]),
      chooseMedia: () => Promise.resolve({ token: 'token', name: 'hare.png' }),
      attachMedia: (request) => this.#command(`attach ${JSON.stringify(request)}`, () => [null, {}]),
      attachFiles: (request) => this.#command(`attach ${JSON.stringify(request)}`, () => [null, {}]),
      pasteImage: (id, bytes) => this.#command(`paste ${bytes.length} bytes into ${id}`, () => [null, {}]),
      addFiles: ({ project_id: id, at, token }) =>
        this.#command(`add files ${token} at ${at}`, () => {
          const [added, change] = this.#add(id, at)
          return [{ ids: [added], first_index: at ?? 0 }, change]
        }),
      detachMedia: (request) => this.#command(`detach ${JSON.stringify(request)}`, () => [null, {}]),
    }
  }

  #whole(ids: readonly SegmentId[]): SegmentBatch {
    const all = [...this.#projects.values()].flat()
    return { revision: this.#revision, segments: all.filter((one) => ids.includes(one.id)) }
  }

  #command<T>(name: string, commit: () => [T, Partial<Change>]): Promise<Outcome<T>> {
    return this.#answered(name, () => {
      const [value, change] = commit()
      this.#revision += 1
      return outcome(this.#revision, value, change)
    })
  }

  /** Reads or commits now, answers later. */
  #answered<T>(name: string, now: () => T): Promise<T> {
    this.calls.push(name)
    const code = name === 'list' ? null : this.#failure
    if (code !== null) this.#failure = null
    const told: () => Promise<T> = code === null ? keep(now()) : () => Promise.reject(refusal(code))
    if (!this.isHolding) return told()
    return new Promise((resolve) => this.#waiting.push({ answer: () => resolve(told()) }))
  }

  #delete(ids: readonly SegmentId[], mode: 'lift' | 'ripple'): [DeleteReceipt, Partial<Change>] {
    const [project, segments] = this.#owner(ids[0] ?? -1)
    const gone = segments.filter((one) => ids.includes(one.id))
    const left = segments.filter((one) => !ids.includes(one.id))
    this.#trash.push(...gone)
    const shifts =
      mode === 'ripple' ? closing(left, (index) => gone.filter((g) => g.sequence_index < index).length) : []
    this.#projects.set(project, shifted(left, shifts))
    const first = gone[0]?.sequence_index ?? 0
    const receipt = { segments: gone.length, first_index: first, locked: 0, gaps: [], erased: false }
    return [receipt, { project_id: project, removed: [...ids], shifts }]
  }

  #closeGaps(project: number, index?: number): [null, Partial<Change>] {
    const segments = this.segments(project)
    const gaps = gapsOf(segments).filter((gap) => index === undefined || gap.index === index)
    const missing = (at: number) => gaps.reduce((sum, gap) => sum + (gap.index < at ? gap.len : 0), 0)
    const shifts = closing(segments, missing)
    this.#projects.set(project, shifted(segments, shifts))
    return [null, { project_id: project, shifts }]
  }

  #edit(ids: readonly SegmentId[], part: Partial<Segment>): [null, Partial<Change>] {
    const [project, segments] = this.#owner(ids[0] ?? -1)
    const edited = segments.map((one) => (ids.includes(one.id) ? { ...one, ...part } : one))
    this.#projects.set(project, edited)
    return [null, { project_id: project, upserted: edited.filter((one) => ids.includes(one.id)) }]
  }

  #add(project: number, at: number | undefined): [SegmentId, Partial<Change>] {
    const segments = this.segments(project)
    const place = at ?? (segments.at(-1)?.sequence_index ?? -1) + 1
    const isTaken = segments.some((one) => one.sequence_index === place)
    const shifts = isTaken ? [{ from: place, to: place + 1, len: 1000 }] : []
    const added = { ...segment(900 + this.#revision, place), project_id: project }
    this.#projects.set(project, [...shifted(segments, shifts), added].sort(byIndex))
    return [added.id, { project_id: project, shifts, upserted: [added] }]
  }

  #duplicate(ids: readonly SegmentId[]): [CopyReceipt, Partial<Change>] {
    const [project, segments] = this.#owner(ids[0] ?? -1)
    const originals = segments.filter((one) => ids.includes(one.id))
    const last = originals.at(-1)?.sequence_index ?? -1
    return this.#copy(
      project,
      last + 1,
      originals.map((one) => one.id),
    )
  }

  #copy(project: number, at: number, ids: readonly SegmentId[]): [CopyReceipt, Partial<Change>] {
    const all = [...this.#projects.values(), this.#trash].flat()
    const first = 10_000 + this.#revision * 100
    const copies = ids
      .flatMap((id) => all.find((one) => one.id === id) ?? [])
      .map((one, i) => ({
        ...one,
        id: first + i,
        project_id: project,
        sequence_index: at + i,
        locked: false,
      }))
    const shifts = [{ from: at, to: at + copies.length, len: 1000 }]
    this.#projects.set(project, [...shifted(this.segments(project), shifts), ...copies].sort(byIndex))
    const receipt = { ids: copies.map((one) => one.id), first_index: at }
    return [receipt, { project_id: project, shifts, upserted: copies }]
  }

  #split(id: SegmentId, at: number): [SplitReceipt, Partial<Change>] {
    const [project, segments] = this.#owner(id)
    const [one = segment(id, 0)] = segments.filter((other) => other.id === id)
    const place = one.sequence_index + 1
    const text = one.text.slice(0, at).trimEnd()
    const first = { ...one, text, audio_stale: one.audio !== null }
    const second = { ...segment(10_000 + this.#revision * 100, place, null), project_id: project }
    const shifts = [{ from: place, to: place + 1, len: 1000 }]
    const upserted = [first, { ...second, text: one.text.slice(at).trimStart() }]
    const others = segments.filter((other) => other.id !== id)
    this.#projects.set(project, [...shifted(others, shifts), ...upserted].sort(byIndex))
    return [
      { second: second.id, sequence_index: place },
      { project_id: project, shifts, upserted },
    ]
  }

  #merge(id: SegmentId): [MergeReceipt, Partial<Change>] {
    const [project, segments] = this.#owner(id)
    const [one, next] = segments.slice(segments.findIndex((other) => other.id === id))
    if (!one || !next) throw refusal('invalid')
    const spoken = one.audio ? one : next
    const merged = {
      ...one,
      text: `${one.text} ${next.text}`,
      image: one.image ?? next.image,
      audio: spoken.audio,
      duration_ms: spoken.duration_ms,
      audio_stale: spoken.audio !== null,
    }
    this.#trash.push(next)
    const left = segments.filter((other) => other !== next).map((other) => (other === one ? merged : other))
    const shifts = closing(left, (index) => Number(index > next.sequence_index))
    this.#projects.set(project, shifted(left, shifts))
    const change = { project_id: project, removed: [next.id], shifts, upserted: [merged] }
    return [{ id, trashed: next.id }, change]
  }

  #owner(id: SegmentId): [number, Segment[]] {
    for (const entry of this.#projects) if (entry[1].some((one) => one.id === id)) return entry
    throw new Error(`no segment ${id}`)
  }
}

/** Lets everything happen that needs no more answers. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}

function keep<T>(value: T): () => Promise<T> {
  return () => Promise.resolve(value)
}

function refusal(code: ErrorCode): IpcError {
  return new IpcError({ code, message: `It is ${code}.` })
}

/** One shift for each segment that has `missing(index)` places to close before it. */
function closing(segments: readonly Segment[], missing: (index: number) => number): Shift[] {
  return segments
    .map(({ sequence_index: from }) => ({ from, to: from - missing(from), len: 1 }))
    .filter(({ from, to }) => from !== to)
}

function shifted(segments: readonly Segment[], shifts: readonly Shift[]): Segment[] {
  const moved = segments.map((one) => {
    const shift = shifts.find(
      ({ from, len }) => one.sequence_index >= from && one.sequence_index < from + len,
    )
    return shift ? { ...one, sequence_index: one.sequence_index + shift.to - shift.from } : one
  })
  return moved.sort(byIndex)
}

function byIndex(left: Segment, right: Segment): number {
  return left.sequence_index - right.sequence_index
}
