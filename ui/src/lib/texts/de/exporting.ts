import { bytes, counted, list } from '../../words'
import type { Texts } from '../en'

export const exporting: Texts['exporting'] = {
  title: 'Geschichte exportieren',
  formats: 'Was geschrieben wird',
  names: {
    folder: 'Ordner mit allem',
    text: 'Erzähltext als Text',
    subtitles: 'Erzähltext als Untertitel',
  },
  about: {
    folder:
      'Die Texte als JSON von StoryFlow, dazu alle Bilder und Aufnahmen, nummeriert. Segue kann alles wieder importieren.',
    text: 'Eine Textdatei (.txt), ein Absatz je Segment.',
    subtitles: 'Eine SubRip-Datei (.srt), mit den Zeiten, zu denen die Geschichte spielt.',
  },
  place: 'Als Nächstes den Ordner wählen. Nichts, was dort liegt, wird ersetzt.',
  choose: 'Ordner wählen…',

  done: (title) => `„${title}“ exportiert`,
  whole: (segments, files, size) =>
    `${list([counted(segments, 'Segment', 'Segmente'), ...(files > 0 ? [counted(files, 'Datei', 'Dateien')] : [])])}, ${bytes(size)}`,
  missing: (first, files) =>
    files === 1
      ? `ohne ${first}, die fehlt`
      : `ohne ${first} und ${counted(files - 1, 'weitere Datei', 'weitere Dateien')}, die fehlen`,
  show: 'Im Ordner zeigen',
  notDone: 'Die Geschichte wurde nicht exportiert',
  notShown: 'Der Ordner ließ sich nicht zeigen',
}
