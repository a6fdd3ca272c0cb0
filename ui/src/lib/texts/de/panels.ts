import { bytes, counted, number } from '../../words'
import type { Texts } from '../en'

export const history: Texts['history'] = {
  title: 'Verlauf',
  close: 'Verlauf schließen',
  summary: (steps, undone) =>
    undone > 0
      ? `${counted(steps, 'Schritt', 'Schritte')}, ${number(undone)} rückgängig gemacht`
      : counted(steps, 'Schritt', 'Schritte'),
  empty: 'Hier wurde noch nichts getan.',
  list: 'Schritte, der neueste zuerst',
  now: 'Aktuell',
  nowToHear: 'aktuell',
  forGood: 'endgültig',
  undone: 'rückgängig gemacht',
  goingBack: 'Geht zurück',
  goingForward: 'Geht vorwärts',
  back: (done, all) => `Zurück: ${number(done)} von ${counted(all, 'Schritt', 'Schritten')}`,
  forward: (done, all) => `Vorwärts: ${number(done)} von ${counted(all, 'Schritt', 'Schritten')}`,
  stop: 'Anhalten',
  hint: 'Ein Klick oder die Eingabetaste auf einem Schritt führt zu ihm zurück oder vorwärts.',
}

export const trash: Texts['trash'] = {
  title: 'Papierkorb',
  close: 'Papierkorb schließen',
  summary: (segments, size) => `${counted(segments, 'Segment', 'Segmente')} · ${bytes(size)}`,
  empty: 'Der Papierkorb ist leer.',
  about:
    'Gelöschtes wartet hier mit Bild und Aufnahme, bis es wiederhergestellt oder endgültig gelöscht wird.',
  list: 'Gelöschte Segmente',
  noText: 'Kein Text',
  was: (place) => `War ${number(place)}`,
  wasToHear: (place) => `war ${number(place)}`,
  noFiles: 'keine Dateien',
  locked: 'gesperrt',
  deleted: (when) => `Gelöscht ${when}`,
  deletedBy: (when, step) => `Gelöscht ${when} durch „${step}“`,
  restore: 'Wiederherstellen',
  restoreThis: (place) => `Segment ${place} wiederherstellen`,
  restoreChosen: (n) => (n > 1 ? `${number(n)} wiederherstellen` : 'Wiederherstellen'),
  restoreHint: 'Wiederherstellen (Eingabe)',
  restoreAll: 'Alle wiederherstellen',
  purge: 'Endgültig löschen…',
  purgeThis: (place) => `Segment ${place} endgültig löschen`,
  purgeHint: 'Endgültig löschen (Entf)',
  emptyIt: 'Leeren…',
  askPurge: (n) => `${n === 1 ? 'Dieses Segment' : counted(n, 'Segment', 'Segmente')} endgültig löschen?`,
  aboutPurge: (n, size) =>
    n === 1
      ? `Mit ihm gehen ${bytes(size)} an Bildern und Aufnahmen, und der Verlauf vergisst es. Das lässt sich nicht rückgängig machen.`
      : `Mit ihnen gehen ${bytes(size)} an Bildern und Aufnahmen, und der Verlauf vergisst sie. Das lässt sich nicht rückgängig machen.`,
  confirmPurge: 'Endgültig löschen',
  historyKeeps: (size) => `Frühere Aufnahmen, die der Verlauf behält: ${bytes(size)} in dieser Bibliothek.`,
  changeRule: 'Ändern…',
}
