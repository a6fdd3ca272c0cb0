import type {
  DeleteProjectReceipt,
  DeleteReceipt,
  ErrorCode,
  FileReport,
  Gap,
  Outcome,
  PurgeReceipt,
  RescueReport,
  RestoreReceipt,
  Step,
  WaitingFile,
  WaitReason,
  WireError,
} from '../ipc/types'
import { bytes, count, list } from '../words'

/** What the window tells after something was done, or wasn't: a title, the particulars and what can be done now. */
export interface Receipt {
  title: string
  /** Empty when the title says it all. */
  detail: string
  tone: 'done' | 'problem'
  actions: ReceiptAction[]
}

/** One thing to do about a receipt. Running it closes the receipt. */
export interface ReceiptAction {
  label: string
  run: () => void
}

/** What a receipt can offer. */
export interface Offers {
  /** Closes the gap that a delete left, or all. */
  closeGaps?: (gap?: Gap) => void
  undo?: () => void
  redo?: () => void
}

/** Tells what a delete did. */
export function deleteReceipt(outcome: Outcome<DeleteReceipt>, offers: Offers = {}): Receipt {
  const { value, files } = outcome
  const one = value.segments === 1 ? `segment ${value.first_index + 1}` : count(value.segments, 'segment')
  return {
    title: `${value.erased ? 'Erased' : 'Deleted'} ${one}`,
    detail: [...fileParts(files, value.erased), ...gapParts(value.gaps)].join(' · '),
    tone: isTroubled(files) ? 'problem' : 'done',
    actions: [
      ...(offers.closeGaps ? closeActions(value.gaps, offers.closeGaps) : []),
      ...(value.erased ? [] : stepActions(offers)),
    ],
  }
}

/** Tells what a step back or forward through the history did. */
export function stepReceipt(verb: 'undo' | 'redo', outcome: Outcome<Step>, offers: Offers = {}): Receipt {
  const { value, files } = outcome
  return {
    title: `${verb === 'undo' ? 'Undid' : 'Redid'} ${value.label}`,
    detail: returnParts(files).join(' · '),
    tone: isTroubled(files) ? 'problem' : 'done',
    actions: stepActions(offers),
  }
}

/** Tells what came back from the trash. */
export function restoreReceipt(outcome: Outcome<RestoreReceipt>, offers: Offers = {}): Receipt {
  const { value, files, change } = outcome
  const [only] = change.upserted
  const one = value.segments === 1 && only ? `segment ${only.sequence_index + 1}` : null
  return {
    title: `Restored ${one ?? count(value.segments, 'segment')}`,
    detail: [...movedParts(value), ...returnParts(files)].join(' · '),
    tone: isTroubled(files) ? 'problem' : 'done',
    actions: stepActions(offers),
  }
}

/** Tells what left the trash for ever. */
export function purgeReceipt({ value, files }: Outcome<PurgeReceipt>): Receipt {
  return {
    title: `Deleted ${count(value.segments, 'segment')} for ever`,
    detail: [...fileParts(files, true), 'gone from the history too'].join(' · '),
    tone: isTroubled(files) ? 'problem' : 'done',
    actions: [],
  }
}

/** Tells what the delete of a whole project did. */
export function deleteProjectReceipt(outcome: Outcome<DeleteProjectReceipt>, offers: Offers = {}): Receipt {
  const { value, files } = outcome
  return {
    title: `Deleted “${value.title}”`,
    detail: [count(value.segments, 'segment'), ...fileParts(files, false)].join(' · '),
    tone: isTroubled(files) ? 'problem' : 'done',
    actions: stepActions(offers),
  }
}

/** Tells what became of the file that was replaced or removed; null when there is nothing worth a word. */
export function filesReceipt(title: string, files: FileReport): Receipt | null {
  const detail = fileParts(files, false).join(' · ')
  if (detail === '') return null
  return { title, detail, tone: isTroubled(files) ? 'problem' : 'done', actions: [] }
}

/** Tells what became of the files that waited, once they were tried again. */
export function retryReceipt(moved: number, waiting: readonly WaitingFile[]): Receipt {
  const [first] = waiting
  return {
    title: moved > 0 ? `${count(moved, 'file')} cleared` : 'No file could be cleared',
    detail: first
      ? `${count(waiting.length, 'file')} still waiting: ${first.name}, ${whyWaiting[first.reason]}`
      : 'No file waits any more',
    tone: first ? 'problem' : 'done',
    actions: [],
  }
}

/** Tells what was saved of a library. */
export function rescueReceipt(report: RescueReport): Receipt {
  const { projects, segments, files, unreadable, folder } = report
  const saved = [count(projects, 'project'), count(segments, 'segment'), count(files, 'file')]
  return {
    title: `Saved ${list(saved)}`,
    detail: unreadable === 0 ? folder : `${count(unreadable, 'thing')} could not be read · ${folder}`,
    tone: unreadable === 0 ? 'done' : 'problem',
    actions: [],
  }
}

/** Tells what could not be done and why. `what` is a sentence without its full stop: "Segment 7 was not deleted". */
export function errorReceipt(error: WireError, what: string): Receipt {
  const parts = [error.message, error.hint, error.path].filter((part) => part !== undefined && part !== '')
  // Nothing to undo is the end of a road, not a trouble that has to be read.
  const tone = error.code === 'nothing_to_undo' ? 'done' : 'problem'
  return { title: what, detail: parts.join(' '), tone, actions: [] }
}

/** What the window does about an error: say it in a receipt, show the list anew, or give the page to the library's trouble. */
export type Answer = 'receipt' | 'reload' | 'library'

/** The one table from error codes to what the window does. */
export const answers: Readonly<Record<ErrorCode, Answer>> = {
  not_found: 'reload',
  invalid: 'receipt',
  segment_locked: 'receipt',
  nothing_to_undo: 'receipt',
  library_in_use: 'library',
  library_too_new: 'library',
  library_corrupt: 'library',
  disk_full: 'receipt',
  permission_denied: 'receipt',
  media_missing: 'receipt',
  unsupported_media: 'receipt',
  io: 'receipt',
}

function isTroubled(files: FileReport): boolean {
  return files.waiting.length + files.refused.length + files.missing.length > 0
}

function fileParts(files: FileReport, erased: boolean): string[] {
  return [
    clearedPart(files, erased),
    sharedPart(files),
    missingPart(files),
    ...waitingParts(files, 'still there'),
    refusedPart(files),
  ].filter((part) => part !== '')
}

/** What became of files that may have gone either way: back, or to the trash. */
function returnParts(files: FileReport): string[] {
  return [
    files.returned > 0 ? `${count(files.returned, 'file')} back from trash` : '',
    clearedPart(files, false),
    missingPart(files),
    ...waitingParts(files, 'not moved yet'),
    refusedPart(files),
  ].filter((part) => part !== '')
}

function movedParts({ segments, moved }: RestoreReceipt): string[] {
  if (moved === 0) return []
  return [segments === 1 ? 'its old place was taken' : `${moved} at another place, theirs was taken`]
}

function clearedPart(files: FileReport, erased: boolean): string {
  const went: string[] = []
  if (files.image_bytes > 0) went.push(`image ${bytes(files.image_bytes)}`)
  if (files.audio_bytes > 0) went.push(`audio ${bytes(files.audio_bytes)}`)
  if (went.length === 0) return ''
  return `${list(went)} ${erased ? 'erased for ever' : 'moved to trash'}`
}

function sharedPart({ shared }: FileReport): string {
  if (shared.length === 0) return ''
  return `${names(shared)} kept, another segment uses ${shared.length === 1 ? 'it' : 'them'}`
}

function missingPart({ missing }: FileReport): string {
  if (missing.length === 0) return ''
  return `${names(missing)} ${missing.length === 1 ? 'was' : 'were'} already missing`
}

function refusedPart({ refused }: FileReport): string {
  if (refused.length === 0) return ''
  return `${names(refused)} left alone: not inside this library`
}

/** One part for each reason, so that nobody has to guess which file waits for what. */
function waitingParts({ waiting }: FileReport, where: string): string[] {
  const reasons = [...new Set(waiting.map((file) => file.reason))]
  return reasons.map((reason) => {
    const files = waiting.filter((file) => file.reason === reason)
    return `${names(files)} ${where}, ${whyWaiting[reason]}; Segue tries again`
  })
}

/** Why a file could not be moved, as the second half of a sentence. */
export const whyWaiting: Readonly<Record<WaitReason, string>> = {
  in_use: 'open in another program',
  permission_denied: 'the system does not allow moving it',
  name_taken: 'another file has its name',
  other_device: 'the trash is on another disk',
  disk_full: 'the disk is full',
  failed: 'the disk gave an error',
}

function names(files: readonly { name: string }[]): string {
  if (files.length <= 2) return list(files.map((file) => file.name))
  return `${files[0]?.name} and ${files.length - 1} more files`
}

function gapParts(gaps: readonly Gap[]): string[] {
  const [gap] = gaps
  if (gap === undefined) return []
  if (gaps.length > 1) return [`${gaps.length} gaps left`]
  const last = gap.index + gap.len
  return [gap.len === 1 ? `gap left at ${last}` : `gap left at ${gap.index + 1}–${last}`]
}

function closeActions(gaps: readonly Gap[], closeGaps: (gap?: Gap) => void): ReceiptAction[] {
  const [gap] = gaps
  if (gap === undefined) return []
  if (gaps.length > 1) return [{ label: 'Close gaps', run: () => closeGaps() }]
  return [{ label: 'Close gap', run: () => closeGaps(gap) }]
}

function stepActions({ undo, redo }: Offers): ReceiptAction[] {
  return [...(undo ? [{ label: 'Undo', run: undo }] : []), ...(redo ? [{ label: 'Redo', run: redo }] : [])]
}
