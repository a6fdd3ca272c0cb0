/** How loud a take gets, moment by moment. */
export interface Waveform {
  /** How long a moment is, in milliseconds. */
  momentMs: number
  /** The largest amplitude within each moment, of 255. */
  peaks: Uint8Array
}

const HEAD_BYTES = 12
/** `SGWF` as a number, the least byte first. */
const MARK = 0x46574753

/** Reads the core's bytes: a mark, the length of a moment and the number of moments, and a byte a moment. Null for others. */
export function parseWaveform(bytes: ArrayBuffer): Waveform | null {
  if (bytes.byteLength < HEAD_BYTES) return null
  const head = new DataView(bytes)
  const [momentMs, count] = [head.getUint32(4, true), head.getUint32(8, true)]
  const isWhole = head.getUint32(0, true) === MARK && bytes.byteLength === HEAD_BYTES + count
  return isWhole && momentMs > 0 ? { momentMs, peaks: new Uint8Array(bytes, HEAD_BYTES) } : null
}

/** Returns `bars` heights from 0 to 1 for the stretch from the take's start to `lastsMs`: the loudest moment that each covers. */
export function barsOf({ momentMs, peaks }: Waveform, bars: number, lastsMs: number): Float32Array {
  const heights = new Float32Array(Math.max(0, bars))
  const moments = lastsMs / momentMs
  for (let bar = 0; bar < heights.length; bar += 1) {
    const from = Math.floor((bar * moments) / bars)
    // A bar narrower than a moment shows the moment that it lies in.
    const to = Math.max(from + 1, Math.ceil(((bar + 1) * moments) / bars))
    heights[bar] = loudest(peaks, from, to) / 255
  }
  return heights
}

function loudest(peaks: Uint8Array, from: number, to: number): number {
  let most = 0
  for (let moment = from; moment < Math.min(to, peaks.length); moment += 1) {
    most = Math.max(most, peaks[moment] ?? 0)
  }
  return most
}
