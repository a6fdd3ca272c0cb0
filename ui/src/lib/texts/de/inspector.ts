import { counted, number } from '../../words'
import type { Texts } from '../en'

export const inspector: Texts['inspector'] = {
  none: 'Segment',
  aboutNone: 'Hier stehen Text, Bild und Aufnahme des aktuellen Segments.',
  segment: (place) => `Segment ${place}`,
  selected: (n) => `${number(n)} ausgewählt`,
  lock: 'Segment sperren',
  unlockHint: 'Entsperren',
  lockHint: 'Text, Prompt, Bild und Aufnahme sperren',
  locked:
    'Gesperrt: Text, Prompt, Bild und Aufnahme bleiben, wie sie sind. Löschen und Verschieben gehen weiter.',
  unlock: 'Entsperren',
  refused: 'Das Geschriebene ist noch nicht gespeichert.',
  saveAgain: 'Erneut speichern',
  discard: 'Verwerfen',
  notSaved: 'Der Text ist noch nicht gespeichert',
  narration: 'Erzähltext',
  characters: (n) => counted(n, 'Zeichen', 'Zeichen'),
  prompt: 'Bildprompt',
  copyPrompt: 'Bildprompt kopieren',
  promptCopied: 'Bildprompt kopiert',
  delete: (n) => (n > 1 ? `${counted(n, 'Segment', 'Segmente')} löschen` : 'Segment löschen'),
  duplicate: 'Duplizieren',

  file: 'Datei',
  size: 'Größe',
  dimensions: 'Maße',
  duration: 'Dauer',
  kind: { image: 'Bild', audio: 'Aufnahme' },
  choose: { image: 'Bild wählen…', audio: 'Aufnahme wählen…' },
  replace: 'Ersetzen…',
  replaceThis: { image: 'Bild ersetzen', audio: 'Aufnahme ersetzen' },
  remove: 'Entfernen',
  removeThis: { image: 'Bild entfernen', audio: 'Aufnahme entfernen' },
  noneOf: { image: 'Kein Bild', audio: 'Keine Aufnahme' },
  missing: 'Die Datei fehlt im Medienordner der Bibliothek.',
  stale: 'Älter als der Erzähltext: Er wurde seitdem geändert.',
}

export const preview: Texts['preview'] = {
  label: 'Vorschau',
  imageOf: (place) => `Bild von Segment ${place}`,
  fileMissing: (file) => `${file} lässt sich nicht zeigen: Die Datei fehlt.`,
  fileUnreadable: (file) => `${file} lässt sich nicht zeigen: Die Datei ist nicht lesbar.`,
  noImage: 'Noch kein Bild',
  noSegments: 'Diese Geschichte hat noch keine Segmente.',
  addFirst: 'Erstes Segment hinzufügen',
}
