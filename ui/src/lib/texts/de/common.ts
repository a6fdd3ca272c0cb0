import { clock, counted } from '../../words'
import type { Texts } from '../en'

export const common: Texts['common'] = {
  cancel: 'Abbrechen',
  close: 'Schließen',
  closeHint: 'Schließen (Esc)',
  done: 'Fertig',
  save: 'Speichern',
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  retry: 'Erneut versuchen',
  remove: 'Entfernen',
  replace: 'Ersetzen…',
  settings: 'Einstellungen',
  shortcuts: 'Tastenkürzel',
  library: 'Bibliothek',

  segments: (n) => counted(n, 'Segment', 'Segmente'),
  gaps: (n) => counted(n, 'Lücke', 'Lücken'),
  files: (n) => counted(n, 'Datei', 'Dateien'),
  projects: (n) => counted(n, 'Projekt', 'Projekte'),
  characters: (n) => counted(n, 'Zeichen', 'Zeichen'),
  texts: (n) => counted(n, 'Text', 'Texte'),
  steps: (n) => counted(n, 'Schritt', 'Schritte'),
  running: (ms, audioMs) => (ms === audioMs ? 'Laufzeit' : `Laufzeit, davon ${clock(audioMs)} aufgenommen`),
  days: (n) => counted(n, 'Tag', 'Tage'),
}
