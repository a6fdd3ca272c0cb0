import { counted } from '../../words'

/** Files on their way in: dropped, pasted, chosen. */
export const files = {
  toSegment: (place: number) => `Drop: image or audio of segment ${place}`,
  locked: (place: number) => `Segment ${place} is locked`,
  toEnd: 'Drop: a new segment for each file',
  added: (n: number) => `Added ${counted(n, 'segment', 'segments')}`,
  notAdded: (n: number): string => (n === 1 ? 'The file was not added' : 'The files were not added'),
  attached: (place: number) => `Segment ${place} has new media`,
  notAttached: (place: number) => `Segment ${place} was given nothing new`,
  copying: 'Copying into the library…',
  dropOrPaste: 'Drop one here, or paste it',
  drop: 'Drop one here',
  play: 'Play the take',
  stop: 'Stop the take',
}
