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

const otherNames: Readonly<Record<string, string>> = { Mod: 'Ctrl', Delete: 'Del', Escape: 'Esc' }

const commonNames: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  '-': '−',
}

/** Says how people read a binding: `Ctrl+Shift+G`, `⇧⌘G`. */
export function shown(keys: string, platform: Platform): string {
  const names = platform === 'mac' ? macNames : otherNames
  const parts = keys.split('+').map((part) => names[part] ?? commonNames[part] ?? part)
  if (platform === 'other') return parts.join('+')
  // Apple's order of modifiers: ⌥⇧⌘.
  const key = parts.pop() ?? ''
  return ['⌥', '⇧', '⌘'].filter((modifier) => parts.includes(modifier)).join('') + key
}

/** Says a binding for `aria-keyshortcuts`. */
export function ariaKeys(keys: string, platform: Platform): string {
  return keys.replace('Mod', platform === 'mac' ? 'Meta' : 'Control')
}
