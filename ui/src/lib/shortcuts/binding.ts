export type Platform = 'mac' | 'other'

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
> &
  Partial<Pick<KeyboardEvent, 'getModifierState'>>

/** A key with what is held down with it, as written in `Mod+Shift+G`. Mod is ⌘ on macOS and Ctrl elsewhere. */
export interface Binding {
  mod: boolean
  alt: boolean
  /** Null where Shift doesn't matter: it extends, or it is how the keyboard makes the character. */
  shift: boolean | null
  /** In lower case. */
  key: string
}

const named = [
  ...['Delete', 'Backspace', 'Escape', 'Enter', 'Space', 'Insert', 'Home', 'End', 'PageUp', 'PageDown'],
  ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
  ...Array.from({ length: 24 }, (_, i) => `F${i + 1}`),
]
const byLowerCase = new Map(named.map((name) => [name.toLowerCase(), name]))

/** Reads `Mod+Shift+G`; null when that is no binding. `extend` says that Shift extends. */
export function parse(keys: string, extend = false): Binding | null {
  const held = keys.split('+')
  const key = (held.pop() ?? '').toLowerCase()
  if (!byLowerCase.has(key) && !/^[^\s\p{C}]$/u.test(key)) return null
  if (held.some((modifier, i) => !isModifier(modifier) || held.indexOf(modifier) !== i)) return null
  return {
    mod: held.includes('Mod'),
    alt: held.includes('Alt'),
    shift: extend || isSymbol(key) ? null : held.includes('Shift'),
    key,
  }
}

/** Writes a binding in the one way in which it is stored. */
export function write({ mod, alt, shift, key }: Binding): string {
  const held = [mod && 'Mod', alt && 'Alt', shift === true && 'Shift'].filter((name) => name !== false)
  return [...held, byLowerCase.get(key) ?? key.toUpperCase()].join('+')
}

/** Reads the binding that a key press makes; null for a modifier alone, or for a key that can't be one. */
export function bindingOf(press: KeyPress, platform: Platform): Binding | null {
  const held = heldWith(press, platform)
  const [character = '', digit] = keyNames(press, platform)
  const isShifted = press.shiftKey && !held.mod && !held.alt && isSymbol(character)
  // AZERTY has à where others have 0: the digit is what other keys name.
  const key = digit === undefined || isShifted ? character : digit
  if (held.other) return null
  const shift = press.shiftKey && !isSymbol(key) ? 'Shift+' : ''
  return parse(`${held.mod ? 'Mod+' : ''}${held.alt ? 'Alt+' : ''}${shift}${key}`)
}

/** Says whether a key press is what a binding names. */
export function fits(press: KeyPress, binding: Binding, platform: Platform): boolean {
  const held = heldWith(press, platform)
  if (held.mod !== binding.mod || held.other || held.alt !== binding.alt) return false
  if (binding.shift !== null && press.shiftKey !== binding.shift) return false
  return keyNames(press, platform).includes(binding.key)
}

/** Says whether one key press could mean both. */
export function collide(one: Binding, other: Binding): boolean {
  const isSameShift = one.shift === null || other.shift === null || one.shift === other.shift
  return one.key === other.key && one.mod === other.mod && one.alt === other.alt && isSameShift
}

/** Says whether a binding may act in a text field: neither what types or moves there, nor the shortcuts of text editing. */
export function actsInText({ mod, key }: Binding): boolean {
  if (/^f\d+$/.test(key)) return true
  return mod && !/^([acvxyz]|delete|backspace|home|end|arrow\w+)$/.test(key)
}

/** Says whether a binding belongs to the system, which acts on it before or beside the page. */
export function isSystems({ mod, alt, key }: Binding, platform: Platform): boolean {
  return platform === 'mac' ? mod && !alt && ['q', 'h', 'w'].includes(key) : alt && !mod && key === 'f4'
}

function isModifier(name: string): boolean {
  return name === 'Mod' || name === 'Alt' || name === 'Shift'
}

/** Digits and punctuation sit on other keys, with or without Shift, from layout to layout. */
function isSymbol(key: string): boolean {
  return key.length === 1 && !/\p{L}/u.test(key)
}

/** Windows tells AltGr as Ctrl with Alt, though it only types a character. */
function heldWith(press: KeyPress, platform: Platform) {
  if (press.getModifierState?.('AltGraph') === true) return { mod: false, alt: false, other: press.metaKey }
  const [mod, other] = platform === 'mac' ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey]
  return { mod, alt: press.altKey, other }
}

const otherSigns: Readonly<Record<string, string>> = { ' ': 'space', '+': '=', _: '-', '−': '-' }

/** What a key without a letter types where QWERTY has it. */
const signsByCode: Readonly<Record<string, string>> = {
  Comma: ',',
  Period: '.',
  Slash: '/',
  Semicolon: ';',
  Quote: "'",
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Backquote: '`',
}

/**
 * The names a key press goes by. The character decides, so that A is where AZERTY has it; the place on the keyboard
 * only helps where the layout has no Latin letter there, where ⌥ types a sign instead, and for digits, which AZERTY
 * has behind Shift.
 */
function keyNames(press: KeyPress, platform: Platform): string[] {
  const key = otherSigns[press.key] ?? press.key.toLowerCase()
  const [, letter] = /^Key([A-Z])$/.exec(press.code) ?? []
  const [, digit] = /^(?:Digit|Numpad)([0-9])$/.exec(press.code) ?? []
  const isTypedByOption = platform === 'mac' && press.altKey && !/^([a-z]|\w{2,})$/.test(key)
  if (isForeignLetter(key) || isTypedByOption || key === 'dead') {
    return [letter?.toLowerCase() ?? digit ?? signsByCode[press.code] ?? key]
  }
  // With NumLock off a numeric pad moves.
  return digit === undefined || key.length > 1 || key === digit ? [key] : [key, digit]
}

function isForeignLetter(key: string): boolean {
  return key.length === 1 && /\p{L}/u.test(key) && !/\p{Script=Latin}/u.test(key)
}
