import type { StepName } from '../../ipc/types'
import { counted, formOf } from '../../words'

/** What a step of the history did, to stand behind “Undo” and “Undid”. */
export const steps = {
  name: ({ kind, segments, places }: StepName): string => {
    const on = (verb: string) =>
      segments === 1 ? `${verb} segment` : `${verb} ${counted(segments, 'segment', 'segments')}`
    const found = (verb: string) =>
      segments === 1 ? `${verb} found file` : `${verb} ${counted(segments, 'found file', 'found files')}`
    switch (kind) {
      case 'create_project':
        return 'new project'
      case 'rename_project':
        return 'rename project'
      case 'delete_project':
        return 'delete project'
      case 'import_story':
        return 'import story'
      case 'add_segment':
        return on('add')
      case 'duplicate_segments':
        return on('duplicate')
      case 'paste_segments':
        return on('paste')
      case 'split_segment':
        return places === null ? 'split segment' : `split segment ${places[0] + 1}`
      case 'merge_segments':
        // One of the two may have gone for ever since.
        return places !== null && places[0] < places[1]
          ? `merge segments ${places[0] + 1} and ${places[1] + 1}`
          : 'merge segments'
      case 'edit_segment':
        return segments === 1 ? 'edit text' : `edit ${counted(segments, 'text', 'texts')}`
      case 'lock_segment':
        return on('lock')
      case 'unlock_segment':
        return on('unlock')
      case 'attach_media':
        return 'attach media'
      case 'detach_media':
        return 'remove media'
      case 'delete_segments':
      case 'ripple_delete_segments':
        return on('delete')
      case 'erase_segments':
        return on('erase')
      case 'restore_segments':
        return on('restore')
      case 'purge_segments':
        return on('purge')
      case 'reorder_segments':
        return 'reorder'
      case 'close_gaps':
        return 'close gaps'
      case 'move_segments':
        return on('move')
      case 'adopt_files':
        return found('adopt')
      case 'trash_files':
        return found('trash')
      case 'repair_order':
        return 'repair order'
      case 'undo':
        return 'undo'
      case 'redo':
        return 'redo'
    }
  },
  /** The same as a heading. */
  titled: (name: string) => name.charAt(0).toUpperCase() + name.slice(1),
  deleteProject: (title: string) => `delete “${title}”`,

  undo: (name: string | null) => (name === null ? 'Nothing to undo' : `Undo ${name}`),
  redo: (name: string | null) => (name === null ? 'Nothing to redo' : `Redo ${name}`),
  undid: (name: string) => `Undid ${name}`,
  redid: (name: string) => `Redid ${name}`,
  undidSteps: (n: number) => `Undid ${counted(n, 'step', 'steps')}`,
  redidSteps: (n: number) => `Redid ${counted(n, 'step', 'steps')}`,
  notUndone: 'Nothing was undone',
  notRedone: 'Nothing was redone',
  undoneAlready: 'That is undone already',
  somethingSince: 'Something else was done since',
  historyShows: 'The history shows what.',
  notRestored: (n: number) =>
    `${counted(n, 'segment', 'segments')} ${formOf(n, { one: 'was', other: 'were' })} not restored`,
  notPurged: (n: number) =>
    `${counted(n, 'segment', 'segments')} ${formOf(n, { one: 'was', other: 'were' })} not deleted for ever`,
}
