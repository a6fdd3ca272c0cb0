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

/** The default keys of other programs for the nearest thing that they do. What they have no keys for keeps Segue's own. */
export const presets: Readonly<Record<KeyPreset, Keys>> = {
  segue: {},
  premiere: {
    ...editPoints,
    'segment.delete_ripple': ['Shift+Delete'],
    'edit.redo': ['Mod+Shift+Z'],
    'select.none': ['Mod+Shift+A', 'Escape'],
    'zoom.in': ['='],
    'zoom.out': ['-'],
    'zoom.fit': ['\\'],
    'project.new': ['Mod+Alt+N'],
    'shortcuts.show': ['Mod+Alt+K', '?'],
  },
  resolve: {
    ...editPoints,
    'segment.delete': ['Backspace'],
    'segment.delete_ripple': ['Delete', 'Shift+Backspace', 'Shift+Delete'],
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
    'edit.redo': ['Mod+Shift+Z'],
    'select.none': ['Mod+Shift+A', 'Escape'],
    'zoom.fit': ['Shift+Z'],
    'shortcuts.show': ['Mod+Alt+K', '?'],
  },
  lossless_cut: {
    ...editPoints,
    'segment.add': ['='],
    'segment.delete': ['Backspace', 'Delete'],
    'edit.redo': ['Mod+Shift+Z'],
    'select.first': ['PageUp', 'Home'],
    'select.last': ['PageDown', 'End'],
    'zoom.in': ['Mod+ArrowUp'],
    'zoom.out': ['Mod+ArrowDown'],
    'zoom.fit': ['Z'],
  },
}
