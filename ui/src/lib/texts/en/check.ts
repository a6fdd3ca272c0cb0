import { counted, list, number } from '../../words'

/** What the comparison of library and disk found, and its repairs. */
export const check = {
  title: 'Check library',
  comparing: 'Comparing library and disk…',
  agree: 'Library and disk agree.',
  found: (n: number) => `${counted(n, 'finding', 'findings')}. Nothing has been changed by looking.`,
  andMore: (n: number) => `and ${number(n)} more`,
  final: 'Can’t be undone.',
  again: 'Check again',
  notChecked: 'The library was not checked',
  notRepaired: 'Nothing was repaired',
  repaired: (n: number) => (n === 0 ? 'Nothing was repaired' : `Put ${counted(n, 'thing', 'things')} right`),
  stayed: (files: readonly string[]) => `${list(files)} stayed: neither picture nor sound`,

  damaged: 'The database is damaged',
  aboutDamaged: 'Restore a backup. What was done since can’t be trusted.',
  foreign: 'The database is not as Segue made it',
  aboutForeign: 'Something else changed it. A backup from before is whole.',
  /** SQLite’s own words, which are English. */
  verdict: (words: string) => `SQLite: “${words}”`,
  /** What the core says of the database’s schema, in English. */
  inSchema: (words: string) => words,
  missing: (n: number) => `${counted(n, 'file', 'files')} missing`,
  aboutMissing: 'Put them back into the media folder, or attach others to their segments.',
  misplaced: (n: number) => `${counted(n, 'file', 'files')} in the wrong folder`,
  aboutMisplaced: 'They are there, but not where their segments look for them. Moving them changes no story.',
  moveHome: 'Move to where they belong',
  strays: (n: number) => `${counted(n, 'file', 'files')} that nothing shows`,
  aboutStrays: 'They lie in the library’s folders and belong to no segment. Nothing is deleted either way.',
  moveToTrash: 'Move to trash',
  /** Title of the project that they go to. */
  foundFiles: 'Found files',
  addToStory: 'Add to this story',
  refused: (n: number) => `${counted(n, 'path', 'paths')} out of the library`,
  aboutRefused: 'Segue does not follow them. Attach the files to their segments anew.',
  aboutWaiting: 'Segue tries again by itself; Retry in the status bar does so at once.',
  beforeFirst: (n: number) => `${counted(n, 'segment', 'segments')} before the first place`,
  aboutBeforeFirst: 'Their story moves up until all have a place. Gaps stay.',
  moveBehindFirst: 'Move behind the first place',
  doubled: (n: number) => `${counted(n, 'segment', 'segments')} where another stands`,
  aboutDoubled: 'A whole database does not let that happen. Restore a backup.',
  inBoth: (n: number) => `${counted(n, 'segment', 'segments')} in the trash and in the timeline`,
  aboutInBoth: 'Those in the timeline stay as they are.',
  takeOut: 'Take out of the trash',
  gaps: (n: number, stories: number) =>
    `${counted(n, 'gap', 'gaps')} in ${counted(stories, 'story', 'stories')}.`,
  leftovers: (n: number) =>
    `${counted(n, 'file', 'files')} in the trash that nothing can bring back; they go by the library’s rule.`,
}
