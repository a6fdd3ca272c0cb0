import { Mark, type Outline, type Segment } from '../src/lib/ipc'

/** Returns a story's segments as the core sends them. */
export function outlineOf(segments: readonly Segment[], revision: number): Outline {
  const marks = (s: Segment) =>
    (s.locked ? Mark.locked : 0) |
    (s.image ? Mark.image : 0) |
    (s.audio ? Mark.audio : 0) |
    (s.audio_stale ? Mark.stale : 0)
  return {
    projectId: segments[0]?.project_id ?? 1,
    revision,
    ids: Float64Array.from(segments, ({ id }) => id),
    indexes: Float64Array.from(segments, ({ sequence_index }) => sequence_index),
    durations: Uint32Array.from(segments, ({ duration_ms }) => duration_ms ?? 0),
    marks: Uint8Array.from(segments, marks),
  }
}
