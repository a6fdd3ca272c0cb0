import { written } from '../src/lib/waveform/invented'

const hues = [28, 96, 204, 46, 180, 268, 140, 222, 34, 170, 300, 12]

/** A drawn landscape in place of a picture file. */
export function thumbnailUrl(id: number): string {
  const hue = hues[id % hues.length] ?? 0
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" width="640" height="360">
    <rect width="640" height="360" fill="hsl(${hue} 42% 70%)"/>
    <circle cx="${120 + ((id * 97) % 420)}" cy="80" r="42" fill="hsl(${hue + 60} 90% 76%)"/>
    <path d="M0 220 Q160 150 320 220 T640 200 V360 H0Z" fill="hsl(${hue} 34% 46%)"/>
    <path d="M0 290 Q180 220 380 290 T640 270 V360 H0Z" fill="hsl(${hue} 36% 30%)"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

export const fileUrl = thumbnailUrl

export class MediaRefused extends Error {
  readonly status = 404
}

/** Syllables and pauses, another row of them for each take. */
function loudness(id: number, second: number): number {
  const syllable =
    Math.abs(Math.sin(second * (9 + (id % 5)))) * (0.35 + 0.65 * Math.abs(Math.sin(second * 2.3 + id)))
  return Math.sin(second * 1.7 + id) > -0.75 ? syllable * 0.7 : 0.02
}

/** In place of a drawn take. */
export function fetchWaveform(id: number): Promise<ArrayBuffer> {
  const peaks = Array.from({ length: 490 }, (_, i) => Math.round(255 * loudness(id, i / 100)))
  return Promise.resolve(written(peaks))
}

/** A hum that is as loud as the waveform says, in place of a take's file. */
export function fetchTake(id: number): Promise<Blob> {
  const rate = 8000
  const sound = Int16Array.from({ length: rate * 3 }, (_, i) =>
    Math.round(9000 * loudness(id, i / rate) * Math.sin((i * 2 * Math.PI * (180 + (id % 7) * 20)) / rate)),
  )
  const head = new DataView(new ArrayBuffer(44))
  const text = (at: number, words: string) =>
    [...words].forEach((c, i) => head.setUint8(at + i, c.charCodeAt(0)))
  text(0, 'RIFF')
  head.setUint32(4, 36 + sound.byteLength, true)
  text(8, 'WAVEfmt ')
  head.setUint32(16, 16, true)
  head.setUint16(20, 1, true)
  head.setUint16(22, 1, true)
  head.setUint32(24, rate, true)
  head.setUint32(28, rate * 2, true)
  head.setUint16(32, 2, true)
  head.setUint16(34, 16, true)
  text(36, 'data')
  head.setUint32(40, sound.byteLength, true)
  return Promise.resolve(new Blob([head, sound], { type: 'audio/wav' }))
}
