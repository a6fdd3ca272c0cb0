import { bytes, counted, list, number } from '../../words'

/** The library’s page, its projects, and what is shown when no library can be worked with. */
export const library = {
  newProject: 'New project',
  import: 'Import…',
  openOther: 'Open other library…',
  recent: 'Recent libraries',
  clearRecent: 'Clear list',
  gone: 'not found',
  media: (size: number) => `media ${bytes(size)}`,
  trash: (size: number) => `trash ${bytes(size)}`,

  empty: 'This library is empty',
  whatIsAProject:
    'A project is one story: a run of segments, each a line of narration with an image and an audio take. Start one, or bring a story in.',
  openSample: 'Open the sample story',
  aboutSample: 'A fable with pictures and narration, to try everything on.',
  start: 'Start a project',
  aboutStart: 'Give it a title, then add segments one by one.',
  importStory: 'Import a story',
  aboutImport: 'Plain text, a segment for each paragraph, or StoryFlow JSON.',

  readOnly: 'This library is open for reading only. Nothing in it can be changed.',
  restoreBackup: 'Restore a backup…',
  inCloud: (service: string) =>
    `This library lies in a folder that ${service} copies to other machines. Opened on two of them at once, or before all files are there, it can be damaged. Close Segue and move the library’s folder to a disk of this machine.`,
  onNetwork: (fileSystem: string) =>
    `This library lies on another machine (${fileSystem}), where its lock may not hold. Opened twice, it can be damaged. Close Segue and move the library’s folder to a disk of this machine.`,
  dismissWarning: 'Dismiss the warning',
  dismiss: 'Dismiss',

  chooseFolder: 'Choose the folder of a library, or an empty folder to make one in.',
  whatCanBeDone: 'What can be done',
  restoreTitle: 'Restore a backup',
  aboutRestore: 'The damaged database is put aside first. Images and audio stay where they are.',
  rescueTitle: 'Save what can be read',
  aboutRescue:
    'Stories as text, with their images and audio, to a folder that you choose. The library stays as it is.',
  rescue: 'Save what can be read…',
  lookTitle: 'Look at it',
  aboutLook: 'As far as the damage allows. Nothing in it changes.',
  openReadOnly: 'Open read-only',
  backTo: (name: string) => `Back to ${name}`,
  tryAgain: 'Try again',
  choose: 'Choose a library…',
  openDefault: 'Open the default library',

  notOpened: 'The library was not opened',
  recentNotCleared: 'The list was not cleared',
  openNotShown: 'The open library could not be shown',
  projectsNotRead: 'The list of projects could not be read',
}

/** Projects: their cards, and what is asked and told about them. */
export const projects = {
  edited: (when: string) => `Edited ${when}`,
  rename: 'Rename',
  renameThis: (title: string) => `Rename ${title}`,
  delete: 'Delete',
  deleteThis: (title: string) => `Delete ${title}`,
  newTitle: 'New project',
  title: 'Title',
  create: 'Create project',
  renameTitle: 'Rename project',
  askDelete: (title: string) => `Delete “${title}”?`,
  aboutDelete: (segments: number, size: number) =>
    `${counted(segments, 'segment', 'segments')} and ${bytes(size)} of images and audio go to the library’s trash folder.`,
  confirmDelete: 'Delete project',
  notOpened: 'The project could not be opened',
  notMade: 'The project was not made',
  notImported: 'The story was not imported',
  sampleNotAdded: 'The sample story could not be added',
  notRenamed: 'The project was not renamed',
  notDeleted: 'The project was not deleted',
}

/** Copies of the library’s database. */
export const backups = {
  title: 'Backups',
  about:
    'Copies of the library’s database: its stories, trash and history. One is made each day when the library is opened. Images and audio are not copied; they stay in the library.',
  looking: 'Looking for backups…',
  none: 'There is no backup yet.',
  list: 'Backups, the newest first',
  putAside: 'put aside by a restore',
  restore: 'Restore…',
  restoreOf: (when: string) => `Restore the backup of ${when}`,
  make: 'Back up now',
  made: 'Backup made',
  notRead: 'The backups could not be read',
  notMade: 'No backup was made',
  notRestored: 'The backup was not restored',
  askRestore: (when: string) => `Restore the backup of ${when}?`,
  aboutRestore:
    'The library’s stories become as they were then. Their present state is put aside as another backup, which can be restored the same way. Images and audio stay where they are and are found again; those purged since are missing.',
  confirmRestore: 'Restore backup',
}

/** How long the trash keeps. */
export const retention = {
  title: 'How long the trash keeps',
  about: 'For this library. What goes by the rule goes for ever; locked segments never go by a rule.',
  /** A sentence around a field for the days. */
  byAge: { before: 'Purge what was deleted more than', unit: 'Days', after: 'days ago' },
  /** A sentence around a field for the gigabytes. */
  bySize: { before: 'Purge the oldest while the trash holds more than', unit: 'Gigabytes', after: 'GB' },
  recycles: 'Hand purged files to the system’s recycle bin',
  aboutRecycling: 'They then take up room there, and Segue can’t bring them back from it.',
  keepsAllHint: 'The trash keeps all, until you purge it.',
  keepsAll: 'Keeps all',
  keeps: (days: number | null, size: number | null) =>
    `Keeps ${list([
      ...(days === null ? [] : [counted(days, 'day', 'days')]),
      ...(size === null ? [] : [`up to ${bytes(size)}`]),
    ])}`,
  notChanged: 'How long the trash keeps was not changed',
  askPurge: 'Purge what the trash no longer keeps?',
  aboutPurge: (segments: number) =>
    `${segments === 1 ? 'One deleted segment goes' : `${number(segments)} deleted segments go`} from this story’s trash for ever, and so does what is too old or too much in the other stories of the library. This can’t be undone.`,
  purge: 'Purge',
  purged: (segments: number) => `Purged ${counted(segments, 'deleted segment', 'deleted segments')}`,
  givenBack: (size: number) => `${bytes(size)} given back`,
}
