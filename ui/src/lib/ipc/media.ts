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
