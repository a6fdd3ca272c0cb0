import { bytes, counted, number } from '../../words'

/** The panel of the story’s steps. */
export const history = {
  title: 'History',
  close: 'Close history',
  summary: (steps: number, undone: number) =>
    undone > 0
      ? `${counted(steps, 'step', 'steps')}, ${number(undone)} undone`
      : counted(steps, 'step', 'steps'),
  empty: 'Nothing was done here yet.',
  list: 'Steps, the newest first',
  now: 'Current',
  nowToHear: 'current',
  forGood: 'for good',
  undone: 'undone',
  goingBack: 'Going back',
  goingForward: 'Going forward',
  back: (done: number, all: number) => `Back ${number(done)} of ${counted(all, 'step', 'steps')}`,
  forward: (done: number, all: number) => `Forward ${number(done)} of ${counted(all, 'step', 'steps')}`,
  stop: 'Stop',
  hint: 'Click a step, or press Enter on it, to go back or forward to it.',
}

/** The panel of what was deleted. */
export const trash = {
  title: 'Trash',
  close: 'Close trash',
  summary: (segments: number, size: number) => `${counted(segments, 'segment', 'segments')} · ${bytes(size)}`,
  empty: 'The trash is empty.',
  about: 'What you delete waits here with its image and audio, until you restore it or delete it for ever.',
  list: 'Deleted segments',
  noText: 'No text',
  was: (place: number) => `Was ${number(place)}`,
  wasToHear: (place: number) => `was ${number(place)}`,
  noFiles: 'no files',
  locked: 'locked',
  deleted: (when: string) => `Deleted ${when}`,
  deletedBy: (when: string, step: string) => `Deleted ${when} by “${step}”`,
  restore: 'Restore',
  restoreThis: (place: number) => `Restore segment ${place}`,
  restoreChosen: (n: number) => (n > 1 ? `Restore ${number(n)}` : 'Restore'),
  restoreHint: 'Restore (Enter)',
  restoreAll: 'Restore all',
  purge: 'Delete for ever…',
  purgeThis: (place: number) => `Delete segment ${place} for ever`,
  purgeHint: 'Delete for ever (Del)',
  emptyIt: 'Empty…',
  askPurge: (n: number) => `Delete ${n === 1 ? 'this segment' : counted(n, 'segment', 'segments')} for ever?`,
  aboutPurge: (n: number, size: number) =>
    n === 1
      ? `It goes with ${bytes(size)} of images and audio, and the history forgets it. This can’t be undone.`
      : `They go with ${bytes(size)} of images and audio, and the history forgets them. This can’t be undone.`,
  confirmPurge: 'Delete for ever',
  historyKeeps: (size: number) => `Earlier takes that the history keeps: ${bytes(size)} in this library.`,
  changeRule: 'Change…',
}
