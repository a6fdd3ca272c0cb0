import { bytes, counted, list, number } from '../../words'
import type { Texts } from '../en'

const moveAway = 'Segue schließen und den Ordner der Bibliothek auf ein Laufwerk dieses Rechners legen.'

export const library: Texts['library'] = {
  newProject: 'Neues Projekt',
  import: 'Importieren…',
  openOther: 'Andere Bibliothek öffnen…',
  recent: 'Zuletzt geöffnete Bibliotheken',
  clearRecent: 'Liste leeren',
  gone: 'nicht gefunden',
  media: (size) => `Medien ${bytes(size)}`,
  trash: (size) => `Papierkorb ${bytes(size)}`,

  empty: 'Diese Bibliothek ist leer',
  whatIsAProject:
    'Ein Projekt ist eine Geschichte: eine Folge von Segmenten, jedes eine Zeile Erzähltext mit Bild und Aufnahme. Neu anfangen oder eine Geschichte importieren.',
  openSample: 'Beispielgeschichte öffnen',
  aboutSample: 'Eine Fabel mit Bildern und Aufnahmen, um alles daran auszuprobieren.',
  start: 'Projekt anfangen',
  aboutStart: 'Einen Titel geben, dann Segment für Segment hinzufügen.',
  importStory: 'Geschichte importieren',
  aboutImport: 'Reiner Text, ein Segment je Absatz, oder JSON von StoryFlow.',

  readOnly: 'Diese Bibliothek ist nur zum Lesen geöffnet. Nichts darin lässt sich ändern.',
  restoreBackup: 'Sicherung wiederherstellen…',
  inCloud: (service) =>
    `Diese Bibliothek liegt in einem Ordner, den ${service} auf andere Rechner kopiert. Auf zweien zugleich geöffnet oder bevor alle Dateien da sind, kann sie Schaden nehmen. ${moveAway}`,
  onNetwork: (fileSystem) =>
    `Diese Bibliothek liegt auf einem anderen Rechner (${fileSystem}), wo ihre Sperre vielleicht nicht hält. Zweimal geöffnet, kann sie Schaden nehmen. ${moveAway}`,
  dismissWarning: 'Warnung ausblenden',
  dismiss: 'Ausblenden',

  chooseFolder: 'Den Ordner einer Bibliothek wählen oder einen leeren Ordner für eine neue.',
  whatCanBeDone: 'Was möglich ist',
  restoreTitle: 'Sicherung wiederherstellen',
  aboutRestore:
    'Die beschädigte Datenbank wird vorher beiseitegelegt. Bilder und Aufnahmen bleiben, wo sie sind.',
  rescueTitle: 'Retten, was lesbar ist',
  aboutRescue:
    'Geschichten als Text mit ihren Bildern und Aufnahmen, in einen Ordner nach Wahl. Die Bibliothek bleibt, wie sie ist.',
  rescue: 'Lesbares retten…',
  lookTitle: 'Ansehen',
  aboutLook: 'So weit der Schaden es zulässt. Nichts darin ändert sich.',
  openReadOnly: 'Nur zum Lesen öffnen',
  backTo: (name) => `Zurück zu ${name}`,
  tryAgain: 'Erneut versuchen',
  choose: 'Bibliothek wählen…',
  openDefault: 'Standardbibliothek öffnen',

  notOpened: 'Die Bibliothek wurde nicht geöffnet',
  recentNotCleared: 'Die Liste wurde nicht geleert',
  openNotShown: 'Die geöffnete Bibliothek ließ sich nicht anzeigen',
  projectsNotRead: 'Die Liste der Projekte ließ sich nicht lesen',
}

export const projects: Texts['projects'] = {
  edited: (when) => `Bearbeitet: ${when}`,
  rename: 'Umbenennen',
  renameThis: (title) => `${title} umbenennen`,
  delete: 'Löschen',
  deleteThis: (title) => `${title} löschen`,
  newTitle: 'Neues Projekt',
  title: 'Titel',
  create: 'Projekt anlegen',
  renameTitle: 'Projekt umbenennen',
  askDelete: (title) => `„${title}“ löschen?`,
  aboutDelete: (segments, size) =>
    `${counted(segments, 'Segment', 'Segmente')} und ${bytes(size)} an Bildern und Aufnahmen kommen in den Papierkorb der Bibliothek.`,
  confirmDelete: 'Projekt löschen',
  notOpened: 'Das Projekt ließ sich nicht öffnen',
  notMade: 'Das Projekt wurde nicht angelegt',
  notImported: 'Die Geschichte wurde nicht importiert',
  sampleNotAdded: 'Die Beispielgeschichte ließ sich nicht hinzufügen',
  notRenamed: 'Das Projekt wurde nicht umbenannt',
  notDeleted: 'Das Projekt wurde nicht gelöscht',
}

export const backups: Texts['backups'] = {
  title: 'Sicherungen',
  about:
    'Kopien der Datenbank der Bibliothek: Geschichten, Papierkorb und Verlauf. Beim Öffnen der Bibliothek entsteht jeden Tag eine. Bilder und Aufnahmen werden nicht kopiert; sie bleiben in der Bibliothek.',
  looking: 'Sicherungen werden gesucht…',
  none: 'Es gibt noch keine Sicherung.',
  list: 'Sicherungen, die neueste zuerst',
  putAside: 'bei einer Wiederherstellung beiseitegelegt',
  restore: 'Wiederherstellen…',
  restoreOf: (when) => `Sicherung vom ${when} wiederherstellen`,
  make: 'Jetzt sichern',
  made: 'Sicherung angelegt',
  notRead: 'Die Sicherungen ließen sich nicht lesen',
  notMade: 'Keine Sicherung wurde angelegt',
  notRestored: 'Die Sicherung wurde nicht wiederhergestellt',
  askRestore: (when) => `Sicherung vom ${when} wiederherstellen?`,
  aboutRestore:
    'Die Geschichten der Bibliothek werden, wie sie damals waren. Ihr jetziger Stand wird als weitere Sicherung beiseitegelegt und lässt sich genauso wiederherstellen. Bilder und Aufnahmen bleiben, wo sie sind, und werden wiedergefunden; seitdem endgültig gelöschte fehlen.',
  confirmRestore: 'Wiederherstellen',
}

export const retention: Texts['retention'] = {
  title: 'Aufbewahrung im Papierkorb',
  about:
    'Für diese Bibliothek. Was nach dieser Regel geht, geht endgültig; gesperrte Segmente gehen nie nach einer Regel.',
  byAge: { before: 'Endgültig löschen, was gelöscht wurde vor mehr als', unit: 'Tage', after: 'Tagen' },
  bySize: {
    before: 'Das Älteste endgültig löschen, solange der Papierkorb mehr enthält als',
    unit: 'Gigabyte',
    after: 'GB',
  },
  recycles: 'Endgültig gelöschte Dateien in den Papierkorb des Systems legen',
  aboutRecycling: 'Dort belegen sie weiter Platz, und Segue kann sie nicht von dort zurückholen.',
  keepsAllHint: 'Der Papierkorb behält alles, bis es endgültig gelöscht wird.',
  keepsAll: 'Behält alles',
  keeps: (days, size) =>
    `Behält ${list([
      ...(days === null ? [] : [counted(days, 'Tag', 'Tage')]),
      ...(size === null ? [] : [`bis zu ${bytes(size)}`]),
    ])}`,
  notChanged: 'Die Aufbewahrung im Papierkorb wurde nicht geändert',
  askPurge: 'Endgültig löschen, was der Papierkorb nicht mehr behält?',
  aboutPurge: (segments) =>
    `${segments === 1 ? 'Ein gelöschtes Segment geht' : `${number(segments)} gelöschte Segmente gehen`} endgültig aus dem Papierkorb dieser Geschichte, ebenso was in den anderen Geschichten der Bibliothek zu alt oder zu viel ist. Das lässt sich nicht rückgängig machen.`,
  purge: 'Endgültig löschen',
  purged: (segments) => `${counted(segments, 'gelöschtes Segment', 'gelöschte Segmente')} endgültig entfernt`,
  givenBack: (size) => `${bytes(size)} freigegeben`,
}
