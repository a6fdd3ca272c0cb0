import { clock, counted } from '../../words'

/** Words that many places share. */
export const common = {
  cancel: 'Cancel',
  close: 'Close',
  closeHint: 'Close (Esc)',
  done: 'Done',
  save: 'Save',
  undo: 'Undo',
  redo: 'Redo',
  retry: 'Retry',
  remove: 'Remove',
  replace: 'Replace…',
  settings: 'Settings',
  shortcuts: 'Keyboard shortcuts',
  library: 'Library',

  segments: (n: number) => counted(n, 'segment', 'segments'),
  gaps: (n: number) => counted(n, 'gap', 'gaps'),
  files: (n: number) => counted(n, 'file', 'files'),
  projects: (n: number) => counted(n, 'project', 'projects'),
  characters: (n: number) => counted(n, 'character', 'characters'),
  texts: (n: number) => counted(n, 'text', 'texts'),
  steps: (n: number) => counted(n, 'step', 'steps'),
  /** What a running time is, and how much of it is heard. */
  running: (ms: number, audioMs: number) =>
    ms === audioMs ? 'Running time' : `Running time, ${clock(audioMs)} of it recorded`,
  days: (n: number) => counted(n, 'day', 'days'),
}
