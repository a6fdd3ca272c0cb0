import type { Segment, SegmentBatch, SegmentId } from '../ipc/types'

/** How many segments are kept whole, and how many are left once they are too many. Some twenty times what is ever in view. */
const [MOST_KEPT, KEPT] = [4_000, 3_500]

/** How many are asked for at once, at most. */
const BATCH = 250

interface Kept {
  segment: Segment
  /** The last operation of the library when it was like this. */
  revision: number
  /** When somebody last wanted it, in questions. */
  wanted: number
}

/** What contents need of the timeline. */
export interface ContentsDoors {
  read: (ids: readonly SegmentId[]) => Promise<SegmentBatch>
  /** Whether a segment is still in the project on the page: an answer about another goes nowhere. */
  isThere: (segment: Segment) => boolean
  failed: (thrown: unknown) => void
}

/**
 * Segments whole, with their words and files: those that somebody wanted lately. The sequence says where they stand;
 * an answer that comes late, or was overtaken by a change, is not believed.
 */
export class Contents {
  readonly #doors: ContentsDoors
  #kept = new Map<SegmentId, Kept>()
  #wanted = new Set<SegmentId>()
  readonly #asked = new Set<SegmentId>()
  /** Contents that are older than this may be wrong. */
  #doubted = 0
  #epoch = 0
  /** How often something was wanted. */
  #questions = 0
  /** Counts up when a content comes: whoever reads one is told. */
  #arrivals = $state(0)

  constructor(doors: ContentsDoors) {
    this.#doors = doors
  }

  /** Returns a segment as it stands at an index; null as long as it is on its way. */
  get(id: SegmentId, index: number): Segment | null {
    // The count is what a reader follows.
    const kept = this.#arrivals < 0 ? undefined : this.#kept.get(id)
    if (kept === undefined) return null
    // It has moved since it was read.
    if (kept.segment.sequence_index !== index) kept.segment = { ...kept.segment, sequence_index: index }
    return kept.segment
  }

  /** Has segments read soon that are not known, in as few questions as it takes. */
  want(ids: Iterable<SegmentId>): void {
    const wasIdle = this.#wanted.size === 0
    this.#questions += 1
    for (const id of ids) {
      const kept = this.#kept.get(id)
      if (kept) kept.wanted = this.#questions
      const isKnown = kept !== undefined && kept.revision >= this.#doubted
      if (!isKnown && !this.#asked.has(id)) this.#wanted.add(id)
    }
    if (wasIdle && this.#wanted.size > 0) queueMicrotask(() => this.#ask())
  }

  /** Takes over what a change told, or a reading. */
  put(segments: readonly Segment[], revision: number): void {
    const wanted = this.#questions
    for (const segment of segments) {
      const kept = this.#kept.get(segment.id)
      if (kept === undefined || kept.revision <= revision)
        this.#kept.set(segment.id, { segment, revision, wanted })
    }
    if (this.#kept.size > MOST_KEPT) this.#forget()
    if (segments.length > 0) this.#arrivals += 1
  }

  /** Says that anything may have changed up to a revision. What is kept is shown until it has been read anew. */
  doubt(revision: number): void {
    this.#doubted = Math.max(this.#doubted, revision)
    this.#arrivals += 1
  }

  /** Forgets everything: another project comes. */
  clear(): void {
    this.#epoch += 1
    this.#kept = new Map()
    this.#wanted = new Set()
    this.#asked.clear()
    this.#doubted = 0
    this.#arrivals += 1
  }

  #ask(): void {
    const ids = [...this.#wanted]
    this.#wanted = new Set()
    for (let from = 0; from < ids.length; from += BATCH) void this.#read(ids.slice(from, from + BATCH))
  }

  async #read(ids: readonly SegmentId[]): Promise<void> {
    const [epoch, asked] = [this.#epoch, ids]
    for (const id of ids) this.#asked.add(id)
    try {
      const { revision, segments } = await this.#doors.read(ids)
      if (epoch !== this.#epoch) return
      this.#done(asked)
      // Older than a change that may be about them: asked again.
      if (revision < this.#doubted) this.want(ids)
      else this.put(segments.filter(this.#doors.isThere), revision)
    } catch (thrown) {
      if (epoch !== this.#epoch) return
      this.#done(asked)
      this.#doors.failed(thrown)
    }
  }

  #done(ids: readonly SegmentId[]): void {
    for (const id of ids) this.#asked.delete(id)
  }

  /** Forgets those that were least lately wanted. */
  #forget(): void {
    const lately = [...this.#kept].sort(([, left], [, right]) => left.wanted - right.wanted)
    this.#kept = new Map(lately.slice(-KEPT))
  }
}
