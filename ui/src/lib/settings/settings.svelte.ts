import type { Ipc, Settings } from '../ipc'

const untouched: Settings = {
  theme: 'system',
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

  /** Rejects with an `IpcError`; what was set before stays. */
  async load(): Promise<void> {
    this.#follow(await this.#ipc.getSettings())
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
  }

  #follow(settings: Settings): void {
    this.#current = settings
    if (settings.theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = settings.theme
  }
}
