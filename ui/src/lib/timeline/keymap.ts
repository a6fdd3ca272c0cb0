import { actsInText, type Binding, fits, type KeyPress, type Platform } from '../shortcuts/binding'

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

/** A key press that means an action. */
export interface Match {
  action: ActionId
  /** Shift was held with a step: the selection grows instead of moving. */
  extend: boolean
}

/**
 * Where the keys of an action work: everywhere, also in text fields (never bare keys, nor what text editing has a use
 * for); on the page, but not in text fields; where segments are listed, or where nothing else has the focus; in text
 * fields only.
 */
export type Scope = 'everywhere' | 'page' | 'segments' | 'text'

export interface ActionShape {
  id: string
  label: string
  group: 'Play' | 'Segments' | 'Selection' | 'Move' | 'Zoom' | 'Library' | 'Window'
  /** Bindings such as `Mod+Shift+G`, the first one shown. Mod is ⌘ on macOS and Ctrl elsewhere. */
  keys: readonly string[]
  /** Shift is no part of the binding: it extends the selection. */
  extends?: boolean
  /** Holding the key down goes on. Never for what changes the story: a key held too long must not cost a chapter. */
  repeats?: boolean
  /** Where its keys work. Without one: everywhere but in text fields. */
  scope?: Scope
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
  {
    id: 'gaps.close_all',
    label: 'Close all gaps',
    group: 'Segments',
    keys: ['Mod+Shift+G'],
    scope: 'everywhere',
  },
  {
    id: 'segment.add',
    label: 'Add a segment',
    group: 'Segments',
    keys: ['Mod+Shift+N'],
    scope: 'everywhere',
  },
  {
    id: 'segment.lock',
    label: 'Lock or unlock',
    group: 'Segments',
    keys: ['Mod+Shift+L'],
    scope: 'everywhere',
  },

  { id: 'segment.duplicate', label: 'Duplicate', group: 'Segments', keys: ['Mod+D'] },
  {
    id: 'segment.split',
    label: 'Split at the text cursor',
    group: 'Segments',
    keys: ['Mod+Enter'],
    scope: 'text',
  },
  {
    id: 'segment.merge',
    label: 'Merge with the next segment',
    group: 'Segments',
    keys: ['Mod+J'],
    scope: 'everywhere',
  },
  { id: 'edit.cut', label: 'Cut', group: 'Segments', keys: ['Mod+X'] },
  { id: 'edit.copy', label: 'Copy', group: 'Segments', keys: ['Mod+C'] },
  { id: 'edit.paste', label: 'Paste', group: 'Segments', keys: ['Mod+V'] },

  { id: 'select.all', label: 'Select all', group: 'Selection', keys: ['Mod+A'] },
  { id: 'select.none', label: 'Select none', group: 'Selection', keys: ['Escape'] },
  {
    id: 'select.next',
    label: 'Next segment; with Shift, extend',
    group: 'Selection',
    keys: ['ArrowRight', 'ArrowDown'],
    extends: true,
    repeats: true,
    scope: 'segments',
  },
  {
    id: 'select.previous',
    label: 'Previous segment; with Shift, extend',
    group: 'Selection',
    keys: ['ArrowLeft', 'ArrowUp'],
    extends: true,
    repeats: true,
    scope: 'segments',
  },
  {
    id: 'select.first',
    label: 'First segment; with Shift, extend',
    group: 'Selection',
    keys: ['Home'],
    extends: true,
    scope: 'segments',
  },
  {
    id: 'select.last',
    label: 'Last segment; with Shift, extend',
    group: 'Selection',
    keys: ['End'],
    extends: true,
    scope: 'segments',
  },

  { id: 'move.earlier', label: 'Move earlier', group: 'Move', keys: ['Alt+ArrowLeft', 'Alt+ArrowUp'] },
  { id: 'move.later', label: 'Move later', group: 'Move', keys: ['Alt+ArrowRight', 'Alt+ArrowDown'] },
  { id: 'move.to', label: 'Move to a position…', group: 'Move', keys: ['Mod+M'], scope: 'everywhere' },

  { id: 'play.toggle', label: 'Play, pause', group: 'Play', keys: ['Space'] },
  { id: 'play.back', label: 'Back by segments, faster each time', group: 'Play', keys: ['J'] },
  { id: 'play.stop', label: 'Stop', group: 'Play', keys: ['K'] },
  { id: 'play.faster', label: 'Play, faster each time', group: 'Play', keys: ['L'] },

  { id: 'zoom.in', label: 'Zoom in', group: 'Zoom', keys: ['Mod+='], repeats: true, scope: 'everywhere' },
  { id: 'zoom.out', label: 'Zoom out', group: 'Zoom', keys: ['Mod+-'], repeats: true, scope: 'everywhere' },
  { id: 'zoom.fit', label: 'Fit the story', group: 'Zoom', keys: ['Mod+0'], scope: 'everywhere' },

  {
    id: 'library.show',
    label: 'Show the library',
    group: 'Library',
    keys: ['Mod+Shift+O'],
    scope: 'everywhere',
  },
  { id: 'library.open', label: 'Open a library', group: 'Library', keys: ['Mod+O'], scope: 'everywhere' },
  {
    id: 'library.check',
    label: 'Check the library',
    group: 'Library',
    keys: ['Mod+Shift+K'],
    scope: 'everywhere',
  },
  { id: 'library.backups', label: 'Backups', group: 'Library', keys: ['Mod+Shift+B'], scope: 'everywhere' },
  { id: 'project.new', label: 'New project', group: 'Library', keys: ['Mod+N'], scope: 'everywhere' },
  { id: 'story.import', label: 'Import a story', group: 'Library', keys: ['Mod+I'], scope: 'everywhere' },

  { id: 'trash.show', label: 'Trash', group: 'Window', keys: ['Mod+Shift+T'], scope: 'everywhere' },
  { id: 'history.show', label: 'History', group: 'Window', keys: ['Mod+Shift+H'], scope: 'everywhere' },
  { id: 'settings.show', label: 'Settings', group: 'Window', keys: ['Mod+,'], scope: 'everywhere' },
  { id: 'shortcuts.show', label: 'Keyboard shortcuts', group: 'Window', keys: ['?'] },
] as const satisfies readonly ActionShape[]

/** A binding that is in force. */
export interface Bound {
  action: ActionShape
  binding: Binding
}

/** Finds the action that a key press means where the focus is, among the bindings in force; null for none. */
export function match(
  press: KeyPress,
  focus: Focus,
  platform: Platform,
  bound: readonly Bound[],
): Match | null {
  // A dialog that has used the key, or an input method in the middle of a word.
  if (press.defaultPrevented || press.isComposing) return null
  const found = bound.find(
    ({ action, binding }) => fits(press, binding, platform) && isOn(action, binding, focus),
  )
  if (found === undefined || (press.repeat && found.action.repeats !== true)) return null
  return { action: found.action.id as ActionId, extend: found.action.extends === true && press.shiftKey }
}

/** Says whether a string is the id of an action: a menu's message comes from outside. */
export function isActionId(id: string): id is ActionId {
  return actions.some((action) => action.id === id)
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

function isOn({ scope = 'page' }: ActionShape, binding: Binding, focus: Focus): boolean {
  if (focus === 'text') return (scope === 'everywhere' || scope === 'text') && actsInText(binding)
  if (scope === 'text') return false
  if (focus === 'panel') return binding.mod && scope !== 'segments'
  if (focus === 'control') return scope !== 'segments' && (binding.mod || !isControlKey(binding.key))
  return true
}

/** Keys that buttons, sliders and check boxes have a use for. Delete and Backspace are none: a button pressed last keeps the focus. */
function isControlKey(key: string): boolean {
  return /^(arrow\w+|home|end|page\w+|enter|space)$/.test(key)
}

function isTextInput(input: HTMLInputElement): boolean {
  return !['range', 'checkbox', 'radio', 'button', 'submit', 'color', 'file'].includes(input.type)
}
