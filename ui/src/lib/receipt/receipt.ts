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
import { t } from '../texts'

/** What the window tells after something was done, or wasn't: a title, the particulars and what can be done now. */
export interface Receipt {
  title: string
  /** Empty when the title says it all. */
  detail: string
  tone: 'done' | 'problem'
  actions: ReceiptAction[]
}

/** Has a receipt shown. It is told anew when the language changes while it is on show. */
export type ShowReceipt = (tell: () => Receipt) => void

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
  const { receipts } = t()
  const which = { segments: value.segments, number: value.segments === 1 ? value.first_index + 1 : null }
  return {
    title: value.erased ? receipts.erased(which) : receipts.deleted(which),
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
  const { steps } = t()
  const name = steps.name(value.name)
  return {
    title: verb === 'undo' ? steps.undid(name) : steps.redid(name),
    detail: returnParts(files).join(' · '),
    tone: isTroubled(files) ? 'problem' : 'done',
    actions: stepActions(offers),
  }
}

/** Tells what came back from the trash. */
export function restoreReceipt(outcome: Outcome<RestoreReceipt>, offers: Offers = {}): Receipt {
  const { value, files, change } = outcome
  const [only] = change.upserted
  const number = value.segments === 1 && only ? only.sequence_index + 1 : null
  return {
    title: t().receipts.restored({ segments: value.segments, number }),
    detail: [...movedParts(value), ...returnParts(files)].join(' · '),
    tone: isTroubled(files) ? 'problem' : 'done',
    actions: stepActions(offers),
  }
}

/** Tells what left the trash for ever. */
export function purgeReceipt({ value, files }: Outcome<PurgeReceipt>): Receipt {
  const { receipts } = t()
  return {
    title: receipts.purged(value.segments),
    detail: [...fileParts(files, true), receipts.goneFromHistory].join(' · '),
    tone: isTroubled(files) ? 'problem' : 'done',
    actions: [],
  }
}

/** Tells what the delete of a whole project did. */
export function deleteProjectReceipt(outcome: Outcome<DeleteProjectReceipt>, offers: Offers = {}): Receipt {
  const { value, files } = outcome
  return {
    title: t().receipts.deletedProject(value.title),
    detail: [t().common.segments(value.segments), ...fileParts(files, false)].join(' · '),
    tone: isTroubled(files) ? 'problem' : 'done',
    actions: stepActions(offers),
  }
}

/** Says whether there is anything to tell of files that were replaced or removed. */
export function isWorthAWord(files: FileReport): boolean {
  return fileParts(files, false).length > 0
}

/** Tells what became of the file that was replaced or removed. */
export function filesReceipt(title: string, files: FileReport): Receipt {
  const detail = fileParts(files, false).join(' · ')
  return { title, detail, tone: isTroubled(files) ? 'problem' : 'done', actions: [] }
}

/** Tells what became of the files that waited, once they were tried again. */
export function retryReceipt(moved: number, waiting: readonly WaitingFile[]): Receipt {
  const [first] = waiting
  const { receipts } = t()
  return {
    title: receipts.cleared(moved),
    detail: first ? receipts.stillWaiting(waiting.length, first.name, first.reason) : receipts.noneWaits,
    tone: first ? 'problem' : 'done',
    actions: [],
  }
}

/** Tells what was saved of a library. */
export function rescueReceipt(report: RescueReport): Receipt {
  const { projects, segments, files, unreadable, folder } = report
  const { receipts } = t()
  return {
    title: receipts.saved(projects, segments, files),
    detail: unreadable === 0 ? folder : `${receipts.unreadable(unreadable)} · ${folder}`,
    tone: unreadable === 0 ? 'done' : 'problem',
    actions: [],
  }
}

/** Tells what could not be done and why. `what` is a sentence without its full stop: "Segment 7 was not deleted". */
export function errorReceipt(error: WireError, what: string): Receipt {
  const { errors } = t()
  const parts = [errors.message(error), errors.hint(error), error.path].filter(
    (part) => part !== undefined && part !== '',
  )
  // The end of a road, or what the person asked for: neither is a trouble that has to be read.
  const isNoTrouble = error.code === 'nothing_to_undo' || error.code === 'cancelled'
  const tone = isNoTrouble ? 'done' : 'problem'
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
  cancelled: 'receipt',
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
  const { receipts } = t()
  return [
    ...clearedParts(files, erased),
    ...(files.shared.length > 0 ? [receipts.kept(names(files.shared))] : []),
    ...missingParts(files),
    ...waitingParts(files, receipts.stillThere),
    ...refusedParts(files),
  ]
}

/** What became of files that may have gone either way: back, or to the trash. */
function returnParts(files: FileReport): string[] {
  const { receipts } = t()
  return [
    ...(files.returned > 0 ? [receipts.backFromTrash(files.returned)] : []),
    ...clearedParts(files, false),
    ...missingParts(files),
    ...waitingParts(files, receipts.notMovedYet),
    ...refusedParts(files),
  ]
}

function movedParts({ segments, moved }: RestoreReceipt): string[] {
  if (moved === 0) return []
  return [segments === 1 ? t().receipts.placeTaken : t().receipts.placesTaken(moved)]
}

function clearedParts({ image_bytes: image, audio_bytes: audio }: FileReport, erased: boolean): string[] {
  if (image === 0 && audio === 0) return []
  const { receipts } = t()
  return [erased ? receipts.erasedForEver(image, audio) : receipts.movedToTrash(image, audio)]
}

function missingParts({ missing }: FileReport): string[] {
  return missing.length > 0 ? [t().receipts.missing(names(missing))] : []
}

function refusedParts({ refused }: FileReport): string[] {
  return refused.length > 0 ? [t().receipts.refused(names(refused))] : []
}

/** One part for each reason, so that nobody has to guess which file waits for what. */
function waitingParts(
  { waiting }: FileReport,
  say: (files: readonly string[], reason: WaitReason) => string,
): string[] {
  const reasons = [...new Set(waiting.map((file) => file.reason))]
  return reasons.map((reason) => say(names(waiting.filter((file) => file.reason === reason)), reason))
}

function names(files: readonly { name: string }[]): string[] {
  return files.map((file) => file.name)
}

function gapParts(gaps: readonly Gap[]): string[] {
  const [gap] = gaps
  if (gap === undefined) return []
  return [gaps.length > 1 ? t().receipts.gapsLeft(gaps.length) : t().receipts.gapLeft(gap)]
}

function closeActions(gaps: readonly Gap[], closeGaps: (gap?: Gap) => void): ReceiptAction[] {
  const [gap] = gaps
  if (gap === undefined) return []
  if (gaps.length > 1) return [{ label: t().receipts.closeGaps, run: () => closeGaps() }]
  return [{ label: t().receipts.closeGap, run: () => closeGaps(gap) }]
}

function stepActions({ undo, redo }: Offers): ReceiptAction[] {
  const { common } = t()
  return [
    ...(undo ? [{ label: common.undo, run: undo }] : []),
    ...(redo ? [{ label: common.redo, run: redo }] : []),
  ]
}
