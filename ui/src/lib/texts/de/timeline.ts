import type { Gap } from '../../ipc/types'
import { counted, number, seconds } from '../../words'
import type { Texts } from '../en'

interface Which {
  segments: number
  number: number | null
}

const was = ({ segments, number: one }: Which) => {
  if (segments !== 1) return `${counted(segments, 'Segment', 'Segmente')} wurden`
  return one === null ? 'Das Segment wurde' : `Segment ${one} wurde`
}

const place = ({ index }: Gap) => (index === 0 ? 'vor dem ersten Segment' : `hinter Segment ${number(index)}`)

const facts = (ms: number | null, silence: number, stale: boolean, locked: boolean) =>
  [
    ms === null ? `keine Aufnahme, ${seconds(silence)}` : seconds(ms),
    stale && ms !== null ? 'veraltet' : '',
    locked ? 'gesperrt' : '',
  ]
    .filter((fact) => fact !== '')
    .join(', ')

export const timeline: Texts['timeline'] = {
  panel: 'Bereich der Zeitleiste',
  label: 'Zeitleiste',
  gaps: 'Lücken',
  actions: 'Aktionen der Clips',
  none: 'Noch keine Segmente. Eines hinzufügen oder eine Geschichte importieren.',
  noText: 'Kein Text',
  noAudio: (silence) => `keine Aufnahme, ${seconds(silence)}`,
  clip: (segment, text, ms, silence, stale, locked) =>
    `Segment ${segment}: ${text || 'Kein Text'}, ${facts(ms, silence, stale, locked)}`,
  delete: (segment) => `Segment ${segment} löschen`,

  gap: (gap) => `Lücke: ${number(gap.len)} gelöscht ${place(gap)}`,
  gapShort: 'Lücke',
  removed: (n) => `${number(n)} gelöscht`,
  removedHere: (n) => `${number(n)} gelöscht`,
  restore: 'Zurückholen',
  restoreIn: (n, gap) => `${number(n)} zurückholen ${place(gap)}`,
  closeGap: 'Schließen',
  closeGapAt: (gap) => `Lücke schließen ${place(gap)}`,
  closeGapHint: (gap) => `Lücke schließen: ${number(gap.len)} gelöscht ${place(gap)}`,

  silence: (ms) => `Segmente ohne Aufnahme zählen ${seconds(ms)}`,
  gapCount: (n) => (n === 0 ? 'Keine Lücken' : counted(n, 'Lücke', 'Lücken')),
  closeGaps: 'Lücken schließen',
  deleteKeepsGap: 'löschen, Lücke lassen',
  deleteCloses: 'löschen und schließen',
  zoom: 'Zoom',
  fit: 'Einpassen',
  fitHint: 'Geschichte einpassen',
  zoomOut: 'Verkleinern',
  zoomIn: 'Vergrößern',
}

export const script: Texts['script'] = {
  label: 'Skript',
  none: 'Noch keine Segmente.',
  noText: 'Kein Text',
  row: (segment, text, ms, locked) =>
    `${segment}. ${text || 'Kein Text'}, ${ms === null ? 'keine Aufnahme' : seconds(ms)}${locked ? ', gesperrt' : ''}`,
}

export const editing: Texts['editing'] = {
  askErase: (n) => `${n === 1 ? 'Dieses Segment' : counted(n, 'Segment', 'Segmente')} endgültig löschen?`,
  aboutErase:
    'Text, Bild und Aufnahme werden sofort vom Laufwerk gelöscht, wie in den Einstellungen gewählt. Sie lassen sich nicht zurückholen.',
  erase: 'Endgültig löschen',
  askDelete: (n) => `${n === 1 ? 'Dieses Segment' : counted(n, 'Segment', 'Segmente')} löschen?`,
  aboutDelete: 'Text, Bild und Aufnahme kommen in den Papierkorb der Bibliothek.',
  delete: 'Löschen',
  askMove: (n) =>
    `${n === 1 ? 'Das Segment' : counted(n, 'Segment', 'Segmente')} an eine Position verschieben`,
  position: (most) => `Position, von 1 bis ${number(most)}`,
  move: 'Verschieben',

  copied: (n) => `${counted(n, 'Segment', 'Segmente')} kopiert`,
  pasted: (n) => `${counted(n, 'Segment', 'Segmente')} eingefügt`,
  duplicated: (n) => `${counted(n, 'Segment', 'Segmente')} dupliziert`,
  split: (segment) => `Segment ${segment} wurde geteilt`,
  merged: (segment) => `Segment ${segment} wurde mit dem nächsten verbunden`,
  moved: (n, to) => `${counted(n, 'Segment', 'Segmente')} an Platz ${number(to)} verschoben`,
  replaced: { image: 'Bild ersetzt', audio: 'Aufnahme ersetzt' },
  removed: { image: 'Bild entfernt', audio: 'Aufnahme entfernt' },

  notPasted: 'Nichts wurde eingefügt',
  notDuplicated: 'Nichts wurde dupliziert',
  notSplit: (segment) => `Segment ${segment} wurde nicht geteilt`,
  notMerged: (segment) => `Segment ${segment} wurde nicht verbunden`,
  notDeleted: (which) => `${was(which)} nicht gelöscht`,
  notChanged: (which) => `${was(which)} nicht geändert`,
  notMoved: (which) => `${was(which)} nicht verschoben`,
  notGiven: (which, kind) =>
    `${was(which)} ${kind === 'image' ? 'kein neues Bild' : 'keine neue Aufnahme'} zugeordnet`,
  notRemoved: { image: 'Das Bild wurde nicht entfernt', audio: 'Die Aufnahme wurde nicht entfernt' },
  notAdded: 'Kein Segment wurde hinzugefügt',
  gapNotClosed: 'Die Lücke wurde nicht geschlossen',
  gapsNotClosed: 'Die Lücken wurden nicht geschlossen',
  projectNotOpened: 'Das Projekt wurde nicht geöffnet',
  projectNotRead: 'Das Projekt wurde nicht neu gelesen',
  segmentsNotRead: 'Segmente konnten nicht gelesen werden',
}
