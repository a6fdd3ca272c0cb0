/**
 * Returns the image that a paste brings; null where it brings none. WebKitGTK tells a paste of no image, but lets whoever hears of one
 * read the clipboard.
 */
export async function pastedImage({ clipboardData }: ClipboardEvent): Promise<Blob | null> {
  const file = [...(clipboardData?.files ?? [])].find(({ type }) => isImage(type))
  return file ?? (await imageOfClipboard().catch(() => null))
}

async function imageOfClipboard(): Promise<Blob | null> {
  for (const item of await navigator.clipboard.read()) {
    const type = item.types.find(isImage)
    if (type !== undefined) return await item.getType(type)
  }
  return null
}

function isImage(type: string): boolean {
  return type.startsWith('image/')
}
