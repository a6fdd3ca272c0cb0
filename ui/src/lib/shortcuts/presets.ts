import type { KeyPreset } from '../ipc'
import type { ActionId } from '../timeline/keymap'

/** What the presets are called, in the order in which they are offered. */
export const presetNames: Readonly<Record<KeyPreset, string>> = {
  segue: 'Segue',
  premiere: 'Premiere Pro',
  resolve: 'DaVinci Resolve',
  final_cut: 'Final Cut Pro',
  lossless_cut: 'LosslessCut',
}

type Keys = Readonly<Partial<Record<ActionId, readonly string[]>>>

const editPoints: Keys = {
  'select.next': ['ArrowDown', 'ArrowRight'],
  'select.previous': ['ArrowUp', 'ArrowLeft'],
}

/**
 * The default keys of other programs for the nearest thing that they do. What they have no keys for keeps Segue's own. From:
 * Adobe, "Keyboard shortcuts in Premiere Pro"; Blackmagic Design, "DaVinci Resolve Reference Manual"; Apple, "Keyboard
 * shortcuts in Final Cut Pro for Mac"; LosslessCut, `configStore.ts`.
 */
export const presets: Readonly<Record<KeyPreset, Keys>> = {
  segue: {},
  premiere: {
    ...editPoints,
    'segment.delete_ripple': ['Shift+Delete', 'Alt+Backspace'],
    // With Shift and the slash.
    'segment.duplicate': ['Mod+?'],
    'segment.split': ['Mod+K', 'Mod+Enter'],
    'edit.redo': ['Mod+Shift+Z'],
    'move.to': ['Mod+Alt+M'],
    'select.none': ['Mod+Shift+A', 'Escape'],
    'zoom.in': ['='],
    'zoom.out': ['-'],
    'zoom.fit': ['\\'],
    'project.new': ['Mod+Alt+N'],
    'story.export': ['Mod+M', 'Mod+E'],
    'shortcuts.show': ['Mod+Alt+K', '?'],
  },
  resolve: {
    ...editPoints,
    'segment.delete': ['Backspace'],
    'segment.delete_ripple': ['Delete', 'Shift+Backspace', 'Shift+Delete'],
    'segment.split': ['Mod+B', 'Mod+Enter'],
    'edit.redo': ['Mod+Shift+Z'],
    'select.none': ['Mod+Shift+A', 'Escape'],
    'zoom.fit': ['Shift+Z'],
    'shortcuts.show': ['Mod+Alt+K', '?'],
  },
  final_cut: {
    ...editPoints,
    // Its Delete closes the gap; with Shift, or the forward one, it leaves a gap.
    'segment.delete': ['Delete', 'Shift+Backspace'],
    'segment.delete_ripple': ['Backspace'],
    'segment.split': ['Mod+B', 'Mod+Enter'],
    'edit.redo': ['Mod+Shift+Z'],
    'select.none': ['Mod+Shift+A', 'Escape'],
    'zoom.fit': ['Shift+Z'],
    'shortcuts.show': ['Mod+Alt+K', '?'],
  },
  lossless_cut: {
    ...editPoints,
    // Its plus, with or without Shift.
    'segment.add': ['=', 'Mod+Shift+N'],
    'segment.delete': ['Backspace', 'Delete'],
    'edit.redo': ['Mod+Shift+Z'],
    'select.first': ['PageUp', 'Home'],
    'select.last': ['PageDown', 'End'],
    'zoom.in': ['Mod+ArrowUp'],
    'zoom.out': ['Mod+ArrowDown'],
    'zoom.fit': ['Z'],
    // Both play and pause; what stops by itself has no key there.
    'play.toggle': ['Space', 'K'],
    'play.stop': [],
    'story.export': ['E', 'Mod+E'],
  },
}
