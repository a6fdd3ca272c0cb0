import type { Stage } from '../../ipc/types'
import { number } from '../../words'
import type { Texts } from '../en'

const stages: Readonly<Record<Stage, string>> = {
  waiting: 'Wartet auf andere Arbeit',
  copying_files: 'Dateien werden kopiert',
  saving: 'Wird gespeichert',
  moving_files: 'Dateien werden verschoben',
  erasing_files: 'Dateien werden gelöscht',
  comparing_files: 'Dateien werden verglichen',
  checking_database: 'Die Datenbank wird geprüft',
  looking_at_files: 'Dateien werden angesehen',
  saving_segments: 'Segmente werden gespeichert',
  restoring_database: 'Die Sicherung wird gelesen',
}

export const progress: Texts['progress'] = {
  checkLibrary: 'Bibliothek prüfen',
  repairLibrary: 'Bibliothek reparieren',
  setRetention: 'Löschen, was der Papierkorb nicht mehr behält',
  restoreBackup: 'Sicherung wiederherstellen',
  rescueLibrary: 'Lesbares retten',
  deleteProject: 'Projekt löschen',
  importStory: 'Geschichte importieren',
  importSample: 'Beispielgeschichte hinzufügen',
  exportStory: 'Geschichte exportieren',
  deleteSegments: 'Segmente löschen',
  undo: 'Rückgängig machen',
  redo: 'Wiederholen',
  restoreSegments: 'Segmente wiederherstellen',
  purgeSegments: 'Segmente endgültig löschen',
  attachMedia: 'Datei hineinkopieren',
  attachFiles: 'Dateien hineinkopieren',
  addFiles: 'Dateien als Segmente hinzufügen',

  begun: (what) => `${what}…`,
  far: ({ stage, done, total }) =>
    total === 0 ? stages[stage] : `${stages[stage]}, ${number(done)} von ${number(total)}`,
  cancelling: 'Wird abgebrochen…',
  tooLate: 'Gespeichert; zu spät zum Abbrechen',
}
