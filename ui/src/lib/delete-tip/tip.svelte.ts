import { getContext, setContext } from 'svelte'
import type { Attachment } from 'svelte/attachments'
import type { DeletePreview, Ipc, SegmentId, Settings } from '../ipc'
import { wouldGo, type WouldGo } from './words'

/** How long the pointer or the keys rest on a button before the core is asked, in milliseconds. */
export const REST_MS = 350
/** How long the tip stays while the pointer is on its way to it. */
const GRACE_MS = 150

const context = Symbol('delete tip')

/** The tip, and the button that it is about. */
interface Shown extends WouldGo {
  anchor: HTMLElement
}

/** Tells at a delete button what would go. There is one tip, for the button that was rested on last. */
export class DeleteTip {
  /** Of the tip's element. */
  readonly id = 'delete-tip'
  readonly #ipc: Pick<Ipc, 'previewDelete'>
  readonly #settings: () => Settings
  #shown = $state.raw<Shown | null>(null)
  #anchor: HTMLElement | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Counts questions: an answer to any but the last comes too late. */
  #turn = 0

  constructor(ipc: Pick<Ipc, 'previewDelete'>, settings: () => Settings) {
    this.#ipc = ipc
    this.#settings = settings
  }

  get shown(): Shown | null {
    return this.#shown
  }

  /** Tells at a button what a delete of these segments would take. `alsoShift` says that Shift closes the gap there. */
  on(ids: () => readonly SegmentId[], alsoShift = false): Attachment<HTMLElement> {
    return (button) => {
      const rest = () => this.#rest(button, () => this.#ask(button, ids(), alsoShift))
      const leave = () => this.#leave(button)
      const hide = () => this.#isAbout(button) && this.hide()
      const focus = () => button.matches(':focus-visible') && rest()
      const heard = {
        pointerenter: rest,
        pointerleave: leave,
        focus,
        blur: hide,
        pointerdown: hide,
        click: hide,
      }
      for (const [event, act] of Object.entries(heard)) button.addEventListener(event, act)
      return () => {
        for (const [event, act] of Object.entries(heard)) button.removeEventListener(event, act)
        hide()
      }
    }
  }

  /** Leaves the tip where it is: the pointer has reached it. */
  stay(): void {
    clearTimeout(this.#timer)
  }

  hide(): void {
    this.stay()
    this.#turn += 1
    this.#anchor?.removeAttribute('aria-describedby')
    this.#anchor = null
    this.#shown = null
  }

  #isAbout(button: HTMLElement): boolean {
    return this.#anchor === button
  }

  #rest(button: HTMLElement, ask: () => unknown): void {
    if (this.#isAbout(button)) return this.stay()
    this.hide()
    this.#anchor = button
    this.#timer = setTimeout(ask, REST_MS)
  }

  #leave(button: HTMLElement): void {
    if (!this.#isAbout(button)) return
    this.stay()
    if (this.#shown === null) this.hide()
    else this.#timer = setTimeout(() => this.hide(), GRACE_MS)
  }

  async #ask(button: HTMLElement, ids: readonly SegmentId[], alsoShift: boolean): Promise<void> {
    if (ids.length === 0) return
    const turn = (this.#turn += 1)
    // Without an answer there is no tip. The delete itself says what goes wrong.
    const preview: DeletePreview | null = await this.#ipc.previewDelete(ids, 'lift').catch(() => null)
    if (preview === null || turn !== this.#turn) return
    const { erase_instead_of_trash: erases, silence: silenceMs } = this.#settings()
    this.#shown = { anchor: button, ...wouldGo(preview, { erases, silenceMs }, alsoShift) }
    button.setAttribute('aria-describedby', this.id)
  }
}

/** Makes the tip known to everything in the window. */
export function provideDeleteTip(tip: DeleteTip): void {
  setContext(context, tip)
}

/** The tip, for what deletes; none where a part of the window stands alone. */
export function useDeleteTip(): DeleteTip | undefined {
  return getContext<DeleteTip | undefined>(context)
}
