import type { MediaKind } from '../../ipc/types'
import { counted, number } from '../../words'

/** What is shown and changed of one segment. */
export const inspector = {
  none: 'Segment',
  aboutNone: 'Text, image and audio of the current segment stand here.',
  segment: (place: number) => `Segment ${place}`,
  selected: (n: number) => `${number(n)} selected`,
  lock: 'Lock segment',
  unlockHint: 'Unlock',
  lockHint: 'Lock text, prompt, image and audio',
  locked: 'Locked: text, prompt, image and audio stay as they are. Deleting and moving still work.',
  unlock: 'Unlock',
  refused: 'What you wrote is not saved yet.',
  saveAgain: 'Save again',
  discard: 'Discard',
  notSaved: 'The text is not saved yet',
  narration: 'Narration',
  characters: (n: number) => counted(n, 'character', 'characters'),
  prompt: 'Image prompt',
  copyPrompt: 'Copy image prompt',
  promptCopied: 'Image prompt copied',
  delete: (n: number) => (n > 1 ? `Delete ${counted(n, 'segment', 'segments')}` : 'Delete segment'),
  duplicate: 'Duplicate',

  file: 'File',
  size: 'Size',
  dimensions: 'Dimensions',
  duration: 'Duration',
  kind: { image: 'Image', audio: 'Audio' } as Record<MediaKind, string>,
  choose: { image: 'Choose an image…', audio: 'Choose audio…' } as Record<MediaKind, string>,
  replace: 'Replace…',
  replaceThis: { image: 'Replace image', audio: 'Replace audio' } as Record<MediaKind, string>,
  remove: 'Remove',
  removeThis: { image: 'Remove image', audio: 'Remove audio' } as Record<MediaKind, string>,
  noneOf: { image: 'No image', audio: 'No audio' } as Record<MediaKind, string>,
  missing: 'The file is missing from the library’s media folder.',
  stale: 'Older than the narration: the text has changed since.',
}

/** The large picture of the current segment. */
export const preview = {
  label: 'Preview',
  imageOf: (place: number) => `Image of segment ${place}`,
  fileMissing: (file: string) => `${file} can’t be shown: the file is missing.`,
  fileUnreadable: (file: string) => `${file} can’t be shown: the file can’t be read.`,
  noImage: 'No image yet',
  noSegments: 'This story has no segments yet.',
  addFirst: 'Add the first segment',
}
