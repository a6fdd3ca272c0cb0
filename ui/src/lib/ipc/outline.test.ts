import { describe, expect, test } from 'vitest'
import { numbers } from '../timeline/invented'
import { IpcError } from './error'
import fixture from './fixtures/outline.json'
import { decodeOutline, type Outline } from './outline'

/** The same bytes as the core's, made by hand. */
function encode({ projectId, revision, ids, indexes, durations, marks }: Outline): ArrayBuffer {
  const n = ids.length
  const bytes = new DataView(new ArrayBuffer(32 + 21 * n))
  for (const [i, letter] of [...'SgOl'].entries()) bytes.setUint8(i, letter.charCodeAt(0))
  bytes.setUint32(4, 1, true)
  bytes.setUint32(8, n, true)
  bytes.setFloat64(16, projectId, true)
  bytes.setFloat64(24, revision, true)
  for (let i = 0; i < n; i += 1) {
    bytes.setFloat64(32 + 8 * i, ids[i] ?? 0, true)
    bytes.setFloat64(32 + 8 * n + 8 * i, indexes[i] ?? 0, true)
    bytes.setUint32(32 + 16 * n + 4 * i, durations[i] ?? 0, true)
    bytes.setUint8(32 + 20 * n + i, marks[i] ?? 0)
  }
  return bytes.buffer
}

function invented(count: number, next: () => number): Outline {
  const whole = (most: number) => Math.floor(next() * most)
  return {
    projectId: whole(2 ** 40),
    revision: whole(2 ** 40),
    ids: Float64Array.from({ length: count }, () => whole(2 ** 53)),
    indexes: Float64Array.from({ length: count }, () => whole(2 ** 53)),
    durations: Uint32Array.from({ length: count }, () => whole(2 ** 32)),
    marks: Uint8Array.from({ length: count }, () => whole(16)),
  }
}

describe('an outline', () => {
  test('is read as the core wrote it', () => {
    const { bytes, ...told } = fixture
    const read = decodeOutline(Uint8Array.from(bytes.match(/../g) ?? [], (pair) => parseInt(pair, 16)).buffer)
    expect({
      project_id: read.projectId,
      revision: read.revision,
      ids: [...read.ids],
      sequence_indexes: [...read.indexes],
      durations_ms: [...read.durations],
      marks: [...read.marks],
    }).toEqual(told)
  })

  test('is read whatever is in it', () => {
    const next = numbers(31)
    for (const count of [0, 1, 2, 3, 40, 1001]) {
      const outline = invented(count, next)
      expect(decodeOutline(encode(outline))).toEqual(outline)
    }
  })

  test('of another layout, or cut short, is refused', () => {
    const whole = encode(invented(5, numbers(3)))
    const other = whole.slice(0)
    new DataView(other).setUint32(4, 2, true)
    const foreign = whole.slice(0)
    new DataView(foreign).setUint8(0, 0)
    for (const bytes of [other, foreign, whole.slice(0, -1), whole.slice(0, 31), new ArrayBuffer(0)]) {
      expect(() => decodeOutline(bytes)).toThrow(IpcError)
    }
  })
})
