import { afterEach, describe, expect, it } from 'vitest'
import { spoken } from './texts'
import { ago, bytes, clock, counted, exactMoment, list, moment, number, seconds } from './words'

describe('words', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [412_400, '412 kB'],
    [999_499, '999 kB'],
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
    expect(counted(1, 'gap', 'gaps')).toBe('1 gap')
    expect(counted(0, 'gap', 'gaps')).toBe('0 gaps')
    expect(counted(12_000, 'segment', 'segments')).toBe('12,000 segments')
  })

  it('lists as in a sentence', () => {
    expect(list([])).toBe('')
    expect(list(['a'])).toBe('a')
    expect(list(['a', 'b', 'c'])).toBe('a, b, and c')
  })

  it('says how long ago', () => {
    const now = Date.UTC(2026, 10, 22, 12)
    expect(ago(now - 30_000, now)).toBe('now')
    expect(ago(now + 5000, now)).toBe('now')
    expect(ago(now - 5 * 60_000, now)).toBe('5 min. ago')
    expect(ago(now - 3 * 3_600_000, now)).toBe('3 hr. ago')
    expect(ago(now - 30 * 3_600_000, now)).toBe('yesterday')
    expect(ago(now - 40 * 86_400_000, now)).toBe('Oct 13, 2026')
  })
})

it('a clock leaves its tenths out where nobody needs them', () => {
  expect([62_000, 3_723_000].map((ms) => clock(ms, false))).toEqual(['1:02', '1:02:03'])
})

describe('words in German', () => {
  afterEach(() => spoken.speak('en'))

  it('have a comma in numbers, and points between thousands', () => {
    spoken.speak('de')
    expect([bytes(999), bytes(412_400), bytes(2_140_000)]).toEqual(['999 Byte', '412 kB', '2,1 MB'])
    expect([seconds(4100), clock(35_640), number(12_000)]).toEqual(['4,1 s', '0:35,6', '12.000'])
    expect([clock(1500), clock(1500, false)]).toEqual(['0:01,5', '0:01'])
  })

  it('follow German plurals and order', () => {
    spoken.speak('de')
    expect([0, 1, 2].map((n) => counted(n, 'Lücke', 'Lücken'))).toEqual(['0 Lücken', '1 Lücke', '2 Lücken'])
    expect(list(['a', 'b', 'c'])).toBe('a, b und c')
  })

  it('write times as the locale does', () => {
    const at = new Date(2026, 10, 22, 17, 5, 9).getTime()
    spoken.speak('de')
    expect([moment(at), exactMoment(at)]).toEqual(['22.11.2026, 17:05', '22.11.2026, 17:05:09'])
    expect([ago(at, at), ago(at, at + 300_000), ago(at, at + 108_000_000)]).toEqual([
      'jetzt',
      'vor 5 Min.',
      'gestern',
    ])
    spoken.speak('en', 'en-GB')
    expect(moment(at)).toBe('22 Nov 2026, 17:05')
  })
})
