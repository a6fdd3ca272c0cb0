import { describe, expect, test } from 'vitest'
import type { KeyPreset } from '../ipc'
import { type ActionId, actions, match } from '../timeline/keymap'
import { bindingOf, type KeyPress, parse, write } from './binding'
import { Bindings, shapeOf } from './bindings'
import { presetNames, presets } from './presets'
import { find } from './search'

const press = (key: string): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  defaultPrevented: false,
})
const means = (key: string, bindings: Bindings, focus: 'page' | 'text' = 'page') =>
  match(press(key), focus, 'other', bindings.bound)?.action

describe('presets', () => {
  const all = Object.keys(presetNames) as KeyPreset[]

  test.each(all)('%s gives no key to two actions, and writes keys as they are stored', (preset) => {
    const bindings = new Bindings(preset)
    for (const { id } of actions) {
      expect([id, bindings.keysOf(id)]).toEqual([id, bindings.presetKeys(id)])
      for (const keys of bindings.presetKeys(id)) {
        const binding = parse(keys)
        expect(binding && write(binding)).toBe(keys)
      }
    }
  })

  test.each(all)('%s names only actions that there are', (preset) => {
    for (const id of Object.keys(presets[preset])) expect(shapeOf(id as ActionId).id).toBe(id)
  })

  test('what other programs split and export by does so here', () => {
    const held = (key: string, preset: KeyPreset, focus: 'page' | 'text') =>
      match({ ...press(key), ctrlKey: true }, focus, 'other', new Bindings(preset).bound)?.action
    expect(held('k', 'premiere', 'text')).toBe('segment.split')
    expect(held('b', 'resolve', 'text')).toBe('segment.split')
    expect(held('b', 'final_cut', 'text')).toBe('segment.split')
    expect(held('m', 'premiere', 'page')).toBe('story.export')
    expect(held('m', 'segue', 'page')).toBe('move.to')
    expect(means('e', new Bindings('lossless_cut'))).toBe('story.export')
    expect(means('e', new Bindings('lossless_cut'), 'text'), 'a letter is written').toBeUndefined()
    expect(means('k', new Bindings('lossless_cut'))).toBe('play.toggle')
  })

  test('Backspace closes the gap in Final Cut, and leaves it in Resolve', () => {
    expect(means('Backspace', new Bindings('final_cut'))).toBe('segment.delete_ripple')
    expect(means('Backspace', new Bindings('resolve'))).toBe('segment.delete')
    expect(means('Delete', new Bindings('resolve'))).toBe('segment.delete_ripple')
  })
})

describe('keys of one’s own', () => {
  test('stay on top of another preset, which gives way', () => {
    const own = { 'gaps.close_all': ['Backspace'] }
    const bindings = new Bindings('final_cut', own)
    expect(means('Backspace', bindings)).toBe('gaps.close_all')
    expect(bindings.keysOf('segment.delete_ripple')).toEqual([])
    expect(bindings.changed).toEqual(['segment.delete_ripple', 'gaps.close_all'])
  })

  test('a bare key for an action that works everywhere does nothing in text fields', () => {
    const bindings = new Bindings('segue', { 'gaps.close_all': ['G'] })
    expect(means('g', bindings)).toBe('gaps.close_all')
    expect(means('g', bindings, 'text')).toBeUndefined()
  })

  test('unknown actions and keys in the file are ignored, and the unknown actions kept', () => {
    const strange = { 'segment.fold': ['F'], 'edit.undo': ['Hyper+U', 'u', 7], 'edit.redo': 'R' } as never
    const bindings = new Bindings('segue', strange)
    expect(bindings.keysOf('edit.undo')).toEqual(['U'])
    expect(bindings.keysOf('edit.redo')).toEqual(['Mod+Shift+Z', 'Mod+Y'])
    expect(means('f', bindings)).toBeUndefined()
    expect(bindings.withKeys('select.all', ['A'])).toMatchObject({ 'segment.fold': ['F'] })
  })

  test('conflicts are found and keys taken', () => {
    const bindings = new Bindings()
    expect(bindings.conflicts('edit.undo', ['Mod+Y'])).toEqual(['edit.redo'])
    expect(bindings.conflicts('edit.undo', ['Mod+U'])).toEqual([])
    expect(bindings.conflicts('segment.add', ['Shift+ArrowLeft'])).toEqual(['select.previous'])
    const choices = bindings.withKeys('edit.undo', ['Mod+Z', 'Mod+Y'])
    expect(choices).toEqual({ 'edit.undo': ['Mod+Z', 'Mod+Y'], 'edit.redo': ['Mod+Shift+Z'] })
    const after = new Bindings('segue', choices)
    expect(after.conflicts('edit.redo', after.presetKeys('edit.redo'))).toEqual(['edit.undo'])
  })

  test('back to the preset’s keys is no choice any more', () => {
    const bindings = new Bindings('segue', { 'edit.undo': ['U'] })
    expect(bindings.withKeys('edit.undo', ['Mod+Z'])).toEqual({})
  })

  test('an action may have no keys', () => {
    expect(means('Delete', new Bindings('segue', { 'segment.delete': [] }))).toBeUndefined()
  })
})

describe('search', () => {
  const known = new Set(actions.map(({ id }) => id))
  const found = (words: string, key?: string) =>
    find(
      { words, keys: key === undefined ? null : bindingOf(press(key), 'other') },
      known,
      new Bindings(),
    ).flatMap((group) => group.actions.map(({ id }) => id))

  test('by words in any order, by the group’s name, by keys', () => {
    expect(found('gap delete')).toEqual(['segment.delete', 'segment.delete_ripple'])
    expect(found('zoom')).toEqual(['zoom.in', 'zoom.out', 'zoom.fit'])
    expect(found('', 'Backspace')).toEqual(['segment.delete'])
    expect(found('undo', 'Backspace')).toEqual([])
    expect(found('').length).toBe(actions.length)
  })

  test('groups say where keys work', () => {
    const groups = find({ words: '', keys: null }, known, new Bindings())
    expect(groups.map(({ scope }) => scope)).toEqual(['page', 'segments', 'everywhere', 'text'])
  })
})
