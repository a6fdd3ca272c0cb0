import { counted } from '../../words'
import type { Texts } from '../en'

export const toolbar: Texts['toolbar'] = {
  library: (name) => `Bibliothek ${name}`,
  backToLibrary: 'Zurück zur Bibliothek',
  addSegment: 'Segment hinzufügen',
  addSegmentHint: 'Segment hinzufügen',
  segment: 'Segment',
  import: 'Importieren',
  importHint: 'Eine Geschichte als neues Projekt importieren',
  export: 'Exportieren',
  exportHint: 'Diese Geschichte exportieren',
  trash: (segments) => `Papierkorb, ${counted(segments, 'Segment', 'Segmente')}`,
}

export const status: Texts['status'] = {
  label: 'Status',
  notSaved: (texts) => `${counted(texts, 'Text', 'Texte')} nicht gespeichert`,
  saving: 'Wird gespeichert…',
  onDisk: 'Alle Änderungen gespeichert',
  saved: 'Alle Änderungen gespeichert',
}
