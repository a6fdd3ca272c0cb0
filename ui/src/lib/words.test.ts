import { describe, expect, it } from 'vitest'
import { ago, bytes, clock, count, list, seconds } from './words'

describe('words', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1 KB'],
    [412_400, '412 KB'],
    [999_499, '999 KB'],
    [999_500, '1.0 MB'],
    [2_140_000, '2.1 MB'],
    [999_600_000, '1.0 GB'],
    [123_456_000_000, '123 GB'],
  ])('says %i bytes as %s', (n, said) => expect(bytes(n)).toBe(said))

  it.each([
    [0, '0.0 s'],
    [4100, '4.1 s'],
    [59_949, '59.9 s'],
    [59_950, '1:00.0'],
  ])('says a take of %i ms as %s', (ms, said) => expect(seconds(ms)).toBe(said))

  it.each([
    [0, '0:00.0'],
    [35_640, '0:35.6'],
    [59_990, '1:00.0'],
    [3_723_400, '1:02:03.4'],
  ])('says a running time of %i ms as %s', (ms, said) => expect(clock(ms)).toBe(said))

  it('counts', () => {
    expect(count(1, 'gap')).toBe('1 gap')
    expect(count(0, 'gap')).toBe('0 gaps')
    expect(count(12_000, 'segment')).toBe('12,000 segments')
  })

  it('lists as in a sentence', () => {
    expect(list([])).toBe('')
    expect(list(['a'])).toBe('a')
    expect(list(['a', 'b', 'c'])).toBe('a, b and c')
  })

  it('says how long ago', () => {
    const now = Date.UTC(2026, 10, 22, 12)
    expect(ago(now - 30_000, now)).toBe('just now')
    expect(ago(now + 5000, now)).toBe('just now')
    expect(ago(now - 5 * 60_000, now)).toBe('5 min ago')
    expect(ago(now - 3 * 3_600_000, now)).toBe('3 h ago')
    expect(ago(now - 30 * 3_600_000, now)).toBe('yesterday')
    expect(ago(now - 40 * 86_400_000, now)).toBe('Oct 13, 2026')
  })
})
