import type { ErrorCode, WireError } from '../../ipc/types'

/** What is known of a failure. */
export type Failure = Pick<WireError, 'code' | 'message' | 'hint' | 'reason'>

const troubles: Partial<Record<ErrorCode, string>> = {
  library_in_use: 'This library is open elsewhere',
  library_too_new: 'This library needs a newer Segue',
  library_corrupt: 'This library can’t be read',
  permission_denied: 'Segue may not use this library',
  disk_full: 'The disk is full',
  not_found: 'This library isn’t there',
  media_missing: 'This library isn’t there',
}

/** What went wrong. The core’s own words are English; other languages say the reason in theirs. */
export const errors = {
  message: (failure: Failure): string => failure.message,
  hint: (failure: Failure): string | undefined => failure.hint,
  /** Why there is no library to work with, as a heading. */
  trouble: (code: ErrorCode | null): string =>
    code === null ? 'No library is open' : (troubles[code] ?? 'This library can’t be opened'),
}
