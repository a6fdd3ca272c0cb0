import { describe, expect, test } from 'vitest'
import { type KeyPress, type Platform } from '../shortcuts/binding'
import { Bindings } from '../shortcuts/bindings'
import { ariaKeys, shown } from '../shortcuts/shown'
import { actions, focusOf, type Focus, isActionId, match, platformOf } from './keymap'

const { bound } = new Bindings()

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
  return { key, code: '', repeat: false, isComposing: false, defaultPrevented: false, ...plain, ...more }
}

function action(pressed: KeyPress, focus: Focus = 'segments', platform: Platform = 'other') {
  return match(pressed, focus, platform, bound)?.action ?? null
}

const [ctrl, shift, alt, meta] = [{ ctrlKey: true }, { shiftKey: true }, { altKey: true }, { metaKey: true }]

describe('what a key means', () => {
  test.each([
    ['Delete', press('Delete'), 'segment.delete'],
    ['Backspace', press('Backspace'), 'segment.delete'],
    ['Shift+Delete', press('Delete', shift), 'segment.delete_ripple'],
    ['Shift+Backspace', press('Backspace', shift), 'segment.delete_ripple'],
    ['Ctrl+Shift+G', press('G', { ...ctrl, ...shift }), 'gaps.close_all'],
    ['Ctrl+A', press('a', ctrl), 'select.all'],
    ['Ctrl+A with Caps Lock', press('A', ctrl), 'select.all'],
    ['Escape', press('Escape'), 'select.none'],
    ['Home', press('Home'), 'select.first'],
    ['End', press('End'), 'select.last'],
    ['Alt+←', press('ArrowLeft', alt), 'move.earlier'],
    ['Alt+↓', press('ArrowDown', alt), 'move.later'],
    ['Ctrl+Shift+L', press('L', { ...ctrl, ...shift }), 'segment.lock'],
    ['Ctrl+=', press('=', ctrl), 'zoom.in'],
    ['Ctrl++', press('+', { ...ctrl, ...shift }), 'zoom.in'],
    ['Ctrl+−', press('-', ctrl), 'zoom.out'],
    ['Ctrl+Z', press('z', ctrl), 'edit.undo'],
    ['Ctrl+Shift+Z', press('Z', { ...ctrl, ...shift }), 'edit.redo'],
    ['Ctrl+Y', press('y', ctrl), 'edit.redo'],
    ['Ctrl+Shift+T', press('T', { ...ctrl, ...shift }), 'trash.show'],
    ['Ctrl+Shift+H', press('H', { ...ctrl, ...shift }), 'history.show'],
    ['Ctrl+0', press('0', ctrl), 'zoom.fit'],
    ['?', press('?', shift), 'shortcuts.show'],
    ['Space', press(' ', { code: 'Space' }), 'play.toggle'],
    ['J', press('j'), 'play.back'],
    ['K', press('k'), 'play.stop'],
    ['L', press('l'), 'play.faster'],
    ['Ctrl+J', press('j', ctrl), 'segment.merge'],
    ['Ctrl+Delete', press('Delete', ctrl), null],
    ['Ctrl+Alt+A', press('a', { ...ctrl, ...alt }), null],
    ['x', press('x'), null],
  ])('%s', (_, pressed, expected) => {
    expect(action(pressed)).toBe(expected)
  })

  test('Shift extends a step', () => {
    expect(match(press('ArrowRight', shift), 'segments', 'other', bound)).toEqual({
      action: 'select.next',
      extend: true,
    })
    expect(match(press('ArrowRight'), 'segments', 'other', bound)?.extend).toBe(false)
    expect(match(press('Delete', shift), 'segments', 'other', bound)?.extend).toBe(false)
  })

  test('⌘ takes the place of Ctrl on macOS', () => {
    expect(action(press('a', meta), 'segments', 'mac')).toBe('select.all')
    expect(action(press('a', ctrl), 'segments', 'mac')).toBeNull()
    expect(action(press('a', meta), 'segments', 'other')).toBeNull()
  })
})

describe('other keyboards', () => {
  test('AZERTY: A is where its letter is, not where QWERTY has it', () => {
    expect(action(press('a', { ...ctrl, code: 'KeyQ' }))).toBe('select.all')
    expect(action(press('q', { ...ctrl, code: 'KeyA' }))).toBeNull()
  })

  test('QWERTZ and AZERTY: undo is where Z is written', () => {
    expect(action(press('z', { ...ctrl, code: 'KeyY' }))).toBe('edit.undo')
    expect(action(press('y', { ...ctrl, code: 'KeyZ' }))).toBe('edit.redo')
    expect(action(press('z', { ...ctrl, code: 'KeyW' }))).toBe('edit.undo')
    expect(action(press('я', { ...ctrl, code: 'KeyZ' }))).toBe('edit.undo')
  })

  test('AZERTY: 0 needs no Shift', () => {
    expect(action(press('à', { ...ctrl, code: 'Digit0' }))).toBe('zoom.fit')
  })

  test('Cyrillic and Greek letters stand for the Latin ones of their keys', () => {
    expect(action(press('ф', { ...ctrl, code: 'KeyA' }))).toBe('select.all')
    expect(action(press('Γ', { ...ctrl, ...shift, code: 'KeyG' }))).toBe('gaps.close_all')
  })
})

describe('where the focus is', () => {
  test('text fields keep bare keys and the shortcuts of text editing', () => {
    const bare = [press('Delete'), press('Backspace'), press('ArrowLeft'), press('Home'), press('?', shift)]
    for (const pressed of [...bare, press('a', ctrl), press('z', ctrl), press('Escape')]) {
      expect(action(pressed, 'text')).toBeNull()
    }
    expect(action(press('G', { ...ctrl, ...shift }), 'text')).toBe('gaps.close_all')
  })

  test('panels keep bare keys: Delete in the trash must not reach the story', () => {
    for (const pressed of [press('Delete'), press('Escape'), press('ArrowDown'), press('End')]) {
      expect(action(pressed, 'panel')).toBeNull()
    }
    expect(action(press('z', ctrl), 'panel')).toBe('edit.undo')
  })

  test('controls keep arrows, and nothing walks the story behind them', () => {
    expect(action(press('ArrowRight'), 'control')).toBeNull()
    expect(action(press('Home'), 'control')).toBeNull()
    expect(action(press(' ', { code: 'Space' }), 'control'), 'it presses the button').toBeNull()
    expect(action(press('Delete'), 'control')).toBe('segment.delete')
    expect(action(press('a', ctrl), 'control')).toBe('select.all')
  })

  test('it is read from the element', () => {
    document.body.innerHTML = `<div data-keys="segments"><i id="clip"></i></div><textarea id="text"></textarea>
      <aside data-keys="panel"><button id="in-panel"></button></aside><input id="line"><input id="range" type="range"><button id="button"></button>
      <div role="dialog"><button id="in-dialog"></button></div>`
    const at = (id: string) => focusOf(document.getElementById(id))
    expect(['clip', 'text', 'line', 'range', 'button', 'in-panel', 'in-dialog'].map(at)).toEqual([
      'segments',
      'text',
      'text',
      'control',
      'control',
      'panel',
      'text',
    ])
    expect(focusOf(document.body)).toBe('page')
    expect(focusOf(null)).toBe('page')
  })
})

describe('what must not happen', () => {
  test('holding Delete costs one segment only, while arrows go on', () => {
    expect(action(press('Delete', { repeat: true }))).toBeNull()
    expect(action(press('ArrowRight', { repeat: true }))).toBe('select.next')
  })

  test('a key that a dialog or an input method has used is left alone', () => {
    expect(action(press('Escape', { defaultPrevented: true }))).toBeNull()
    expect(action(press('Backspace', { isComposing: true }))).toBeNull()
  })

  test('no two actions share a key', () => {
    const keys = actions.flatMap((one) => [...one.keys])
    expect(new Set(keys).size).toBe(keys.length)
  })
})

describe('how keys are shown', () => {
  test('in each platform’s own way', () => {
    expect(shown('Mod+Shift+G', 'other')).toBe('Ctrl+Shift+G')
    expect(shown('Mod+Shift+G', 'mac')).toBe('⇧⌘G')
    expect(shown('Shift+Delete', 'other')).toBe('Shift+Del')
    expect(shown('Shift+Backspace', 'mac')).toBe('⇧⌫')
    expect(shown('Mod+-', 'other')).toBe('Ctrl+−')
    expect(shown('Alt+ArrowUp', 'mac')).toBe('⌥↑')
    expect(ariaKeys('Mod+Shift+G', 'other')).toBe('Control+Shift+G')
    expect(ariaKeys('Mod+Shift+G', 'mac')).toBe('Meta+Shift+G')
  })

  test('ids from a menu are checked', () => {
    expect(isActionId('segment.delete')).toBe(true)
    expect(isActionId('rm -rf')).toBe(false)
  })

  test('the platform is read from the user agent', () => {
    expect(platformOf('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)')).toBe('mac')
    expect(platformOf('Mozilla/5.0 (X11; Linux x86_64)')).toBe('other')
  })
})
