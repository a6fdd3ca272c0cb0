import type { DroppedFiles, DropPoint, Ipc, SegmentId } from '../ipc'
import type { Timeline } from '../timeline/timeline.svelte'
import type { Files } from './files.svelte'
import { marked, numberOf, type Target, targetOf } from './target'

/** What is marked carries this attribute. */
const MARK = 'data-drop-target'

/** What dropping needs of the window. */
export interface DroppingDoors {
  timeline: () => Timeline
  files: () => Files
  /** Whether something lies over the page. */
  isCovered: () => boolean
}

/** Files of other programs, held over the page and dropped on it. The shell tells of them by events of its own. */
export class Dropping {
  readonly #doors: DroppingDoors
  #marked: HTMLElement | null = null
  #held = $state.raw<{ at: DropPoint; target: Target } | null>(null)

  constructor(doors: DroppingDoors) {
    this.#doors = doors
  }

  /** Where files are held, and where they would go; null while none are. */
  get held(): { at: DropPoint; target: Target } | null {
    return this.#held
  }

  /** Starts listening. Answers how to stop. */
  listen(ipc: Ipc): () => void {
    const listening = [
      ipc.onFilesOver((at) => this.#hold(at)),
      ipc.onFilesLeft(() => this.#leave()),
      ipc.onFilesDropped((files) => void this.#drop(files)),
    ]
    return () => {
      this.#leave()
      listening.forEach((listener) => void listener.then((stop) => stop()))
    }
  }

  #hold(at: DropPoint): void {
    const element = this.#elementAt(at)
    const target = targetOf(element, this.#currentId)
    this.#mark(target === null ? null : marked(element))
    this.#held = target && { at, target }
  }

  #leave(): void {
    this.#mark(null)
    this.#held = null
  }

  async #drop({ files, at }: DroppedFiles): Promise<void> {
    const target = targetOf(this.#elementAt(at), this.#currentId, files.count)
    const inwards = this.#doors.files()
    this.#leave()
    if (target?.kind === 'segment') await inwards.attach(target.id, files)
    else if (target?.kind === 'behind') await inwards.add(files, numberOf(this.#doors.timeline(), target.id))
    else if (target?.kind === 'end') await inwards.add(files)
  }

  get #currentId(): SegmentId | null {
    return this.#doors.timeline().currentId
  }

  #elementAt({ x, y }: DropPoint): Element | null {
    return this.#doors.isCovered() ? null : document.elementFromPoint(x, y)
  }

  #mark(element: HTMLElement | null): void {
    if (element === this.#marked) return
    this.#marked?.removeAttribute(MARK)
    element?.setAttribute(MARK, '')
    this.#marked = element
  }
}
