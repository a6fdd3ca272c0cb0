import type { DeleteMode, SegmentId } from '../ipc/types'

/** What the timeline asks of the window and of the settings, which are read at each delete. */
export interface TimelineOptions {
  /** Unlink instead of moving to the trash. */
  erase?: () => boolean
  /** Asks the person before a delete; true at once where there is nothing to ask. */
  confirm?: (ids: readonly SegmentId[], mode: DeleteMode) => true | Promise<boolean>
  /** Brings deleted segments back. `revision` is that of their delete. */
  takeBack?: (revision: number, ids: readonly SegmentId[]) => void
  /** Says in words what has changed on the page, for those who don't see it. */
  announce?: (words: string) => void
}
