import type { Ipc, Settings } from '../ipc'
import type { Starting } from '../starting'
import { spoken } from '../texts'

const untouched: Settings = {
  language: 'system',
  theme: 'system',
  text_size: 100,
  silence: 3000,
  erase_instead_of_trash: false,
  confirm_before_delete: false,
  key_preset: 'segue',
  key_bindings: {},
}

/** What the person set, as the window follows it. */
export class SettingsState {
  readonly #ipc: Ipc
  #current = $state.raw<Settings>(untouched)

  constructor(ipc: Ipc) {
    this.#ipc = ipc
  }

  get current(): Settings {
    return this.#current
  }

  /** Takes over what was set before, and what is spoken by it. Rejects with an `IpcError`. */
  async take({ settings, spoken: speaking }: Pick<Starting, 'settings' | 'spoken'>): Promise<void> {
    const { language, locale } = await speaking
    spoken.speak(language, locale)
    this.#follow(await settings)
  }

  /** Follows the change at once and takes it back when it can't be kept. Rejects with an `IpcError`. */
  async change(part: Partial<Settings>): Promise<void> {
    const before = this.#current
    this.#follow({ ...before, ...part })
    try {
      await this.#ipc.setSettings(this.#current)
    } catch (error) {
      this.#follow(before)
      throw error
    }
    if (part.language !== undefined) await this.#speak()
  }

  /** The shell knows what the system speaks. */
  async #speak(): Promise<void> {
    const { language, locale } = await this.#ipc.getLanguage()
    spoken.speak(language, locale)
  }

  #follow(settings: Settings): void {
    const page = document.documentElement
    const isResized = settings.text_size !== this.#current.text_size
    this.#current = settings
    if (settings.theme === 'system') delete page.dataset.theme
    else page.dataset.theme = settings.theme
    page.style.fontSize = settings.text_size === 100 ? '' : `${settings.text_size}%`
    // What is measured in the size of text is measured again, as after a change of the window.
    if (isResized) window.dispatchEvent(new Event('resize'))
  }
}
