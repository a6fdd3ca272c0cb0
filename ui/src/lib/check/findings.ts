import type { CheckReport, FileNote, Repair } from '../ipc/types'
import { whyWaiting } from '../receipt/receipt'
import { count } from '../words'

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
  const all: (Finding | false)[] = [
    report.integrity.length > 0 && {
      title: 'The database is damaged',
      meaning: 'Restore a backup. What was done since can’t be trusted.',
      items: report.integrity,
      offers: [],
    },
    report.foreign.length > 0 && {
      title: 'The database is not as Segue made it',
      meaning: 'Something else changed it. A backup from before is whole.',
      items: report.foreign,
      offers: [],
    },
    report.missing.length > 0 && {
      title: `${count(report.missing.length, 'file')} missing`,
      meaning: 'Put them back into the media folder, or attach others to their segments.',
      items: names(report.missing),
      offers: [],
    },
    report.misplaced.length > 0 && {
      title: `${count(report.misplaced.length, 'file')} in the wrong folder`,
      meaning: 'They are there, but not where their segments look for them. Moving them changes no story.',
      items: names(report.misplaced),
      offers: [{ label: 'Move to where they belong', repair: 'misplaced', isFinal: false }],
    },
    found > 0 && {
      title: `${count(found, 'file')} that nothing shows`,
      meaning: 'They lie in the library’s folders and belong to no segment. Nothing is deleted either way.',
      items: [...report.orphans, ...names(report.unreferenced)],
      offers: [
        { label: 'Move to trash', repair: 'trash_found', isFinal: false },
        ...(project === null
          ? []
          : [
              {
                label: 'Add to this story',
                repair: { adopt_found: { project_id: project } } as const,
                isFinal: false,
              },
            ]),
      ],
    },
    report.refused.length > 0 && {
      title: `${count(report.refused.length, 'path')} out of the library`,
      meaning: 'Segue does not follow them. Attach the files to their segments anew.',
      items: report.refused.map((file) => file.path),
      offers: [],
    },
    report.waiting.length > 0 && {
      title: `${count(report.waiting.length, 'file')} waiting to be cleared`,
      meaning: 'Segue tries again by itself; Retry in the status bar does so at once.',
      items: report.waiting.map((file) => `${file.name}: ${whyWaiting[file.reason]}`),
      offers: [],
    },
    report.negative_indexes > 0 && {
      title: `${count(report.negative_indexes, 'segment')} before the first place`,
      meaning: 'Their story moves up until all have a place. Gaps stay.',
      items: [],
      offers: [{ label: 'Move behind the first place', repair: 'order', isFinal: true }],
    },
    report.duplicate_indexes > 0 && {
      title: `${count(report.duplicate_indexes, 'segment')} where another stands`,
      meaning: 'A whole database does not let that happen. Restore a backup.',
      items: [],
      offers: [],
    },
    report.trash_drift.length > 0 && {
      title: `${count(report.trash_drift.length, 'segment')} in the trash and in the timeline`,
      meaning: 'Those in the timeline stay as they are.',
      items: [],
      offers: [{ label: 'Take out of the trash', repair: 'trash_drift', isFinal: true }],
    },
  ]
  return all.filter((finding) => finding !== false)
}

/** Tells what is no fault and yet good to know. */
export function remarks(report: CheckReport): string[] {
  const gaps = report.gaps.reduce((sum, project) => sum + project.gaps.length, 0)
  return [
    gaps === 0 ? '' : `${count(gaps, 'gap')} in ${count(report.gaps.length, 'story', 'stories')}.`,
    report.leftovers.length === 0
      ? ''
      : `${count(report.leftovers.length, 'file')} in the trash that nothing can bring back; they go by the library’s rule.`,
  ].filter((remark) => remark !== '')
}

function names(files: readonly FileNote[]): string[] {
  return files.map((file) => file.name || file.path)
}
