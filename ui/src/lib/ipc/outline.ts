import { IpcError } from './error'
import type { ProjectId } from './types'

/** All segments of a project by sequence index, without words and files: columns of the same length. */
export interface Outline {
  projectId: ProjectId
  /** The last operation of the library when it was read: what came later is not in it. */
  revision: number
  ids: Float64Array
  /** 0-based sequence indexes, rising. */
  indexes: Float64Array
  /** How long the audio lasts, in milliseconds; 0 without audio. */
  durations: Uint32Array
  /** What each segment has, as the bits of `Mark`. */
  marks: Uint8Array
}

/** What a segment can have, beside its words. */
export const Mark = { locked: 1, image: 2, audio: 4, stale: 8 } as const

const MAGIC = 0x6c_4f_67_53
const VERSION = 1
const HEADER = 32
const ROW = 8 + 8 + 4 + 1

/** Reads what the shell sends as bytes; the core's `Outline::to_bytes` says how they lie. Throws an `IpcError`. */
export function decodeOutline(bytes: ArrayBuffer): Outline {
  if (bytes.byteLength < HEADER) throw garbled()
  const header = new DataView(bytes)
  const count = header.getUint32(8, true)
  const isOurs = header.getUint32(0, true) === MAGIC && header.getUint32(4, true) === VERSION
  if (!isOurs || bytes.byteLength !== HEADER + count * ROW) throw garbled()
  // Every machine that runs the shell keeps its numbers as they come here: the least significant byte first.
  return {
    projectId: header.getFloat64(16, true),
    revision: header.getFloat64(24, true),
    ids: new Float64Array(bytes, HEADER, count),
    indexes: new Float64Array(bytes, HEADER + 8 * count, count),
    durations: new Uint32Array(bytes, HEADER + 16 * count, count),
    marks: new Uint8Array(bytes, HEADER + 20 * count, count),
  }
}

function garbled(): IpcError {
  return new IpcError({ code: 'invalid', message: 'The list of segments came in a form that is not known.' })
}
