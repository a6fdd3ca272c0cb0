import { counted } from '../../words'
import type { Texts } from '../en'

export const files: Texts['files'] = {
  toSegment: (place) => `Loslassen: Bild oder Aufnahme von Segment ${place}`,
  locked: (place) => `Segment ${place} ist gesperrt`,
  toEnd: 'Loslassen: ein neues Segment für jede Datei',
  added: (n) => `${counted(n, 'Segment', 'Segmente')} hinzugefügt`,
  notAdded: (n) => (n === 1 ? 'Die Datei wurde nicht hinzugefügt' : 'Die Dateien wurden nicht hinzugefügt'),
  attached: (place) => `Segment ${place} hat neue Medien`,
  notAttached: (place) => `Segment ${place} hat nichts Neues bekommen`,
  copying: 'Wird in die Bibliothek kopiert…',
  dropOrPaste: 'Hier ablegen oder einfügen',
  drop: 'Hier ablegen',
  play: 'Aufnahme abspielen',
  stop: 'Aufnahme anhalten',
}
