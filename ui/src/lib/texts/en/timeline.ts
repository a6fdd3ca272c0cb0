import type { Gap, MediaKind } from '../../ipc/types'
import { counted, number, seconds } from '../../words'

/** Some segments as the start of a sentence: one by its number, where that is known, or how many. */
interface Which {
  segments: number
  /** Null unless there is one that is known. */
  number: number | null
}

const were = ({ segments, number: one }: Which) => {
  if (segments !== 1) return `${counted(segments, 'segment', 'segments')} were`
  return one === null ? 'The segment was' : `Segment ${one} was`
}

/** Where a gap lies. Its own index is that of the segment before it plus one. */
const place = ({ index }: Gap) =>
  index === 0 ? 'before the first segment' : `after segment ${number(index)}`

/** What is told of a segment behind its text. */
const facts = (ms: number | null, silence: number, stale: boolean, locked: boolean) =>
  [
    ms === null ? `no audio, ${seconds(silence)}` : seconds(ms),
    stale && ms !== null ? 'stale' : '',
    locked ? 'locked' : '',
  ]
    .filter((fact) => fact !== '')
    .join(', ')

/** The timeline. */
export const timeline = {
  panel: 'Timeline panel',
  label: 'Timeline',
  gaps: 'Gaps',
  actions: 'Clip actions',
  none: 'No segments yet. Add one, or import a story.',
  noText: 'No text',
  noAudio: (silence: number) => `no audio, ${seconds(silence)}`,
  clip: (
    segment: number,
    text: string,
    ms: number | null,
    silence: number,
    stale: boolean,
    locked: boolean,
  ) => `Segment ${segment}: ${text || 'No text'}, ${facts(ms, silence, stale, locked)}`,
  delete: (segment: number) => `Delete segment ${segment}`,

  gap: (gap: Gap) => `Gap: ${number(gap.len)} removed ${place(gap)}`,
  /** Beneath how many places it has. */
  gapShort: 'gap',
  removed: (n: number) => `${number(n)} removed`,
  /** With the place, where there is room for it. */
  removedHere: (n: number) => `${number(n)} removed here`,
  restore: 'Restore',
  restoreIn: (n: number, gap: Gap) => `Restore ${number(n)} removed ${place(gap)}`,
  closeGap: 'Close gap',
  closeGapAt: (gap: Gap) => `Close gap ${place(gap)}`,
  closeGapHint: (gap: Gap) => `Close gap: ${number(gap.len)} removed ${place(gap)}`,

  silence: (ms: number) => `Segments without audio count ${seconds(ms)}`,
  gapCount: (n: number) => (n === 0 ? 'No gaps' : counted(n, 'gap', 'gaps')),
  closeGaps: 'Close gaps',
  deleteKeepsGap: 'delete, keep gap',
  deleteCloses: 'delete and close',
  zoom: 'Zoom',
  fit: 'Fit',
  fitHint: 'Fit the story',
  zoomOut: 'Zoom out',
  zoomIn: 'Zoom in',
}

/** The story as rows. */
export const script = {
  label: 'Script',
  none: 'No segments yet.',
  noText: 'No text',
  row: (segment: number, text: string, ms: number | null, locked: boolean) =>
    `${segment}. ${text || 'No text'}, ${ms === null ? 'no audio' : seconds(ms)}${locked ? ', locked' : ''}`,
}

/** What is asked before segments change, and what is told about it. */
export const editing = {
  askErase: (n: number) => `Erase ${n === 1 ? 'this segment' : counted(n, 'segment', 'segments')} for ever?`,
  aboutErase:
    'Text, image and audio are erased from the disk at once, as the settings say. They can’t be brought back.',
  erase: 'Erase',
  askDelete: (n: number) => `Delete ${n === 1 ? 'this segment' : counted(n, 'segment', 'segments')}?`,
  aboutDelete: 'Text, image and audio go to the library’s trash folder.',
  delete: 'Delete',
  askMove: (n: number) => `Move ${n === 1 ? 'the segment' : counted(n, 'segment', 'segments')} to a position`,
  position: (most: number) => `Position, from 1 to ${number(most)}`,
  move: 'Move',

  copied: (n: number) => `Copied ${counted(n, 'segment', 'segments')}`,
  pasted: (n: number) => `Pasted ${counted(n, 'segment', 'segments')}`,
  duplicated: (n: number) => `Duplicated ${counted(n, 'segment', 'segments')}`,
  split: (segment: number) => `Segment ${segment} was split`,
  merged: (segment: number) => `Segment ${segment} was merged with the next`,
  moved: (n: number, to: number) => `${counted(n, 'segment', 'segments')} moved to place ${number(to)}`,
  replaced: { image: 'Replaced the image', audio: 'Replaced the audio' } as Record<MediaKind, string>,
  removed: { image: 'Removed the image', audio: 'Removed the audio' } as Record<MediaKind, string>,

  notPasted: 'Nothing was pasted',
  notDuplicated: 'Nothing was duplicated',
  notSplit: (segment: number) => `Segment ${segment} was not split`,
  notMerged: (segment: number) => `Segment ${segment} was not merged`,
  notDeleted: (which: Which) => `${were(which)} not deleted`,
  notChanged: (which: Which) => `${were(which)} not changed`,
  notMoved: (which: Which) => `${were(which)} not moved`,
  notGiven: (which: Which, kind: MediaKind) => `${were(which)} given no new ${kind}`,
  notRemoved: { image: 'The image was not removed', audio: 'The audio was not removed' } as Record<
    MediaKind,
    string
  >,
  notAdded: 'No segment was added',
  gapNotClosed: 'The gap was not closed',
  gapsNotClosed: 'The gaps were not closed',
  projectNotOpened: 'The project was not opened',
  projectNotRead: 'The project was not read again',
  segmentsNotRead: 'Segments could not be read',
}
