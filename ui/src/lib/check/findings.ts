import type { CheckReport, FileNote, Repair } from '../ipc/types'
import { t } from '../texts'

/** A way to put a finding right. */
export interface Offer {
  label: string
  repair: Repair
  /** It can't be taken back. */
  isFinal: boolean
}

/** One kind of what a check found, in words. */
export interface Finding {
  /** How many of what: the heading. */
  title: string
  /** What it means, and what a person can do. */
  meaning: string
  /** Which ones. */
  items: readonly string[]
  offers: readonly Offer[]
}

/** Tells what a check found, the gravest first. `project` is the story on the page, which found files could be added to. */
export function findings(report: CheckReport, project: number | null): Finding[] {
  const found = report.orphans.length + report.unreferenced.length
  const { check, receipts } = t()
  const all: (Finding | false)[] = [
    report.integrity.length > 0 && {
      title: check.damaged,
      meaning: check.aboutDamaged,
      items: report.integrity.map(check.verdict),
      offers: [],
    },
    report.foreign.length > 0 && {
      title: check.foreign,
      meaning: check.aboutForeign,
      items: report.foreign.map(check.inSchema),
      offers: [],
    },
    report.missing.length > 0 && {
      title: check.missing(report.missing.length),
      meaning: check.aboutMissing,
      items: names(report.missing),
      offers: [],
    },
    report.misplaced.length > 0 && {
      title: check.misplaced(report.misplaced.length),
      meaning: check.aboutMisplaced,
      items: names(report.misplaced),
      offers: [{ label: check.moveHome, repair: 'misplaced', isFinal: false }],
    },
    found > 0 && {
      title: check.strays(found),
      meaning: check.aboutStrays,
      items: [...report.orphans, ...names(report.unreferenced)],
      offers: [
        { label: check.moveToTrash, repair: { trash_found: { title: check.foundFiles } }, isFinal: false },
        ...(project === null
          ? []
          : [
              {
                label: check.addToStory,
                repair: { adopt_found: { project_id: project } } as const,
                isFinal: false,
              },
            ]),
      ],
    },
    report.refused.length > 0 && {
      title: check.refused(report.refused.length),
      meaning: check.aboutRefused,
      items: report.refused.map((file) => file.path),
      offers: [],
    },
    report.waiting.length > 0 && {
      title: receipts.waiting(report.waiting.length),
      meaning: check.aboutWaiting,
      items: report.waiting.map((file) => receipts.waitingBecause(file.name, file.reason)),
      offers: [],
    },
    report.negative_indexes > 0 && {
      title: check.beforeFirst(report.negative_indexes),
      meaning: check.aboutBeforeFirst,
      items: [],
      offers: [{ label: check.moveBehindFirst, repair: 'order', isFinal: true }],
    },
    report.duplicate_indexes > 0 && {
      title: check.doubled(report.duplicate_indexes),
      meaning: check.aboutDoubled,
      items: [],
      offers: [],
    },
    report.trash_drift.length > 0 && {
      title: check.inBoth(report.trash_drift.length),
      meaning: check.aboutInBoth,
      items: [],
      offers: [{ label: check.takeOut, repair: 'trash_drift', isFinal: true }],
    },
  ]
  return all.filter((finding) => finding !== false)
}

/** Tells what is no fault and yet good to know. */
export function remarks(report: CheckReport): string[] {
  const { check } = t()
  const gaps = report.gaps.reduce((sum, project) => sum + project.gaps.length, 0)
  return [
    ...(gaps > 0 ? [check.gaps(gaps, report.gaps.length)] : []),
    ...(report.leftovers.length > 0 ? [check.leftovers(report.leftovers.length)] : []),
  ]
}

function names(files: readonly FileNote[]): string[] {
  return files.map((file) => file.name || file.path)
}
