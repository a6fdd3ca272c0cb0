import { afterEach, describe, expect, test, vi } from 'vitest'
import { pastedImage } from './clipboard'

const png = new Blob(['picture'], { type: 'image/png' })

/** A paste as web views tell of it. */
function paste(...types: string[]): ClipboardEvent {
  const files = types.map((type) => new File(['picture'], 'file', { type }))
  return { clipboardData: { files } } as unknown as ClipboardEvent
}

/** What the clipboard answers to whoever reads it. */
function clipboardHolds(read: () => Promise<unknown>): void {
  vi.stubGlobal('navigator', { clipboard: { read } })
}

afterEach(() => vi.unstubAllGlobals())

describe('the image of the clipboard', () => {
  test('comes with the paste', async () => {
    expect((await pastedImage(paste('text/plain', 'image/webp')))?.type).toBe('image/webp')
  })

  test('is read where the paste tells of none, as in WebKitGTK', async () => {
    clipboardHolds(() =>
      Promise.resolve([{ types: ['text/html', 'image/png'], getType: () => Promise.resolve(png) }]),
    )
    expect(await pastedImage(paste())).toBe(png)
  })

  test('is none where there is text, or where nobody may look', async () => {
    clipboardHolds(() => Promise.resolve([{ types: ['text/plain'] }]))
    expect(await pastedImage(paste())).toBeNull()
    clipboardHolds(() => Promise.reject(new DOMException('no', 'NotAllowedError')))
    expect(await pastedImage(paste())).toBeNull()
  })
})
