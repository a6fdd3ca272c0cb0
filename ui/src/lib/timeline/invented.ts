import type { Outline } from '../ipc'
import type { Change, FileReport, Gap, Outcome, Segment } from '../ipc/types'
import { Confirmed, rowOf } from './confirmed'
import { Timing } from './layout'
import { columnsOf } from './run'
import type { Sequence } from './sequence'

/** Invents a segment for tests: id and index are what matters. */
export function segment(id: number, index: number, duration: number | null = 2000): Segment {
  return {
    id,
    project_id: 1,
    sequence_index: index,
    text: `Line ${id}`,
    image_prompt: '',
    image: null,
    audio: null,
    duration_ms: duration,
    audio_stale: false,
    locked: false,
  }
}

/** Invents segments with ids 1, 2, 3… at the given indexes. */
export function segmentsAt(...indexes: number[]): Segment[] {
  return indexes.map((index, i) => segment(i + 1, index))
}

/** Invents a change in which only what is given happened. */
export function change(part: Partial<Change>): Change {
  return {
    project_id: 1,
    removed: [],
    shifts: [],
    upserted: [],
    reread: false,
    projects_changed: false,
    ...part,
  }
}

/** What became of files when there were none. */
export const noFiles: FileReport = {
  cleared: 0,
  image_bytes: 0,
  audio_bytes: 0,
  returned: 0,
  missing: [],
  shared: [],
  refused: [],
  waiting: [],
}

/** Invents an outcome around a change. */
export function outcome<T>(revision: number, value: T, part: Partial<Change>): Outcome<T> {
  return { value, change: change(part), files: noFiles, revision }
}

/** Returns the runs of missing indexes, in order. None behind the last segment. */
export function gapsOf(segments: readonly Segment[]): Gap[] {
  const gaps: Gap[] = []
  let expected = 0
  for (const { sequence_index: index } of segments) {
    if (index > expected) gaps.push({ index: expected, len: index - expected })
    expected = index + 1
  }
  return gaps
}

/** Returns the outline of a project with these segments. */
export function outlineOf(segments: readonly Segment[], revision: number, projectId = 1): Outline {
  return { projectId, revision, ...columnsOf(segments.map(rowOf)) }
}

/** Returns the sequence of some segments. */
export function sequenceOf(segments: readonly Segment[]): Sequence {
  return new Confirmed(columnsOf(segments.map(rowOf))).sequence
}

/** Returns the sequence of some segments in time. */
export function timingOf(segments: readonly Segment[]): Timing {
  return new Timing(sequenceOf(segments))
}

/** Returns numbers from 0 up to 1 that are the same in every run. */
export function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}
