import { counted } from '../../words'
import type { Texts } from '../en'

export const steps: Texts['steps'] = {
  name: ({ kind, segments, places }) => {
    const on = (verb: string) =>
      `${segments === 1 ? 'Segment' : counted(segments, 'Segment', 'Segmente')} ${verb}`
    const found = (verb: string) =>
      `${segments === 1 ? 'gefundene Datei' : counted(segments, 'gefundene Datei', 'gefundene Dateien')} ${verb}`
    switch (kind) {
      case 'create_project':
        return 'neues Projekt'
      case 'rename_project':
        return 'Projekt umbenennen'
      case 'delete_project':
        return 'Projekt löschen'
      case 'import_story':
        return 'Geschichte importieren'
      case 'add_segment':
        return on('hinzufügen')
      case 'duplicate_segments':
        return on('duplizieren')
      case 'paste_segments':
        return on('einfügen')
      case 'split_segment':
        return places === null ? 'Segment teilen' : `Segment ${places[0] + 1} teilen`
      case 'merge_segments':
        return places !== null && places[0] < places[1]
          ? `Segmente ${places[0] + 1} und ${places[1] + 1} verbinden`
          : 'Segmente verbinden'
      case 'edit_segment':
        return segments === 1 ? 'Text ändern' : `${counted(segments, 'Text', 'Texte')} ändern`
      case 'lock_segment':
        return on('sperren')
      case 'unlock_segment':
        return on('entsperren')
      case 'attach_media':
        return 'Medien zuordnen'
      case 'detach_media':
        return 'Medien entfernen'
      case 'delete_segments':
      case 'ripple_delete_segments':
        return on('löschen')
      case 'erase_segments':
        return on('endgültig löschen')
      case 'restore_segments':
        return on('wiederherstellen')
      case 'purge_segments':
        return on('endgültig löschen')
      case 'reorder_segments':
        return 'neu ordnen'
      case 'close_gaps':
        return 'Lücken schließen'
      case 'move_segments':
        return on('verschieben')
      case 'adopt_files':
        return found('aufnehmen')
      case 'trash_files':
        return found('in den Papierkorb legen')
      case 'repair_order':
        return 'Reihenfolge reparieren'
      case 'undo':
        return 'rückgängig machen'
      case 'redo':
        return 'wiederholen'
    }
  },
  titled: (name) => name.charAt(0).toUpperCase() + name.slice(1),
  deleteProject: (title) => `„${title}“ löschen`,

  undo: (name) => (name === null ? 'Nichts rückgängig zu machen' : `Rückgängig: ${name}`),
  redo: (name) => (name === null ? 'Nichts zu wiederholen' : `Wiederholen: ${name}`),
  undid: (name) => `Rückgängig gemacht: ${name}`,
  redid: (name) => `Wiederholt: ${name}`,
  undidSteps: (n) => `${counted(n, 'Schritt', 'Schritte')} rückgängig gemacht`,
  redidSteps: (n) => `${counted(n, 'Schritt', 'Schritte')} wiederholt`,
  notUndone: 'Nichts wurde rückgängig gemacht',
  notRedone: 'Nichts wurde wiederholt',
  undoneAlready: 'Das ist schon rückgängig gemacht',
  somethingSince: 'Seitdem ist etwas anderes geschehen',
  historyShows: 'Der Verlauf zeigt, was.',
  notRestored: (n) => `${counted(n, 'Segment wurde', 'Segmente wurden')} nicht wiederhergestellt`,
  notPurged: (n) => `${counted(n, 'Segment wurde', 'Segmente wurden')} nicht endgültig gelöscht`,
}
