import { describe, expect, test } from 'vitest'
import {
  actsInText,
  bindingOf,
  collide,
  fits,
  isSystems,
  type KeyPress,
  parse,
  type Platform,
  write,
} from './binding'

function press(key: string, code = '', held = '', altGraph = false): KeyPress {
  return {
    key,
    code,
    ctrlKey: held.includes('ctrl'),
    metaKey: held.includes('meta'),
    altKey: held.includes('alt'),
    shiftKey: held.includes('shift'),
    repeat: false,
    isComposing: false,
    defaultPrevented: false,
    getModifierState: (name) => altGraph && name === 'AltGraph',
  }
}

function read(keys: string) {
  const binding = parse(keys)
  if (binding === null) throw new Error(`${keys} is no binding`)
  return binding
}

const told = (pressed: KeyPress, platform: Platform = 'other') => {
  const binding = bindingOf(pressed, platform)
  return binding && write(binding)
}

describe('reading and writing', () => {
  test.each(['Mod+Shift+G', 'Delete', 'Alt+ArrowLeft', '?', 'Mod+Alt+Shift+F12', 'Mod+=', 'Space', 'Ö'])(
    '%s',
    (keys) => {
      expect(write(read(keys))).toBe(keys)
    },
  )

  test('the order of what is held, and case, do not matter', () => {
    expect(write(read('Shift+Mod+g'))).toBe('Mod+Shift+G')
  })

  test.each(['', 'Mod+', 'Hyper+A', 'Mod+Mod+A', 'Tab', 'Nonsense', 'F99', 'Mod+Shift'])(
    '%s is no binding',
    (keys) => {
      expect(parse(keys)).toBeNull()
    },
  )
})

describe('what a key press is called', () => {
  test.each([
    ['Ctrl+Shift+G', press('G', 'KeyG', 'ctrl shift'), 'Mod+Shift+G'],
    ['Space', press(' ', 'Space'), 'Space'],
    ['AZERTY’s A', press('a', 'KeyQ', 'ctrl'), 'Mod+A'],
    ['AZERTY’s 0', press('à', 'Digit0', 'ctrl'), 'Mod+0'],
    ['! of US', press('!', 'Digit1', 'shift'), '!'],
    ['Cyrillic Z', press('я', 'KeyZ', 'ctrl'), 'Mod+Z'],
    ['Cyrillic comma', press('б', 'Comma', 'ctrl'), 'Mod+,'],
    ['AltGr+ß, which types \\', press('\\', 'Minus', 'ctrl alt', true), '\\'],
    ['numeric pad without NumLock', press('Home', 'Numpad7'), 'Home'],
    ['a modifier alone', press('Shift', 'ShiftLeft', 'shift'), null],
    ['Tab', press('Tab', 'Tab'), null],
    ['the Windows key', press('a', 'KeyA', 'meta'), null],
  ])('%s', (_, pressed, expected) => expect(told(pressed)).toBe(expected))

  test('⌥ types signs on macOS, and dead keys', () => {
    expect(told(press('µ', 'KeyM', 'meta alt'), 'mac')).toBe('Mod+Alt+M')
    expect(told(press('Dead', 'KeyN', 'alt'), 'mac')).toBe('Alt+N')
    expect(told(press('¡', 'Digit1', 'alt'), 'mac')).toBe('Alt+1')
    expect(told(press('ArrowLeft', 'ArrowLeft', 'alt'), 'mac')).toBe('Alt+ArrowLeft')
  })
})

describe('which press fits', () => {
  test('Ctrl+Z on Greek and Cyrillic layouts, by the place of the key', () => {
    expect(fits(press('ζ', 'KeyZ', 'ctrl'), read('Mod+Z'), 'other')).toBe(true)
    expect(fits(press('я', 'KeyZ', 'ctrl'), read('Mod+Z'), 'other')).toBe(true)
    expect(fits(press('ю', 'Period', 'ctrl'), read('Mod+Z'), 'other')).toBe(false)
  })

  test('never the place where the layout has a Latin letter', () => {
    expect(fits(press('y', 'KeyZ', 'ctrl'), read('Mod+Z'), 'other')).toBe(false)
    expect(fits(press('w', 'KeyZ', 'ctrl'), read('Mod+Z'), 'other')).toBe(false)
  })

  test('AltGr only types', () => {
    expect(fits(press('@', 'KeyQ', 'ctrl alt', true), read('Mod+Alt+@'), 'other')).toBe(false)
    expect(fits(press('@', 'KeyQ', 'ctrl alt', true), read('@'), 'other')).toBe(true)
  })
})

test('keys collide where one press could mean both', () => {
  expect(collide(read('Mod+Z'), read('Mod+Shift+Z'))).toBe(false)
  const extended = parse('ArrowLeft', true)
  expect(extended && collide(extended, read('Shift+ArrowLeft'))).toBe(true)
})

test('bare keys and those of text editing never act in text fields', () => {
  const never = [
    'G',
    'Delete',
    '?',
    'Enter',
    'Alt+ArrowLeft',
    'Alt+L',
    'Mod+C',
    'Mod+Shift+Z',
    'Mod+Backspace',
  ]
  expect(never.filter((keys) => actsInText(read(keys)))).toEqual([])
  expect(['Mod+Enter', 'Mod+Shift+G', 'F2'].every((keys) => actsInText(read(keys)))).toBe(true)
})

test('what the system needs is left to it', () => {
  expect(isSystems(read('Alt+F4'), 'other')).toBe(true)
  expect(isSystems(read('Mod+Q'), 'mac')).toBe(true)
  expect(isSystems(read('Mod+Q'), 'other')).toBe(false)
})
