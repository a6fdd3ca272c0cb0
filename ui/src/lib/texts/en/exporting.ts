import type { ExportFormat } from '../../ipc/types'
import { bytes, counted, list } from '../../words'

/** Writing a story to a folder for other programs and other people. */
export const exporting = {
  title: 'Export story',
  formats: 'What to write',
  names: {
    folder: 'Folder with everything',
    text: 'Narration as text',
    subtitles: 'Narration as subtitles',
  } as Record<ExportFormat, string>,
  about: {
    folder:
      'The words as StoryFlow JSON, with all images and takes, numbered. Segue can import it again whole.',
    text: 'A text file (.txt), a paragraph for each segment.',
    subtitles: 'A SubRip file (.srt), timed as the story plays.',
  } as Record<ExportFormat, string>,
  place: 'You choose the folder next. Nothing that is there is replaced.',
  choose: 'Choose folder…',

  done: (title: string) => `Exported “${title}”`,
  whole: (segments: number, files: number, size: number) =>
    `${list([counted(segments, 'segment', 'segments'), ...(files > 0 ? [counted(files, 'file', 'files')] : [])])}, ${bytes(size)}`,
  missing: (first: string, files: number) =>
    files === 1
      ? `without ${first}, which is missing`
      : `without ${first} and ${counted(files - 1, 'more file', 'more files')}, which are missing`,
  show: 'Show in folder',
  notDone: 'The story was not exported',
  notShown: 'The folder could not be shown',
}
