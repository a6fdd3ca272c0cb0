/** Says a number of bytes as file managers do, in powers of 1000: `412 KB`, `2.1 MB`. */
export function bytes(n: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB']
  let size = n
  let unit = 0
  // 999.5 would be shown as 1000 of the smaller unit.
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000
    unit += 1
  }
  const digits = unit >= 2 && size < 99.95 ? 1 : 0
  return `${size.toFixed(digits)} ${units[unit]}`
}

/** Says how long a single take lasts: `4.1 s`, `1:04.0`. */
export function seconds(ms: number): string {
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`
  return clock(ms)
}

/** Says a running time with tenths: `0:35.6`, `1:02:03.4`. */
export function clock(ms: number): string {
  const tenths = Math.round(ms / 100)
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(tenths / 36_000)
  const minutes = Math.floor(tenths / 600) % 60
  const rest = `${two(Math.floor(tenths / 10) % 60)}.${tenths % 10}`
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`
}

/** Says how many: `1 segment`, `1,200 segments`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`
}

/** Joins parts as in a sentence: `a`, `a and b`, `a, b and c`. */
export function list(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

/** Says a moment to the minute, as people write it here. In milliseconds since 1970. */
export function moment(at: number): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
}

/** Says when something happened, seen from `now`; both in milliseconds since 1970. */
export function ago(then: number, now: number): string {
  const minutes = Math.floor((now - then) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min ago`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours} h ago`
  if (hours < 48) return 'yesterday'
  return new Date(then).toLocaleDateString('en', { year: 'numeric', month: 'short', day: 'numeric' })
}
