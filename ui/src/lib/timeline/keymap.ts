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

/** What an action is about: it is found by that, too. */
export type Group = 'play' | 'segments' | 'selection' | 'move' | 'zoom' | 'library' | 'window'

export interface ActionShape {
  id: string
  group: Group
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
  { id: 'segment.delete', group: 'segments', keys: ['Delete', 'Backspace'] },
  {
    id: 'segment.delete_ripple',
    group: 'segments',
    keys: ['Shift+Delete', 'Shift+Backspace'],
  },
  { id: 'edit.undo', group: 'segments', keys: ['Mod+Z'] },
  { id: 'edit.redo', group: 'segments', keys: ['Mod+Shift+Z', 'Mod+Y'] },
  {
    id: 'gaps.close_all',
    group: 'segments',
    keys: ['Mod+Shift+G'],
    scope: 'everywhere',
  },
  {
    id: 'segment.add',
    group: 'segments',
    keys: ['Mod+Shift+N'],
    scope: 'everywhere',
  },
  { id: 'segment.add_files', group: 'segments', keys: ['Mod+Shift+I'], scope: 'everywhere' },
  {
    id: 'segment.lock',
    group: 'segments',
    keys: ['Mod+Shift+L'],
    scope: 'everywhere',
  },

  { id: 'segment.duplicate', group: 'segments', keys: ['Mod+D'] },
  {
    id: 'segment.split',
    group: 'segments',
    keys: ['Mod+Enter'],
    scope: 'text',
  },
  {
    id: 'segment.merge',
    group: 'segments',
    keys: ['Mod+J'],
    scope: 'everywhere',
  },
  { id: 'edit.cut', group: 'segments', keys: ['Mod+X'] },
  { id: 'edit.copy', group: 'segments', keys: ['Mod+C'] },
  { id: 'edit.paste', group: 'segments', keys: ['Mod+V'] },

  { id: 'select.all', group: 'selection', keys: ['Mod+A'] },
  { id: 'select.none', group: 'selection', keys: ['Escape'] },
  {
    id: 'select.next',
    group: 'selection',
    keys: ['ArrowRight', 'ArrowDown'],
    extends: true,
    repeats: true,
    scope: 'segments',
  },
  {
    id: 'select.previous',
    group: 'selection',
    keys: ['ArrowLeft', 'ArrowUp'],
    extends: true,
    repeats: true,
    scope: 'segments',
  },
  {
    id: 'select.first',
    group: 'selection',
    keys: ['Home'],
    extends: true,
    scope: 'segments',
  },
  {
    id: 'select.last',
    group: 'selection',
    keys: ['End'],
    extends: true,
    scope: 'segments',
  },

  { id: 'find.show', group: 'selection', keys: ['Mod+F'], scope: 'everywhere' },
  { id: 'find.next', group: 'selection', keys: ['F3'], repeats: true, scope: 'everywhere' },
  { id: 'find.previous', group: 'selection', keys: ['Shift+F3'], repeats: true, scope: 'everywhere' },
  { id: 'find.select', group: 'selection', keys: ['Mod+Shift+F'], scope: 'everywhere' },

  { id: 'move.earlier', group: 'move', keys: ['Alt+ArrowLeft', 'Alt+ArrowUp'] },
  { id: 'move.later', group: 'move', keys: ['Alt+ArrowRight', 'Alt+ArrowDown'] },
  { id: 'move.to', group: 'move', keys: ['Mod+M'], scope: 'everywhere' },

  { id: 'play.toggle', group: 'play', keys: ['Space'] },
  { id: 'play.back', group: 'play', keys: ['J'] },
  { id: 'play.stop', group: 'play', keys: ['K'] },
  { id: 'play.faster', group: 'play', keys: ['L'] },

  { id: 'zoom.in', group: 'zoom', keys: ['Mod+='], repeats: true, scope: 'everywhere' },
  { id: 'zoom.out', group: 'zoom', keys: ['Mod+-'], repeats: true, scope: 'everywhere' },
  { id: 'zoom.fit', group: 'zoom', keys: ['Mod+0'], scope: 'everywhere' },

  {
    id: 'library.show',
    group: 'library',
    keys: ['Mod+Shift+O'],
    scope: 'everywhere',
  },
  { id: 'library.open', group: 'library', keys: ['Mod+O'], scope: 'everywhere' },
  {
    id: 'library.check',
    group: 'library',
    keys: ['Mod+Shift+K'],
    scope: 'everywhere',
  },
  { id: 'library.backups', group: 'library', keys: ['Mod+Shift+B'], scope: 'everywhere' },
  { id: 'project.new', group: 'library', keys: ['Mod+N'], scope: 'everywhere' },
  { id: 'story.import', group: 'library', keys: ['Mod+I'], scope: 'everywhere' },
  { id: 'story.export', group: 'library', keys: ['Mod+E'], scope: 'everywhere' },

  { id: 'trash.show', group: 'window', keys: ['Mod+Shift+T'], scope: 'everywhere' },
  { id: 'history.show', group: 'window', keys: ['Mod+Shift+H'], scope: 'everywhere' },
  { id: 'settings.show', group: 'window', keys: ['Mod+,'], scope: 'everywhere' },
  { id: 'shortcuts.show', group: 'window', keys: ['?'] },
  { id: 'guide.show', group: 'window', keys: ['F1'], scope: 'everywhere' },
  { id: 'log.show', group: 'window', keys: [], scope: 'everywhere' },
  { id: 'about.show', group: 'window', keys: [], scope: 'everywhere' },
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
