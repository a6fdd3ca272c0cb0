/** What keys and menu items can ask for. The shell's menu emits the same ids. */
export type ActionId = (typeof actions)[number]['id']

/** Where the keyboard's focus is, as far as keys care. */
export type Focus =
  /** Nowhere in particular. */
  | 'page'
  /** The timeline or the script: arrows walk through segments. */
  | 'segments'
  /** A panel with a list of its own, which keeps all bare keys. */
  | 'panel'
  /** A button, slider or the like, which keeps the keys it knows. */
  | 'control'
  /** A text field, which keeps all bare keys and the shortcuts of text editing. */
  | 'text'

export type Platform = 'mac' | 'other'

/** A key press that means an action. */
export interface Match {
  action: ActionId
  /** Shift was held with a step: the selection grows instead of moving. */
  extend: boolean
}

/** The part of a `KeyboardEvent` that decides. */
export type KeyPress = Pick<
  KeyboardEvent,
  | 'key'
  | 'code'
  | 'ctrlKey'
  | 'metaKey'
  | 'altKey'
  | 'shiftKey'
  | 'repeat'
  | 'isComposing'
  | 'defaultPrevented'
>

interface ActionShape {
  id: string
  label: string
  group: 'Segments' | 'Selection' | 'Move' | 'Zoom' | 'Library' | 'Window'
  /** Bindings such as `Mod+Shift+G`, the first one shown. Mod is ⌘ on macOS and Ctrl elsewhere. */
  keys: readonly string[]
  /** Shift is no part of the binding: it extends the selection. */
  extends?: boolean
  /** Holding the key down goes on. Never for what changes the story: a key held too long must not cost a chapter. */
  repeats?: boolean
  /** Works in text fields too: a shortcut with Mod that text editing has no use for. */
  inText?: boolean
  /** Only where segments are listed, or where nothing else has the focus. */
  inSegments?: boolean
}

/** Every action, in the order in which the shortcuts page lists them. */
export const actions = [
  { id: 'segment.delete', label: 'Delete, keep the gap', group: 'Segments', keys: ['Delete', 'Backspace'] },
  {
    id: 'segment.delete_ripple',
    label: 'Delete and close the gap',
    group: 'Segments',
    keys: ['Shift+Delete', 'Shift+Backspace'],
  },
  { id: 'edit.undo', label: 'Undo', group: 'Segments', keys: ['Mod+Z'] },
  { id: 'edit.redo', label: 'Redo', group: 'Segments', keys: ['Mod+Shift+Z', 'Mod+Y'] },
  { id: 'gaps.close_all', label: 'Close all gaps', group: 'Segments', keys: ['Mod+Shift+G'], inText: true },
  { id: 'segment.add', label: 'Add a segment', group: 'Segments', keys: ['Mod+Shift+N'], inText: true },
  { id: 'segment.lock', label: 'Lock or unlock', group: 'Segments', keys: ['Mod+Shift+L'], inText: true },

  { id: 'select.all', label: 'Select all', group: 'Selection', keys: ['Mod+A'] },
  { id: 'select.none', label: 'Select none', group: 'Selection', keys: ['Escape'] },
  {
    id: 'select.next',
    label: 'Next segment; with Shift, extend',
    group: 'Selection',
    keys: ['ArrowRight', 'ArrowDown'],
    extends: true,
    repeats: true,
    inSegments: true,
  },
  {
    id: 'select.previous',
    label: 'Previous segment; with Shift, extend',
    group: 'Selection',
    keys: ['ArrowLeft', 'ArrowUp'],
    extends: true,
    repeats: true,
    inSegments: true,
  },
  {
    id: 'select.first',
    label: 'First segment; with Shift, extend',
    group: 'Selection',
    keys: ['Home'],
    extends: true,
    inSegments: true,
  },
  {
    id: 'select.last',
    label: 'Last segment; with Shift, extend',
    group: 'Selection',
    keys: ['End'],
    extends: true,
    inSegments: true,
  },

  { id: 'move.earlier', label: 'Move earlier', group: 'Move', keys: ['Alt+ArrowLeft', 'Alt+ArrowUp'] },
  { id: 'move.later', label: 'Move later', group: 'Move', keys: ['Alt+ArrowRight', 'Alt+ArrowDown'] },

  { id: 'zoom.in', label: 'Zoom in', group: 'Zoom', keys: ['Mod+='], repeats: true, inText: true },
  { id: 'zoom.out', label: 'Zoom out', group: 'Zoom', keys: ['Mod+-'], repeats: true, inText: true },
  { id: 'zoom.fit', label: 'Fit the story', group: 'Zoom', keys: ['Mod+0'], inText: true },

  { id: 'library.show', label: 'Show the library', group: 'Library', keys: ['Mod+Shift+O'], inText: true },
  { id: 'library.open', label: 'Open a library', group: 'Library', keys: ['Mod+O'], inText: true },
  { id: 'library.check', label: 'Check the library', group: 'Library', keys: ['Mod+Shift+K'], inText: true },
  { id: 'library.backups', label: 'Backups', group: 'Library', keys: ['Mod+Shift+B'], inText: true },
  { id: 'project.new', label: 'New project', group: 'Library', keys: ['Mod+N'], inText: true },
  { id: 'story.import', label: 'Import a story', group: 'Library', keys: ['Mod+I'], inText: true },

  { id: 'trash.show', label: 'Trash', group: 'Window', keys: ['Mod+Shift+T'], inText: true },
  { id: 'history.show', label: 'History', group: 'Window', keys: ['Mod+Shift+H'], inText: true },
  { id: 'settings.show', label: 'Settings', group: 'Window', keys: ['Mod+,'], inText: true },
  { id: 'shortcuts.show', label: 'Keyboard shortcuts', group: 'Window', keys: ['?'] },
] as const satisfies readonly ActionShape[]

interface Binding {
  mod: boolean
  alt: boolean
  /** Null where Shift doesn't matter: it extends, or it is how the keyboard makes the character. */
  shift: boolean | null
  key: string
}

const bindings = actions.flatMap((action: ActionShape) =>
  action.keys.map((keys) => ({ action, binding: parse(keys, action.extends === true) })),
)

/** Finds the action that a key press means where the focus is; null for none. */
export function match(press: KeyPress, focus: Focus, platform: Platform): Match | null {
  // A dialog that has used the key, or an input method in the middle of a word.
  if (press.defaultPrevented || press.isComposing) return null
  const found = bindings.find(({ binding }) => fits(press, binding, platform))
  if (found === undefined || !isOn(found.action, found.binding, focus)) return null
  if (press.repeat && found.action.repeats !== true) return null
  return { action: found.action.id as ActionId, extend: found.action.extends === true && press.shiftKey }
}

/** Says whether a string is the id of an action: a menu's message comes from outside. */
export function isActionId(id: string): id is ActionId {
  return actions.some((action) => action.id === id)
}

/** Says how people read an action's first binding: `Ctrl+Shift+G`, `⇧⌘G`. Empty without one. */
export function shownKeys(id: ActionId, platform: Platform): string {
  return allShownKeys(id, platform)[0] ?? ''
}

/** Says how people read all bindings of an action. */
export function allShownKeys(id: ActionId, platform: Platform): string[] {
  const action: ActionShape | undefined = actions.find((action) => action.id === id)
  return (action?.keys ?? []).map((keys) => shown(keys, platform))
}

/** Says an action's first binding for `aria-keyshortcuts`. */
export function ariaKeys(id: ActionId, platform: Platform): string {
  const action: ActionShape | undefined = actions.find((action) => action.id === id)
  return (action?.keys[0] ?? '').replace('Mod', platform === 'mac' ? 'Meta' : 'Control')
}

/** Tells what the focused element makes of keys. Lists of segments carry `data-keys="segments"`, panels `panel`. */
export function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof HTMLElement)) return 'page'
  if (target.isContentEditable || target.matches('textarea, select')) return 'text'
  if (target instanceof HTMLInputElement) return isTextInput(target) ? 'text' : 'control'
  if (target.closest('[data-keys="segments"]')) return 'segments'
  if (target.closest('[data-keys="panel"]')) return 'panel'
  // What floats over the page has keys of its own: Delete in a menu or a dialog must not reach the story behind it.
  if (target.closest('[role="dialog"], [role="alertdialog"], [role="menu"]')) return 'text'
  return target.matches('body, main') ? 'page' : 'control'
}

/** The platform of this window. */
export function platformOf(userAgent: string): Platform {
  return /Mac|iPhone|iPad/.test(userAgent) ? 'mac' : 'other'
}

function isOn(action: ActionShape, binding: Binding, focus: Focus): boolean {
  if (focus === 'text') return action.inText === true
  if (focus === 'panel') return binding.mod && action.inSegments !== true
  if (focus === 'control') return action.inSegments !== true && (binding.mod || !isControlKey(binding.key))
  return true
}

/** Keys that buttons, sliders and check boxes have a use for. Delete and Backspace are none: a button pressed last keeps the focus. */
function isControlKey(key: string): boolean {
  return key.startsWith('arrow')
}

function isTextInput(input: HTMLInputElement): boolean {
  return !['range', 'checkbox', 'radio', 'button', 'submit', 'color', 'file'].includes(input.type)
}

function parse(keys: string, extend: boolean): Binding {
  const parts = keys.split('+')
  const key = (parts.at(-1) ?? '').toLowerCase()
  return {
    mod: parts.includes('Mod'),
    alt: parts.includes('Alt'),
    shift: extend || isSymbol(key) ? null : parts.includes('Shift'),
    key,
  }
}

/** Digits and punctuation sit on other keys, with or without Shift, from layout to layout. */
function isSymbol(key: string): boolean {
  return key.length === 1 && !/[a-z]/.test(key)
}

function fits(press: KeyPress, binding: Binding, platform: Platform): boolean {
  const [mod, other] = platform === 'mac' ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey]
  if (mod !== binding.mod || other || press.altKey !== binding.alt) return false
  if (binding.shift !== null && press.shiftKey !== binding.shift) return false
  return keyNames(press).includes(binding.key)
}

/**
 * The names a key press goes by. The character decides, so that A is where AZERTY has it; the place on the keyboard
 * only helps where the layout has no Latin letter there, and for digits, which AZERTY has behind Shift.
 */
function keyNames(press: KeyPress): string[] {
  const key = press.key.toLowerCase()
  if (key === '+') return ['=']
  if (key === '_' || key === '−') return ['-']
  const [, letter] = /^Key([A-Z])$/.exec(press.code) ?? []
  if (letter !== undefined && isForeignLetter(key)) return [letter.toLowerCase()]
  const [, digit] = /^(?:Digit|Numpad)([0-9])$/.exec(press.code) ?? []
  return digit === undefined ? [key] : [key, digit]
}

function isForeignLetter(key: string): boolean {
  return key.length === 1 && /\p{L}/u.test(key) && !/\p{Script=Latin}/u.test(key)
}

const macNames: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Backspace: '⌫',
  Delete: '⌦',
  Escape: '⎋',
}

const otherNames: Readonly<Record<string, string>> = { Mod: 'Ctrl', Delete: 'Del', Escape: 'Esc' }

const commonNames: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  '-': '−',
}

function shown(keys: string, platform: Platform): string {
  const names = platform === 'mac' ? macNames : otherNames
  const parts = keys.split('+').map((part) => names[part] ?? commonNames[part] ?? part)
  if (platform === 'other') return parts.join('+')
  // Apple's order of modifiers: ⌥⇧⌘.
  const key = parts.pop() ?? ''
  return ['⌥', '⇧', '⌘'].filter((modifier) => parts.includes(modifier)).join('') + key
}
