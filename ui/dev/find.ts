import type { DeleteMode, DeletePreview, Found, Segment, SegmentId } from '../src/lib/ipc'
import { noFiles } from '../src/lib/timeline/invented'

/** States that this library knows of; the core knows more. */
const states: Record<string, (segment: Segment) => boolean> = {
  'has:image': (segment) => segment.image !== null,
  'has:audio': (segment) => segment.audio !== null,
  'locked:': (segment) => segment.locked,
  'stale:': (segment) => segment.audio_stale,
}

/** Finds words by their beginning, and some states. */
export function findIn(segments: readonly Segment[], question: string, revision: number): Found {
  const parts = question.toLowerCase().split(/\s+/).filter(Boolean)
  const unknown = parts.filter((part) => part.includes(':') && !(part in states))
  const asked = parts.filter((part) => !unknown.includes(part))
  const isFound = (segment: Segment) => asked.every((part) => (states[part] ?? saying(part))(segment))
  const ids = asked.length === 0 ? [] : segments.filter(isFound).map((segment) => segment.id)
  const words = asked.filter((part) => !(part in states)).map((part) => ` ${part}`)
  return { ids, words, not_understood: unknown, revision }
}

function saying(word: string): (segment: Segment) => boolean {
  return ({ text, image_prompt }) =>
    `${text} ${image_prompt}`
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .some((other) => other.startsWith(word))
}

/** Tells what a delete would take. */
export function previewIn(
  segments: readonly Segment[],
  ids: readonly SegmentId[],
  mode: DeleteMode,
): DeletePreview {
  const gone = segments.filter((segment) => ids.includes(segment.id))
  const left = segments.filter((segment) => !ids.includes(segment.id))
  const first = gone[0]?.sequence_index ?? 0
  const sum = (of: (segment: Segment) => number, over = gone) => over.reduce((n, one) => n + of(one), 0)
  return {
    segments: gone.length,
    first_index: first,
    locked: sum((segment) => Number(segment.locked)),
    stale: sum((segment) => Number(segment.audio_stale)),
    moved: mode === 'ripple' ? left.filter((segment) => segment.sequence_index > first).length : 0,
    duration_ms: sum((segment) => segment.duration_ms ?? 0, left),
    silent: left.filter((segment) => segment.audio === null).length,
    files: {
      ...noFiles,
      cleared: sum((segment) => Number(segment.image !== null) + Number(segment.audio !== null)),
      image_bytes: sum((segment) => segment.image?.bytes ?? 0),
      audio_bytes: sum((segment) => segment.audio?.bytes ?? 0),
    },
  }
}
