/** A waveform as the core writes it. */
export function written(peaks: readonly number[], momentMs = 10): ArrayBuffer {
  const bytes = new ArrayBuffer(12 + peaks.length)
  const head = new DataView(bytes)
  new Uint8Array(bytes).set([0x53, 0x47, 0x57, 0x46])
  head.setUint32(4, momentMs, true)
  head.setUint32(8, peaks.length, true)
  new Uint8Array(bytes, 12).set(peaks)
  return bytes
}
