import type { DeletePreview } from '../ipc/types'
import { runningMs } from '../running-time'
import { t } from '../texts'

/** What a delete would take, in the receipt's words. */
export interface WouldGo {
  title: string
  /** What becomes of the files. */
  files: string
  /** What else is worth knowing. */
  more: string
}

/** Tells what a delete would take. `silenceMs` is how long a segment without audio counts. */
export function wouldGo(
  preview: DeletePreview,
  settings: { erases: boolean; silenceMs: number },
  alsoShift: boolean,
): WouldGo {
  const { deleteTip, receipts } = t()
  const { segments, first_index: first, files, locked, stale } = preview
  const { erases, silenceMs } = settings
  const left = runningMs(preview, silenceMs)
  const which = { segments, number: segments === 1 ? first + 1 : null }
  const parts = [
    deleteTip.files(files.image_bytes, files.audio_bytes, erases),
    files.shared.length > 0 ? receipts.kept(files.shared.map(({ name }) => name)) : '',
  ]
  const more = [
    segments > 1 && locked > 0 ? deleteTip.locked(locked) : '',
    stale > 0 ? deleteTip.stale(stale) : '',
    // Of nothing there is no running time to tell.
    left > 0 ? deleteTip.left(left) : '',
    alsoShift ? deleteTip.shift : '',
  ]
  const said = (words: string[]) => words.filter((part) => part !== '').join(' · ')
  return {
    title: erases ? deleteTip.erase(which) : deleteTip.delete(which),
    files: said(parts),
    more: said(more),
  }
}
