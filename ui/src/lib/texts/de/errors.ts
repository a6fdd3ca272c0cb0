import type { ErrorCode } from '../../ipc/types'
import type { Failure } from '../en/errors'
import type { Texts } from '../en'
import { damage } from './damage'
import { refusal, wayOut } from './refusals'
import { task } from './tasks'
import { unusable } from './unusable'

const troubles: Partial<Record<ErrorCode, string>> = {
  library_in_use: 'Diese Bibliothek ist anderswo geöffnet',
  library_too_new: 'Diese Bibliothek braucht ein neueres Segue',
  library_corrupt: 'Diese Bibliothek ist nicht lesbar',
  permission_denied: 'Segue darf diese Bibliothek nicht verwenden',
  disk_full: 'Das Laufwerk ist voll',
  not_found: 'Diese Bibliothek ist nicht da',
  media_missing: 'Diese Bibliothek ist nicht da',
}

/** What to do where the code alone says it. */
const waysOut: Partial<Record<ErrorCode, string>> = {
  not_found: 'Vielleicht wurde es inzwischen gelöscht.',
  segment_locked: 'Zuerst entsperren. Löschen und Verschieben gehen auch bei gesperrten Segmenten.',
  library_in_use: 'Dort schließen, dann erneut versuchen.',
  library_too_new: 'Zum Öffnen das neueste Segue installieren. Nichts darin wurde geändert.',
  library_corrupt:
    'Nichts darin wurde geändert. Kopien der Datenbank liegen im Ordner „backups“ der Bibliothek.',
  disk_full: 'Platz auf dem Laufwerk schaffen, dann erneut versuchen. Nichts wurde geändert.',
  permission_denied: 'Prüfen, wer dort lesen und schreiben darf.',
  unsupported_media: 'Bilder: JPEG, PNG, WebP, GIF bis 50 MB. Audio: WAV, MP3, OGG, FLAC, M4A bis 500 MB.',
}

const kinds = {
  segment: ['Kein Segment hat', 'Segmente'],
  deleted_segment: ['Kein gelöschtes Segment hat', 'gelöschten Segmente'],
  project: ['Kein Projekt hat', 'Projekte'],
  media: ['Keine Mediendatei hat', 'Mediendateien'],
} as const

/** Why the disk or the database refused, behind the colon. */
function cause({ code, detail }: { code: ErrorCode; detail: string | null }): string {
  switch (code) {
    case 'media_missing':
      return 'Die Datei ist nicht da.'
    case 'disk_full':
      return 'Das Laufwerk ist voll.'
    case 'permission_denied':
      return 'Das System erlaubt es nicht.'
    case 'library_corrupt':
      return 'Die Datenbank ist beschädigt.'
    default:
      return detail ?? 'Das Laufwerk meldet einen Fehler.'
  }
}

function message({ code, reason }: Failure): string {
  switch (reason.kind) {
    case 'not_found':
      return reason.ids.length === 1
        ? `${kinds[reason.what][0]} die Nummer ${reason.ids[0]}.`
        : `Es gibt keine ${kinds[reason.what][1]} mit den Nummern ${reason.ids.join(', ')}.`
    case 'invalid':
      return refusal(reason)
    case 'segment_locked':
      return `Segment ${reason.number} ist gesperrt: Text, Prompt, Bild und Audio bleiben, wie sie sind.`
    case 'nothing_to_undo':
      if (reason.way === 'redo') return 'Es gibt nichts zu wiederholen.'
      return reason.is_final
        ? 'Es gibt nichts rückgängig zu machen: Der letzte Schritt hat Segmente endgültig gelöscht.'
        : 'Es gibt nichts rückgängig zu machen.'
    case 'cancelled':
      return 'Abgebrochen. Nichts wurde geändert.'
    case 'library_in_use':
      return reason.holder === null
        ? 'Diese Bibliothek ist in einem anderen Segue geöffnet.'
        : `Diese Bibliothek ist in einem anderen Segue geöffnet (Prozess ${reason.holder.process} auf ${reason.holder.host}).`
    case 'library_too_new':
      return `Diese Bibliothek stammt von einem neueren Segue (Format ${reason.found}; dieses kennt höchstens ${reason.supported}).`
    case 'library_corrupt':
      return `Die Datenbank der Bibliothek ist nicht zu gebrauchen: ${damage(reason)}.`
    case 'media_missing':
      return 'Die Datei ist nicht da.'
    case 'unsupported_media':
      return `Diese Datei ist nicht zu gebrauchen: ${unusable(reason)}.`
    case 'failed':
      return `${task[reason.task]}: ${cause({ code, detail: reason.detail })}`
  }
}

export const errors: Texts['errors'] = {
  message,
  hint: ({ code, reason }) => (reason.kind === 'invalid' ? wayOut(reason) : waysOut[code]),
  trouble: (code) =>
    code === null
      ? 'Keine Bibliothek geöffnet'
      : (troubles[code] ?? 'Diese Bibliothek lässt sich nicht öffnen'),
}
