import type { WaitReason } from '../../ipc/types'
import { bytes, clock, counted, formOf, list, number } from '../../words'
import type { Texts } from '../en'

const named = ({ segments, number: one }: { segments: number; number: number | null }) =>
  one === null ? counted(segments, 'Segment', 'Segmente') : `Segment ${one}`

const names = (files: readonly string[]) =>
  files.length <= 2
    ? list(files)
    : `${files[0]} und ${counted(files.length - 1, 'weitere Datei', 'weitere Dateien')}`

const media = (image: number, audio: number) =>
  list([image > 0 ? `Bild ${bytes(image)}` : '', audio > 0 ? `Audio ${bytes(audio)}` : ''].filter(Boolean))

const whyWaiting: Readonly<Record<WaitReason, string>> = {
  in_use: 'in einem anderen Programm geöffnet',
  permission_denied: 'das System erlaubt das Verschieben nicht',
  name_taken: 'eine andere Datei hat den Namen',
  other_device: 'der Papierkorb liegt auf einem anderen Laufwerk',
  disk_full: 'das Laufwerk ist voll',
  failed: 'das Laufwerk meldet einen Fehler',
}

export const deleteTip: Texts['deleteTip'] = {
  delete: (which) => `${named(which)} löschen`,
  erase: (which) => `${named(which)} endgültig löschen`,
  files: (image, audio, erases) =>
    image + audio === 0
      ? 'keine Datei geht mit'
      : `${media(image, audio)} ${erases ? 'endgültig gelöscht' : 'in den Papierkorb'}`,
  locked: (n) => `${number(n)} gesperrt`,
  stale: (n) => counted(n, 'veraltete Aufnahme', 'veraltete Aufnahmen'),
  left: (ms) => `${clock(ms)} der Geschichte bleiben`,
  shift: 'mit Umschalt auch die Lücke schließen',
}

export const receipts: Texts['receipts'] = {
  label: 'Meldungen',
  dismiss: 'Ausblenden',
  deleted: (which) => `${named(which)} gelöscht`,
  erased: (which) => `${named(which)} endgültig gelöscht`,
  restored: (which) => `${named(which)} wiederhergestellt`,
  purged: (segments) => `${counted(segments, 'Segment', 'Segmente')} endgültig gelöscht`,
  deletedProject: (title) => `„${title}“ gelöscht`,
  goneFromHistory: 'auch aus dem Verlauf entfernt',

  movedToTrash: (image, audio) => `${media(image, audio)} in den Papierkorb gelegt`,
  erasedForEver: (image, audio) => `${media(image, audio)} endgültig gelöscht`,
  backFromTrash: (files) => `${counted(files, 'Datei', 'Dateien')} aus dem Papierkorb zurückgeholt`,
  kept: (files) =>
    `${names(files)} ${formOf(files.length, { one: 'bleibt', other: 'bleiben' })}, weil ein anderes Segment sie verwendet`,
  missing: (files) => `${names(files)} ${formOf(files.length, { one: 'fehlte', other: 'fehlten' })} bereits`,
  refused: (files) => `${names(files)} unberührt: nicht in dieser Bibliothek`,
  whyWaiting,
  stillThere: (files, reason) =>
    `${names(files)} noch vorhanden, ${whyWaiting[reason]}; Segue versucht es erneut`,
  notMovedYet: (files, reason) =>
    `${names(files)} noch nicht verschoben, ${whyWaiting[reason]}; Segue versucht es erneut`,

  placeTaken: 'der alte Platz war belegt',
  placesTaken: (moved) => `${number(moved)} an anderer Stelle, der alte Platz war belegt`,
  gapLeft: ({ index, len }) =>
    len === 1 ? `Lücke bei ${index + 1}` : `Lücke bei ${index + 1}–${index + len}`,
  gapsLeft: (n) => counted(n, 'Lücke bleibt', 'Lücken bleiben'),
  closeGap: 'Lücke schließen',
  closeGaps: 'Lücken schließen',

  cleared: (files) =>
    files > 0 ? `${counted(files, 'Datei', 'Dateien')} weggeräumt` : 'Keine Datei konnte weggeräumt werden',
  noneWaits: 'Keine Datei wartet mehr',
  stillWaiting: (files, first, reason) =>
    `${counted(files, 'Datei wartet', 'Dateien warten')} noch: ${first}, ${whyWaiting[reason]}`,
  waiting: (files) => `${counted(files, 'Datei wartet', 'Dateien warten')} aufs Wegräumen`,
  waitingBecause: (file, reason) => `${file}: ${whyWaiting[reason]}`,
  andMore: (n) => ` und ${number(n)} weitere`,
  stillWait: 'Die Dateien warten noch',

  saved: (projects, segments, files) =>
    `${list([
      counted(projects, 'Projekt', 'Projekte'),
      counted(segments, 'Segment', 'Segmente'),
      counted(files, 'Datei', 'Dateien'),
    ])} gespeichert`,
  unreadable: (n) => `${counted(n, 'Teil konnte', 'Teile konnten')} nicht gelesen werden`,
  notSaved: 'Nichts wurde gespeichert',
}
