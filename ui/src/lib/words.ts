import { spoken } from './texts/language.svelte'

/** What a word is chosen by: its number's form in the language. English and German have these two. */
export interface Forms {
  one: string
  other: string
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** What one locale writes with. To make a formatter takes longer than to use it a thousand times. */
class Formats {
  readonly number: Intl.NumberFormat
  readonly compact: Intl.NumberFormat
  readonly tenths: Intl.NumberFormat
  readonly plural: Intl.PluralRules
  readonly list: Intl.ListFormat
  readonly moment: Intl.DateTimeFormat
  readonly second: Intl.DateTimeFormat
  readonly day: Intl.DateTimeFormat
  readonly ago: Intl.RelativeTimeFormat
  readonly point: string
  readonly #sizes = new Map<string, Intl.NumberFormat>()
  readonly #locale: string

  constructor(locale: string) {
    this.#locale = locale
    this.number = new Intl.NumberFormat(locale)
    this.compact = new Intl.NumberFormat(locale, { notation: 'compact' })
    this.tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
    this.plural = new Intl.PluralRules(locale)
    this.list = new Intl.ListFormat(locale, { type: 'conjunction' })
    this.moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
    this.second = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' })
    this.day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
    this.ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
    this.point = this.tenths.formatToParts(0.1).find(({ type }) => type === 'decimal')?.value ?? '.'
  }

  size(unit: (typeof units)[number], digits: number): Intl.NumberFormat {
    const known = this.#sizes.get(unit + digits)
    if (known) return known
    // Short for "999 bytes" is "999 byte".
    const unitDisplay = unit === 'byte' ? 'long' : 'short'
    const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits }
    const made = new Intl.NumberFormat(this.#locale, { style: 'unit', unit, unitDisplay, ...fraction })
    this.#sizes.set(unit + digits, made)
    return made
  }
}

const made = new Map<string, Formats>()

function formats(): Formats {
  const known = made.get(spoken.locale)
  if (known) return known
  const fresh = new Formats(spoken.locale)
  made.set(spoken.locale, fresh)
  return fresh
}

/** Writes a whole number: `12,000`. */
export function number(n: number): string {
  return formats().number.format(n)
}

/** Writes a number where there is little room: `12K`. */
export function shortNumber(n: number): string {
  return formats().compact.format(n)
}

/** Chooses the word that goes with a number. */
export function formOf(n: number, forms: Forms): string {
  return formats().plural.select(n) === 'one' ? forms.one : forms.other
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
  return formats()
    .size(units[unit] ?? 'byte', digits)
    .format(size)
}

/** Says how long a single take lasts: `4.1 s`, `1:04.0`. */
export function seconds(ms: number): string {
  if (ms < 59_950) return `${formats().tenths.format(ms / 1000)} s`
  return clock(ms)
}

/** Says a running time: `0:35.6`, `1:02:03.4`; without its tenths `0:35`. */
export function clock(ms: number, withTenths = true): string {
  const tenths = Math.round(ms / 100)
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(tenths / 36_000)
  const minutes = Math.floor(tenths / 600) % 60
  const fraction = withTenths ? `${formats().point}${tenths % 10}` : ''
  const rest = `${two(Math.floor(tenths / 10) % 60)}${fraction}`
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`
}

/** Joins parts as in a sentence: `a`, `a and b`, `a, b, and c`. */
export function list(parts: readonly string[]): string {
  return formats().list.format(parts)
}

/** Says a moment to the minute. In milliseconds since 1970. */
export function moment(at: number): string {
  return formats().moment.format(at)
}

/** Says a moment to the second. In milliseconds since 1970. */
export function exactMoment(at: number): string {
  return formats().second.format(at)
}

/** Says when something happened, seen from `now`; both in milliseconds since 1970. */
export function ago(then: number, now: number): string {
  const { ago: relative, day } = formats()
  const minutes = Math.floor((now - then) / 60_000)
  if (minutes < 1) return relative.format(0, 'second')
  if (minutes < 60) return relative.format(-minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return relative.format(-hours, 'hour')
  if (hours < 48) return relative.format(-1, 'day')
  return day.format(then)
}
