import { t } from '../texts'
import type { Platform } from './binding'

const macNames: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Backspace: '⌫',
  Delete: '⌦',
  Escape: '⎋',
  Enter: '↩',
}

/** As the shell's menu reads them. */
const menuNames: Readonly<Record<string, string>> = { Mod: 'Ctrl', Delete: 'Del', Escape: 'Esc' }

const commonNames: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  '-': '−',
}

/** Says how people read a binding: `Ctrl+Shift+G`, `⇧⌘G`. */
export function shown(keys: string, platform: Platform): string {
  if (platform === 'other') return joined(keys, t().shortcuts.keys)
  const parts = named(keys, macNames)
  // Apple's order of modifiers: ⌥⇧⌘.
  const key = parts.pop() ?? ''
  return ['⌥', '⇧', '⌘'].filter((modifier) => parts.includes(modifier)).join('') + key
}

/** Says a binding to the shell, which writes it into the menu in the person's language. */
export function forMenu(keys: string): string {
  return joined(keys, menuNames)
}

function joined(keys: string, names: Readonly<Record<string, string>>): string {
  return named(keys, names).join('+')
}

function named(keys: string, names: Readonly<Record<string, string>>): string[] {
  return keys.split('+').map((part) => names[part] ?? commonNames[part] ?? part)
}

/** Says a binding for `aria-keyshortcuts`. */
export function ariaKeys(keys: string, platform: Platform): string {
  return keys.replace('Mod', platform === 'mac' ? 'Meta' : 'Control')
}
