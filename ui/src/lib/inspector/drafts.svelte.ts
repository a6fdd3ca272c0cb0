import { SvelteMap } from 'svelte/reactivity'
import type { EditSegment, IpcError, Segment, SegmentId } from '../ipc'

/** A text of a segment that is written by hand. */
export type DraftField = 'text' | 'image_prompt'
type Texts = Partial<Record<DraftField, string>>

/** What was typed and is not on disk yet, by segment, so that moving on to another segment can't lose it. */
export class Drafts {
  readonly #save: (edit: EditSegment) => Promise<void>
  readonly #failed: (error: IpcError) => void
  readonly #pause: number
  readonly #drafts = new SvelteMap<SegmentId, Texts>()
  readonly #refused = new SvelteMap<SegmentId, IpcError>()
  readonly #timers = new Map<SegmentId, ReturnType<typeof setTimeout>>()
  readonly #saving = new Map<SegmentId, Promise<void>>()
  /** What was saved last while its field still has the focus: more of it is the same step of the history. */
  #typing: { id: SegmentId; field: string } | null = null

  /**
   * `save` rejects with an `IpcError` when the texts did not reach the disk; they stay drafts then and `failed` is
   * told. `pause` is how long the keys have to rest before a save, in milliseconds.
   */
  constructor(save: (edit: EditSegment) => Promise<void>, failed: (error: IpcError) => void, pause = 600) {
    this.#save = save
    this.#failed = failed
    this.#pause = pause
  }

  /** How many segments have text that is not on disk. */
  get size(): number {
    return this.#drafts.size
  }

  /** How many of them could not be saved. */
  get refused(): number {
    return this.#refused.size
  }

  /** The text as the person last wrote it. */
  value(segment: Segment, field: DraftField): string {
    return this.#drafts.get(segment.id)?.[field] ?? segment[field]
  }

  /** Whether the segment's last save failed. */
  isRefused(id: SegmentId): boolean {
    return this.#refused.has(id)
  }

  write(id: SegmentId, field: DraftField, text: string): void {
    this.#drafts.set(id, { ...this.#drafts.get(id), [field]: text })
    clearTimeout(this.#timers.get(id))
    this.#timers.set(
      id,
      setTimeout(() => void this.saveNow(id), this.#pause),
    )
  }

  /** Forgets what was typed since the last save. */
  discard(id: SegmentId): void {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
    this.#drafts.delete(id)
    this.#refused.delete(id)
  }

  /** Saves all that was not refused before. Never rejects: what can't be saved stays a draft. */
  async flush(): Promise<void> {
    const fresh = [...this.#drafts.keys()].filter((id) => !this.#refused.has(id))
    await Promise.all(fresh.map((id) => this.saveNow(id)))
  }

  /** Saves all when a field loses the focus: what is typed after that is a step of its own. */
  async leave(): Promise<void> {
    await this.flush()
    this.#typing = null
  }

  /** Saves a segment's draft, after a save of the same segment that is on its way. Never rejects. */
  saveNow(id: SegmentId): Promise<void> {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
    // One after the other, or an older text could arrive last and win.
    const before = this.#saving.get(id) ?? Promise.resolve()
    const saved = before.then(() => this.#saveDraft(id))
    this.#saving.set(id, saved)
    return saved.finally(() => {
      if (this.#saving.get(id) === saved) this.#saving.delete(id)
    })
  }

  async #saveDraft(id: SegmentId): Promise<void> {
    const sent = this.#drafts.get(id)
    if (sent === undefined) return
    const [field, ...others] = Object.keys(sent)
    const isTyping = others.length === 0 && this.#typing?.id === id && this.#typing.field === field
    try {
      await this.#save({ id, ...sent, ...(isTyping ? { typing: true } : {}) })
      this.#typing = field !== undefined && others.length === 0 ? { id, field } : null
      this.#refused.delete(id)
      this.#forget(id, sent)
    } catch (thrown) {
      const error = thrown as IpcError
      // A segment that is gone takes its draft along: there is nowhere left to save it.
      if (error.code === 'not_found') this.discard(id)
      else this.#refused.set(id, error)
      this.#failed(error)
    }
  }

  /** Lets go of what was sent, not of what was typed while it was on its way. */
  #forget(id: SegmentId, sent: Texts): void {
    const rest = Object.entries(this.#drafts.get(id) ?? {}).filter(
      ([field, text]) => sent[field as DraftField] !== text,
    )
    if (rest.length === 0) this.#drafts.delete(id)
    else this.#drafts.set(id, Object.fromEntries(rest))
  }
}
