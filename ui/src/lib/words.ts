import { spoken } from './texts/language.svelte'

/** What a word is chosen by: its number's form in the language. English and German have these two. */
export interface Forms {
  one: string
  other: string
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** Formatters by locale and name. */
const made = new Map<string, unknown>()

/** To make a formatter takes longer than to use it a thousand times, and the first page needs few of them. */
function once<T>(name: string, make: (locale: string) => T): T {
  const key = `${spoken.locale} ${name}`
  const known = made.get(key) as T | undefined
  if (known !== undefined) return known
  const fresh = make(spoken.locale)
  made.set(key, fresh)
  return fresh
}

const wholes = () => once('wholes', (locale) => new Intl.NumberFormat(locale))
const compact = () => once('compact', (locale) => new Intl.NumberFormat(locale, { notation: 'compact' }))
const tenths = () => once('tenths', (locale) => new Intl.NumberFormat(locale, fixed(1)))
const plural = () => once('plural', (locale) => new Intl.PluralRules(locale))
const conjunction = () => once('list', (locale) => new Intl.ListFormat(locale, { type: 'conjunction' }))
const days = () => once('days', (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }))
const times = (timeStyle: 'short' | 'medium') =>
  once(`${timeStyle} times`, (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle }))
const relative = () =>
  once('relative', (locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }))
const sizes = (unit: (typeof units)[number], digits: number) =>
  once(`${unit} ${digits}`, (locale) => {
    // Short for "999 bytes" is "999 byte".
    const unitDisplay = unit === 'byte' ? 'long' : 'short'
    return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, ...fixed(digits) })
  })
const point = () =>
  once(
    'point',
    () =>
      tenths()
        .formatToParts(0.1)
        .find(({ type }) => type === 'decimal')?.value ?? '.',
  )

function fixed(digits: number): Intl.NumberFormatOptions {
  return { minimumFractionDigits: digits, maximumFractionDigits: digits }
}

/** Writes a whole number: `12,000`. */
export function number(n: number): string {
  return wholes().format(n)
}

/** Writes a number where there is little room: `12K`. */
export function shortNumber(n: number): string {
  return compact().format(n)
}

/** Chooses the word that goes with a number. */
export function formOf(n: number, forms: Forms): string {
  return plural().select(n) === 'one' ? forms.one : forms.other
}

/** Says how many: `1 segment`, `1,200 segments`. */
export function counted(n: number, one: string, other: string): string {
  return `${number(n)} ${formOf(n, { one, other })}`
}

/** Says a number of bytes as file managers do, in powers of 1000: `412 kB`, `2.1 MB`. */
export function bytes(n: number): string {
  let size = n
  let unit = 0
  // 999.5 would be shown as 1000 of the smaller unit.
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000
    unit += 1
  }
  const digits = unit >= 2 && size < 99.95 ? 1 : 0
  return sizes(units[unit] ?? 'byte', digits).format(size)
}

/** Says how long a single take lasts: `4.1 s`, `1:04.0`. */
export function seconds(ms: number): string {
  if (ms < 59_950) return `${tenths().format(ms / 1000)} s`
  return clock(ms)
}

/** Says a running time: `0:35.6`, `1:02:03.4`; without its tenths `0:35`. */
export function clock(ms: number, withTenths = true): string {
  const all = Math.round(ms / 100)
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(all / 36_000)
  const minutes = Math.floor(all / 600) % 60
  const fraction = withTenths ? `${point()}${all % 10}` : ''
  const rest = `${two(Math.floor(all / 10) % 60)}${fraction}`
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`
}

/** Joins parts as in a sentence: `a`, `a and b`, `a, b, and c`. */
export function list(parts: readonly string[]): string {
  return conjunction().format(parts)
}

/** Says a moment to the minute. In milliseconds since 1970. */
export function moment(at: number): string {
  return times('short').format(at)
}

/** Says a moment to the second. In milliseconds since 1970. */
export function exactMoment(at: number): string {
  return times('medium').format(at)
}

/** Says when something happened, seen from `now`; both in milliseconds since 1970. */
export function ago(then: number, now: number): string {
  const minutes = Math.floor((now - then) / 60_000)
  if (minutes < 1) return relative().format(0, 'second')
  if (minutes < 60) return relative().format(-minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return relative().format(-hours, 'hour')
  if (hours < 48) return relative().format(-1, 'day')
  return days().format(then)
}
