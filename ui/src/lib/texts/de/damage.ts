import type { Damage } from '../../ipc/types'

/** What is wrong with a database, to stand behind a colon. */
export function damage(found: Damage): string {
  switch (found.damage) {
    case 'not_a_database':
      return 'sie ist keine SQLite-Datenbank'
    case 'empty_beside_files':
      return `sie ist leer, obwohl in „${found.folder}“ Dateien liegen`
    case 'not_a_plain_file':
      return `${found.name} ist keine gewöhnliche Datei`
    case 'journal_elsewhere':
      return 'ihr Journal nennt eine andere Datei'
    case 'not_a_table':
      return `„${found.name}“ ist keine Tabelle`
    case 'foreign':
      return `sie enthält Fremdes (${found.object})`
    case 'broken':
      return `sie ist beschädigt; gemeldet wird auf Englisch: „${found.verdict}“`
  }
}
