import type { ErrorCode } from '../ipc/types'

const titles: Partial<Record<ErrorCode, string>> = {
  library_in_use: 'This library is open elsewhere',
  library_too_new: 'This library needs a newer Segue',
  library_corrupt: 'This library can’t be read',
  permission_denied: 'Segue may not use this library',
  disk_full: 'The disk is full',
  not_found: 'This library isn’t there',
  media_missing: 'This library isn’t there',
}

/** Says in a few words why there is no library to work with. */
export function troubleTitle(error: { code: ErrorCode } | null): string {
  if (error === null) return 'No library is open'
  return titles[error.code] ?? 'This library can’t be opened'
}
