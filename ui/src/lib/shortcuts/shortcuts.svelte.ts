import { getContext, setContext } from 'svelte'
import type { KeyPreset, Settings } from '../ipc'
import { t } from '../texts'
import type { SettingsState } from '../settings/settings.svelte'
import { type ActionId, actions, platformOf } from '../timeline/keymap'
import { bindingOf, isSystems, actsInText, type KeyPress, type Platform, write } from './binding'
import { Bindings, type Choices, shapeOf } from './bindings'
import { presetNames } from './presets'
import { ariaKeys, forMenu, shown } from './shown'

/** What waits for a key press. */
export interface Recording {
  id: ActionId
  /** The keys that the new ones take the place of; null to add. */
  replaced: string | null
}

/** Keys that are in use, about to be taken from other actions. */
export interface Conflict {
  id: ActionId
  keys: readonly string[]
  others: readonly ActionId[]
}

type Change = (part: Partial<Settings>) => unknown

const context = Symbol('shortcuts')

/** The keys in force, how they are shown, and how they are changed. */
export class Shortcuts {
  readonly platform: Platform = platformOf(navigator.userAgent)
  readonly #settings: () => Settings
  readonly #change: Change
  readonly #bindings = $derived.by(() => {
    const { key_preset: preset, key_bindings: choices } = this.#settings()
    return new Bindings(preset, choices)
  })
  #recording = $state.raw<Recording | null>(null)
  #conflict = $state.raw<Conflict | null>(null)
  #said = $state('')

  constructor(settings: Pick<SettingsState, 'current'>, change: Change) {
    this.#settings = () => settings.current
    this.#change = change
  }

  get bindings(): Bindings {
    return this.#bindings
  }

  get preset(): KeyPreset {
    return this.#settings().key_preset
  }

  get recording(): Recording | null {
    return this.#recording
  }

  get conflict(): Conflict | null {
    return this.#conflict
  }

  /** What changed last, in words. */
  get said(): string {
    return this.#said
  }

  // How keys are shown

  /** All keys of an action, as people read them. */
  shownOf(id: ActionId): string[] {
    return this.#shown(this.bindings.keysOf(id))
  }

  /** A label with the first keys of its action behind it. */
  hint(label: string, id: ActionId): string {
    const [first] = this.shownOf(id)
    return first === undefined ? label : `${label} (${first})`
  }

  /** For `aria-keyshortcuts`: all keys, with spaces between them. */
  aria(id: ActionId): string | undefined {
    const keys = this.bindings.keysOf(id).map((one) => ariaKeys(one, this.platform))
    return keys.length > 0 ? keys.join(' ') : undefined
  }

  /** For the menu: each action's first keys, as Windows and Linux write them. */
  get menuKeys(): Record<string, string> {
    const first = (id: ActionId) => this.bindings.keysOf(id)[0] ?? ''
    return Object.fromEntries(actions.map(({ id }) => [id, forMenu(first(id))]))
  }

  // How keys are changed

  /** Waits for the keys that an action gets. */
  record(id: ActionId, replaced: string | null): void {
    this.#conflict = null
    this.#recording = { id, replaced }
    this.#said = t().shortcuts.pressNow(t().actions[id])
  }

  /** Takes what is pressed for the action that waits. A modifier alone is only the beginning. */
  press(event: KeyPress): void {
    const recording = this.#recording
    if (recording === null || ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph'].includes(event.key)) return
    if (event.key === 'Escape') return this.cancel()
    const { id, replaced } = recording
    const pressed = this.#readable(event, id)
    if (pressed === null) return
    this.#recording = null
    const before = this.bindings.keysOf(id)
    const keys =
      replaced === null ? [...before, pressed] : before.map((one) => (one === replaced ? pressed : one))
    this.#ask(id, [...new Set(keys)])
  }

  remove(id: ActionId, keys: string): void {
    this.#store(
      id,
      this.bindings.keysOf(id).filter((one) => one !== keys),
    )
  }

  /** Gives an action back the preset's keys, or asks first where others have them by now. */
  reset(id: ActionId): void {
    this.#ask(id, this.bindings.presetKeys(id))
  }

  resetAll(): void {
    this.#keep({ key_bindings: {} }, t().shortcuts.allAsIn(presetNames[this.preset]))
  }

  choosePreset(preset: KeyPreset): void {
    this.#keep({ key_preset: preset }, t().shortcuts.nowAsIn(presetNames[preset]))
  }

  /** Takes the keys from the actions that have them. */
  take(): void {
    if (this.#conflict) this.#store(this.#conflict.id, this.#conflict.keys)
  }

  /** Leaves keys as they were. */
  cancel(): void {
    if (this.#recording || this.#conflict) this.#said = t().shortcuts.unchanged
    this.#recording = this.#conflict = null
  }

  /** Reads keys that the action may have; says why it may not. */
  #readable(event: KeyPress, id: ActionId): string | null {
    const binding = bindingOf(event, this.platform)
    if (binding === null) this.#said = t().shortcuts.unusable
    else if (isSystems(binding, this.platform)) this.#said = t().shortcuts.ofSystem
    else if (shapeOf(id).scope === 'text' && !actsInText(binding)) this.#said = t().shortcuts.ofText
    else return write(shapeOf(id).extends ? { ...binding, shift: false } : binding)
    return null
  }

  #ask(id: ActionId, keys: readonly string[]): void {
    const others = this.bindings.conflicts(id, keys)
    if (others.length === 0) return this.#store(id, keys)
    this.#conflict = { id, keys, others }
    this.#said = ''
  }

  #store(id: ActionId, keys: readonly string[]): void {
    const choices: Choices = this.bindings.withKeys(id, keys)
    this.#keep({ key_bindings: choices }, t().shortcuts.kept(t().actions[id], this.#shown(keys)))
  }

  #keep(part: Partial<Settings>, said: string): void {
    this.#recording = this.#conflict = null
    this.#said = said
    this.#change(part)
  }

  #shown(keys: readonly string[]): string[] {
    return keys.map((one) => shown(one, this.platform))
  }
}

/** Makes the keys in force known to everything in the window. */
export function provideShortcuts(shortcuts: Shortcuts): void {
  setContext(context, shortcuts)
}

/** The keys in force, for what shows them. */
export function useShortcuts(): Shortcuts {
  return getContext<Shortcuts>(context)
}
