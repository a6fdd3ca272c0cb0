import type { Progress, Stage } from '../../ipc/types'
import { number } from '../../words'

const stages: Readonly<Record<Stage, string>> = {
  waiting: 'Waiting for other work',
  copying_files: 'Copying files',
  saving: 'Saving',
  moving_files: 'Moving files',
  erasing_files: 'Erasing files',
  comparing_files: 'Comparing files',
  checking_database: 'Checking the database',
  looking_at_files: 'Looking at files',
  saving_segments: 'Saving segments',
  restoring_database: 'Reading the backup',
}

/** Work that lasts. */
export const progress = {
  checkLibrary: 'Checking the library',
  repairLibrary: 'Repairing the library',
  setRetention: 'Purging what the trash no longer keeps',
  restoreBackup: 'Restoring the backup',
  rescueLibrary: 'Saving what can be read',
  deleteProject: 'Deleting the project',
  importStory: 'Importing the story',
  importSample: 'Adding the sample story',
  exportStory: 'Exporting the story',
  deleteSegments: 'Deleting segments',
  undo: 'Undoing',
  redo: 'Redoing',
  restoreSegments: 'Restoring segments',
  purgeSegments: 'Deleting segments for ever',
  attachMedia: 'Copying the file in',
  attachFiles: 'Copying the files in',
  addFiles: 'Adding files as segments',

  /** Said once, when it turns out to last. */
  begun: (what: string) => `${what}…`,
  far: ({ stage, done, total }: Progress) =>
    total === 0 ? stages[stage] : `${stages[stage]}, ${number(done)} of ${number(total)}`,
  cancelling: 'Cancelling…',
  tooLate: 'Saved; too late to cancel',
}
