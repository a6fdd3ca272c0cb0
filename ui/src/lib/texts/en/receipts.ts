import type { Gap, WaitReason } from '../../ipc/types'
import { bytes, clock, counted, formOf, list, number } from '../../words'

/** One segment by its number, or how many. */
interface Which {
  segments: number
  /** Null unless there is one. */
  number: number | null
}

const named = ({ segments, number: one }: Which) =>
  one === null ? counted(segments, 'segment', 'segments') : `segment ${one}`

/** Names of files; more than two are counted. */
const names = (files: readonly string[]) =>
  files.length <= 2 ? list(files) : `${files[0]} and ${counted(files.length - 1, 'more file', 'more files')}`

const media = (image: number, audio: number) =>
  list([image > 0 ? `image ${bytes(image)}` : '', audio > 0 ? `audio ${bytes(audio)}` : ''].filter(Boolean))

const whyWaiting: Readonly<Record<WaitReason, string>> = {
  in_use: 'open in another program',
  permission_denied: 'the system does not allow moving it',
  name_taken: 'another file has its name',
  other_device: 'the trash is on another disk',
  disk_full: 'the disk is full',
  failed: 'the disk gave an error',
}

/** What a delete would do, told at its button. */
export const deleteTip = {
  delete: (which: Which) => `Delete ${named(which)}`,
  erase: (which: Which) => `Erase ${named(which)} for ever`,
  files: (image: number, audio: number, erases: boolean) =>
    image + audio === 0
      ? 'no file goes'
      : `${media(image, audio)} ${erases ? 'erased for ever' : 'to trash'}`,
  locked: (n: number) => `${number(n)} locked`,
  stale: (n: number) => counted(n, 'stale take', 'stale takes'),
  left: (ms: number) => `${clock(ms)} of story left`,
  shift: 'Shift: close the gap too',
}

/** What was done and what became of the files. */
export const receipts = {
  label: 'Receipts',
  dismiss: 'Dismiss',
  deleted: (which: Which) => `Deleted ${named(which)}`,
  erased: (which: Which) => `Erased ${named(which)}`,
  restored: (which: Which) => `Restored ${named(which)}`,
  purged: (segments: number) => `Deleted ${counted(segments, 'segment', 'segments')} for ever`,
  deletedProject: (title: string) => `Deleted “${title}”`,
  goneFromHistory: 'gone from the history too',

  movedToTrash: (image: number, audio: number) => `${media(image, audio)} moved to trash`,
  erasedForEver: (image: number, audio: number) => `${media(image, audio)} erased for ever`,
  backFromTrash: (files: number) => `${counted(files, 'file', 'files')} back from trash`,
  kept: (files: readonly string[]) =>
    `${names(files)} kept, another segment uses ${formOf(files.length, { one: 'it', other: 'them' })}`,
  missing: (files: readonly string[]) =>
    `${names(files)} ${formOf(files.length, { one: 'was', other: 'were' })} already missing`,
  refused: (files: readonly string[]) => `${names(files)} left alone: not inside this library`,
  whyWaiting,
  stillThere: (files: readonly string[], reason: WaitReason) =>
    `${names(files)} still there, ${whyWaiting[reason]}; Segue tries again`,
  notMovedYet: (files: readonly string[], reason: WaitReason) =>
    `${names(files)} not moved yet, ${whyWaiting[reason]}; Segue tries again`,

  placeTaken: 'its old place was taken',
  placesTaken: (moved: number) => `${number(moved)} at another place, theirs was taken`,
  gapLeft: ({ index, len }: Gap) =>
    len === 1 ? `gap left at ${index + 1}` : `gap left at ${index + 1}–${index + len}`,
  gapsLeft: (n: number) => `${counted(n, 'gap', 'gaps')} left`,
  closeGap: 'Close gap',
  closeGaps: 'Close gaps',

  cleared: (files: number) =>
    files > 0 ? `${counted(files, 'file', 'files')} cleared` : 'No file could be cleared',
  noneWaits: 'No file waits any more',
  stillWaiting: (files: number, first: string, reason: WaitReason) =>
    `${counted(files, 'file', 'files')} still waiting: ${first}, ${whyWaiting[reason]}`,
  waiting: (files: number) => `${counted(files, 'file', 'files')} waiting to be cleared`,
  waitingBecause: (file: string, reason: WaitReason) => `${file}: ${whyWaiting[reason]}`,
  andMore: (n: number) => `, and ${number(n)} more`,
  stillWait: 'The files still wait',

  saved: (projects: number, segments: number, files: number) =>
    `Saved ${list([
      counted(projects, 'project', 'projects'),
      counted(segments, 'segment', 'segments'),
      counted(files, 'file', 'files'),
    ])}`,
  unreadable: (n: number) => `${counted(n, 'thing', 'things')} could not be read`,
  notSaved: 'Nothing was saved',
}
