import { SvelteMap } from 'svelte/reactivity'
import {
  type ChosenFile,
  type Ipc,
  IpcError,
  type ManyFiles,
  type MediaKind,
  type Outcome,
  type ProjectId,
  type SegmentId,
} from '../ipc'
import { errorReceipt, filesReceipt, isWorthAWord, type ShowReceipt } from '../receipt/receipt'
import { t } from '../texts'
import type { Timeline } from '../timeline/timeline.svelte'
import { numberOf } from './target'

/** What bringing files in needs of the window. */
export interface FilesDoors {
  timeline: () => Timeline
  report: ShowReceipt
  /** Says in words what has changed on the page, for those who don't see it. */
  announce: (words: string) => void
}

/** The largest image that is taken from the clipboard, in bytes, as in the core: larger ones need not travel to be refused. */
export const MOST_IMAGE_BYTES = 50_000_000

/** Brings files into the project on the page, dropped, pasted or chosen, and takes them out. No function rejects: failures are told. */
export class Files {
  readonly #ipc: Ipc
  readonly #doors: FilesDoors
  /** How many files are on their way into each segment. */
  readonly #busy = new SvelteMap<SegmentId, number>()

  constructor(ipc: Ipc, doors: FilesDoors) {
    this.#ipc = ipc
    this.#doors = doors
  }

  /** Whether a file is on its way into a segment; a long one is copied for seconds. */
  isBusy(id: SegmentId): boolean {
    return (this.#busy.get(id) ?? 0) > 0
  }

  /** Asks for a file and gives it to a segment. */
  async choose(id: SegmentId, kind: MediaKind): Promise<void> {
    const what = this.#notGiven(id, kind)
    const file = await this.#askFor(kind, what)
    if (file === null) return
    const token = kind === 'image' ? { image_token: file.token } : { audio_token: file.token }
    const request = { segment_id: id, ...token }
    const outcome = await this.#doors.timeline().run(what, () => this.#ipc.attachMedia(request))
    if (outcome) this.#tellOf(() => t().editing.replaced[kind], outcome)
  }

  /** Takes the image or the take away from a segment. */
  async remove(id: SegmentId, kind: MediaKind): Promise<void> {
    const request = { segment_id: id, image: kind === 'image', audio: kind === 'audio' }
    const outcome = await this.#doors.timeline().run(
      () => t().editing.notRemoved[kind],
      () => this.#ipc.detachMedia(request),
    )
    if (outcome) this.#tellOf(() => t().editing.removed[kind], outcome)
  }

  /** Gives dropped files to a segment: an image, a take, or one of each. */
  async attach(id: SegmentId, { token }: ManyFiles): Promise<void> {
    await this.#into(id, () => this.#ipc.attachFiles({ segment_id: id, token }))
  }

  /** Gives an image of the clipboard to a segment. */
  async paste(id: SegmentId, image: Blob): Promise<void> {
    await this.#into(id, async () => {
      const bytes =
        image.size > MOST_IMAGE_BYTES ? new Uint8Array() : new Uint8Array(await image.arrayBuffer())
      return this.#ipc.pasteImage(id, bytes)
    })
  }

  /** Makes a segment of each dropped file, at a sequence index or behind the last. */
  async add({ token, count }: ManyFiles, at?: number): Promise<void> {
    const place = at === undefined ? {} : { at }
    const outcome = await this.#bring(
      () => t().files.notAdded(count),
      (project_id) => this.#ipc.addFiles({ project_id, token, ...place }),
    )
    if (outcome) this.#doors.announce(t().files.added(outcome.value.ids.length))
  }

  /** Asks for files and makes segments of them, behind the current one. */
  async chooseAndAdd(): Promise<void> {
    const chosen = await this.#ipc.chooseFiles().catch(() => null)
    const timeline = this.#doors.timeline()
    const { currentId } = timeline
    if (chosen) await this.add(chosen, currentId === null ? undefined : numberOf(timeline, currentId))
  }

  /** No part of the command: a dialog may stay open for as long as it likes. */
  async #askFor(kind: MediaKind, what: () => string): Promise<ChosenFile | null> {
    try {
      return await this.#ipc.chooseMedia(kind)
    } catch (thrown) {
      this.#doors.report(() => errorReceipt(IpcError.from(thrown), what()))
      return null
    }
  }

  /** What is told when a segment did not get a file, by its number of now. */
  #notGiven(id: SegmentId, kind: MediaKind): () => string {
    const which = { segments: 1, number: numberOf(this.#doors.timeline(), id) }
    return () => t().editing.notGiven(which, kind)
  }

  #tellOf(title: () => string, { files }: Outcome<null>): void {
    if (isWorthAWord(files)) this.#doors.report(() => filesReceipt(title(), files))
  }

  async #into(id: SegmentId, command: () => Promise<Outcome<null>>): Promise<void> {
    const number = numberOf(this.#doors.timeline(), id)
    this.#busy.set(id, (this.#busy.get(id) ?? 0) + 1)
    const outcome = await this.#bring(() => t().files.notAttached(number), command)
    this.#busy.set(id, (this.#busy.get(id) ?? 1) - 1)
    if (outcome) this.#doors.announce(t().files.attached(number))
  }

  #bring<T>(
    what: () => string,
    command: (project: ProjectId) => Promise<Outcome<T>>,
  ): Promise<Outcome<T> | null> {
    return this.#doors.timeline().bring(what, command)
  }
}
