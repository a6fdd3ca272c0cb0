import { counted, list, number } from '../../words'
import type { Texts } from '../en'

export const check: Texts['check'] = {
  title: 'Bibliothek prüfen',
  comparing: 'Bibliothek und Laufwerk werden verglichen…',
  agree: 'Bibliothek und Laufwerk stimmen überein.',
  found: (n) => `${counted(n, 'Befund', 'Befunde')}. Das Prüfen hat nichts geändert.`,
  andMore: (n) => `und ${number(n)} weitere`,
  final: 'Lässt sich nicht rückgängig machen.',
  again: 'Erneut prüfen',
  notChecked: 'Die Bibliothek wurde nicht geprüft',
  notRepaired: 'Nichts wurde repariert',
  repaired: (n) =>
    n === 0 ? 'Nichts wurde repariert' : `${counted(n, 'Sache', 'Sachen')} in Ordnung gebracht`,
  stayed: (files) => `Unverändert, weil weder Bild noch Ton: ${list(files)}`,

  damaged: 'Die Datenbank ist beschädigt',
  aboutDamaged: 'Eine Sicherung wiederherstellen. Auf das seitdem Getane ist kein Verlass.',
  foreign: 'Die Datenbank ist nicht, wie Segue sie gemacht hat',
  aboutForeign: 'Etwas anderes hat sie geändert. Eine Sicherung von vorher ist heil.',
  verdict: (words) => `SQLite meldet auf Englisch: „${words}“`,
  inSchema: (words) => `Im Aufbau der Datenbank (auf Englisch): „${words}“`,
  missing: (n) => counted(n, 'Datei fehlt', 'Dateien fehlen'),
  aboutMissing: 'In den Medienordner zurücklegen oder den Segmenten andere zuordnen.',
  misplaced: (n) => `${counted(n, 'Datei', 'Dateien')} im falschen Ordner`,
  aboutMisplaced:
    'Sie sind da, aber nicht dort, wo ihre Segmente sie suchen. Das Verschieben ändert keine Geschichte.',
  moveHome: 'An ihren Platz verschieben',
  strays: (n) => `${counted(n, 'Datei', 'Dateien')}, die nirgends vorkommen`,
  aboutStrays:
    'Sie liegen in den Ordnern der Bibliothek und gehören zu keinem Segment. Gelöscht wird so oder so nichts.',
  moveToTrash: 'In den Papierkorb legen',
  foundFiles: 'Gefundene Dateien',
  addToStory: 'In diese Geschichte aufnehmen',
  refused: (n) => `${counted(n, 'Pfad führt', 'Pfade führen')} aus der Bibliothek hinaus`,
  aboutRefused: 'Segue folgt ihnen nicht. Die Dateien ihren Segmenten neu zuordnen.',
  aboutWaiting: 'Segue versucht es von selbst wieder; „Erneut versuchen“ in der Statusleiste tut es sofort.',
  beforeFirst: (n) => `${counted(n, 'Segment', 'Segmente')} vor dem ersten Platz`,
  aboutBeforeFirst: 'Ihre Geschichte rückt nach hinten, bis alle einen Platz haben. Lücken bleiben.',
  moveBehindFirst: 'Hinter den ersten Platz verschieben',
  doubled: (n) => `${counted(n, 'Segment', 'Segmente')} auf einem besetzten Platz`,
  aboutDoubled: 'Eine heile Datenbank lässt das nicht zu. Eine Sicherung wiederherstellen.',
  inBoth: (n) => `${counted(n, 'Segment', 'Segmente')} im Papierkorb und in der Zeitleiste`,
  aboutInBoth: 'Die in der Zeitleiste bleiben, wie sie sind.',
  takeOut: 'Aus dem Papierkorb nehmen',
  gaps: (n, stories) =>
    `${counted(n, 'Lücke', 'Lücken')} in ${counted(stories, 'Geschichte', 'Geschichten')}.`,
  leftovers: (n) =>
    `${counted(n, 'Datei', 'Dateien')} im Papierkorb, die nichts mehr zurückholen kann; sie gehen nach der Regel der Bibliothek.`,
}
