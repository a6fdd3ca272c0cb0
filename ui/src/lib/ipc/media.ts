import type { MediaId } from './types'

/** WebView2 maps custom schemes to http, the others take them as they are. */
const base = navigator.userAgent.includes('Windows') ? 'http://media.localhost' : 'media://localhost'

/** Address of a JPEG of the image, at most `side` pixels wide and high. */
export function thumbnailUrl(id: MediaId, side: number): string {
  return `${base}/thumb/${id}?side=${side}`
}

/** Address of the file itself. */
export function fileUrl(id: MediaId): string {
  return `${base}/file/${id}`
}

/** The shell has no such file to hand out. */
export class MediaRefused extends Error {
  /** As HTTP counts: 404 where the file is missing. */
  readonly status: number

  constructor(status: number) {
    super(`refused with ${status}`)
    this.name = 'MediaRefused'
    this.status = status
  }
}

/** How much of a take comes at a time; the shell sends a long one in parts only. */
const PART_BYTES = 8 << 20

/** Reads how loud a take gets, as `parseWaveform` takes it. Rejects where there is none. */
export async function fetchWaveform(id: MediaId, signal: AbortSignal): Promise<ArrayBuffer> {
  return (await answer(`${base}/wave/${id}`, { signal })).arrayBuffer()
}

/** Reads a take's file whole. Rejects with `MediaRefused` where that is not to be had. */
export async function fetchTake(id: MediaId, signal: AbortSignal): Promise<Blob> {
  const parts: Blob[] = []
  let [read, total] = [0, Infinity]
  while (read < total) {
    const headers = { Range: `bytes=${read}-${read + PART_BYTES - 1}` }
    const part = await answer(fileUrl(id), { signal, headers })
    const blob = await part.blob()
    parts.push(blob)
    read += blob.size
    total = Number(part.headers.get('content-range')?.split('/')[1] ?? read)
    if (blob.size === 0) throw new MediaRefused(part.status)
  }
  return new Blob(parts, { type: parts[0]?.type ?? '' })
}

async function answer(url: string, request: RequestInit): Promise<Response> {
  const response = await fetch(url, request)
  if (!response.ok) throw new MediaRefused(response.status)
  return response
}
