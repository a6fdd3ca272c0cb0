import { describe, expect, test } from 'vitest'
import { written } from './invented'
import { barsOf, parseWaveform } from './waveform'

describe('reading', () => {
  test('takes the core’s bytes', () => {
    // As in the core's own test of what it writes.
    const bytes = new TextEncoder().encode('SGWF\x14\0\0\0\x03\0\0\0\0\x07\x7f').buffer
    expect(parseWaveform(bytes)).toEqual({ momentMs: 20, peaks: Uint8Array.of(0, 7, 127) })
  })

  test.each([
    ['nothing', new ArrayBuffer(0)],
    ['a head alone, of more', written([1, 2, 3]).slice(0, 12)],
    ['one that was cut short', written([1, 2, 3]).slice(0, 14)],
    ['another file', new TextEncoder().encode('RIFF\x14\0\0\0\x03\0\0\0\0\x07\x7f').buffer],
    ['moments that last no time', written([1, 2, 3], 0)],
  ])('refuses %s', (_, bytes) => {
    expect(parseWaveform(bytes)).toBeNull()
  })
})

describe('bars', () => {
  const rising = { momentMs: 10, peaks: Uint8Array.from({ length: 100 }, (_, i) => i) }

  test('each shows the loudest moment that it covers', () => {
    const bars = barsOf(rising, 4, 1000)
    expect([...bars].map((bar) => Math.round(bar * 255))).toEqual([24, 49, 74, 99])
  })

  test('more bars than moments repeat them and leave no hole', () => {
    const two = { momentMs: 10, peaks: Uint8Array.of(51, 255) }
    expect([...barsOf(two, 5, 20)].map((bar) => Math.round(bar * 255))).toEqual([51, 51, 255, 255, 255])
  })

  test('what lasts longer than its take ends in silence', () => {
    const bars = barsOf({ momentMs: 10, peaks: Uint8Array.of(255, 255) }, 4, 40)
    expect([...bars]).toEqual([1, 1, 0, 0])
  })

  test('no room is no bars', () => {
    expect(barsOf(rising, 0, 1000)).toHaveLength(0)
    expect(barsOf(rising, -1, 1000)).toHaveLength(0)
  })
})
