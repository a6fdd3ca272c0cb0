import { Channel, invoke, type InvokeArgs, type InvokeOptions } from '@tauri-apps/api/core'
import { listen } from '@tauri-apps/api/event'
import { IpcError } from './error'
import type { Ipc, Watch } from './index'
import { decodeOutline } from './outline'
import type { DroppedFiles, DropPoint, Progress } from './types'

async function call<T>(command: string, args?: InvokeArgs, options?: InvokeOptions): Promise<T> {
  try {
    return await invoke<T>(command, args, options)
  } catch (thrown) {
    throw IpcError.from(thrown)
  }
}

/** Calls a command that may take long: it tells how far it is by a channel, whose number says what to cancel. */
async function callWatched<T>(command: string, args: Record<string, unknown>, watch?: Watch): Promise<T> {
  const progress = new Channel<Progress>((told) => watch?.told(told))
  // Too late is no failure: the command answers for itself.
  const cancel = () => void call('cancel_work', { id: progress.id }).catch(() => undefined)
  watch?.signal.addEventListener('abort', cancel)
  try {
    return await call<T>(command, { ...args, progress })
  } finally {
    watch?.signal.removeEventListener('abort', cancel)
  }
}

/** The shell of this window. */
export const tauriIpc: Ipc = {
  libraryInfo: () => call('library_info'),
  libraryStatus: () => call('library_status'),
  chooseLibrary: () => call('choose_library'),
  recentLibraries: () => call('recent_libraries'),
  clearRecentLibraries: () => call('clear_recent_libraries'),
  openRecentLibrary: (index) => call('open_recent_library', { index }),
  openDefaultLibrary: () => call('open_default_library'),
  openChosenLibrary: (token) => call('open_chosen_library', { token }),

  retryWaiting: () => call('retry_waiting'),
  checkLibrary: (watch) => callWatched('library_check', {}, watch),
  repairLibrary: (request, watch) => callWatched('repair_library', { request }, watch),
  getRetention: () => call('get_retention'),
  setRetention: (request, watch) => callWatched('set_retention', { request }, watch),

  listBackups: () => call('list_backups'),
  backUp: () => call('back_up'),
  restoreBackup: (request, watch) => callWatched('restore_backup', { request }, watch),
  rescueLibrary: (watch) => callWatched('rescue_library', {}, watch),
  openReadOnly: () => call('open_read_only'),
  openAgain: () => call('open_again'),
  keepOpenLibrary: () => call('keep_open_library'),

  listProjects: () => call('list_projects'),
  onlyProject: () => call('only_project'),
  getProject: (id) => call('get_project', { id }),
  createProject: (request) => call('create_project', { request }),
  renameProject: (request) => call('rename_project', { request }),
  deleteProject: (request, watch) => callWatched('delete_project', { request }, watch),

  chooseStory: () => call('choose_story'),
  importStory: (request, watch) => callWatched('import_story', { request }, watch),
  importSample: (watch) => callWatched('import_sample', {}, watch),
  exportStory: (request, watch) => callWatched('export_story', { request }, watch),
  showExported: (token) => call('show_exported', { token }),

  readOutline: async (projectId) => decodeOutline(await call('read_outline', { projectId })),
  readSegments: (ids) => call('read_segments', { ids }),
  findSegments: (projectId, question) => call('find_segments', { projectId, question }),
  previewDelete: (ids, mode) => call('preview_delete', { ids, mode }),
  addSegment: (request) => call('add_segment', { request }),
  duplicateSegments: (request) => call('duplicate_segments', { request }),
  pasteSegments: (request) => call('paste_segments', { request }),
  splitSegment: (request) => call('split_segment', { request }),
  mergeWithNext: (request) => call('merge_with_next', { request }),
  editSegment: (request) => call('edit_segment', { request }),
  lockSegments: (request) => call('lock_segments', { request }),
  deleteSegments: (request, watch) => callWatched('delete_segments', { request }, watch),
  reorderSegments: (request) => call('reorder_segments', { request }),
  closeGaps: (request) => call('close_gaps', { request }),
  moveSegments: (request) => call('move_segments', { request }),

  undo: (request, watch) => callWatched('undo', { request }, watch),
  redo: (request, watch) => callWatched('redo', { request }, watch),
  projectHistory: (projectId) => call('project_history', { projectId }),
  nextSteps: (projectId) => call('next_steps', { projectId }),

  listTrash: (projectId) => call('list_trash', { projectId }),
  restoreSegments: (request, watch) => callWatched('restore_segments', { request }, watch),
  purgeSegments: (request, watch) => callWatched('purge_segments', { request }, watch),

  chooseMedia: (kind) => call('choose_media', { kind }),
  attachMedia: (request, watch) => callWatched('attach_media', { request }, watch),
  detachMedia: (request) => call('detach_media', { request }),
  attachFiles: (request, watch) => callWatched('attach_files', { request }, watch),
  pasteImage: (segmentId, bytes) =>
    call('paste_image', bytes, { headers: { 'segment-id': String(segmentId) } }),
  chooseFiles: () => call('choose_files'),
  addFiles: (request, watch) => callWatched('add_files', { request }, watch),

  getSettings: () => call('get_settings'),
  getLanguage: () => call('get_language'),
  setSettings: (request) => call('set_settings', { request }),

  takeErrands: () => call('take_errands'),
  onErrands: (listener) => listen('errands', listener),
  about: () => call('about'),
  showLogFolder: () => call('show_log_folder'),

  labelMenu: (request) => call('label_menu', { request }),
  onMenu: (listener) => listen<string>('menu', (event) => listener(event.payload)),
  onFilesOver: (listener) => listen<DropPoint>('files-over', (event) => listener(event.payload)),
  onFilesLeft: (listener) => listen('files-left', () => listener()),
  onFilesDropped: (listener) => listen<DroppedFiles>('files-dropped', (event) => listener(event.payload)),
  onClosing: (save) => listen('closing', () => void save().finally(() => call('saved_for_closing'))),
}
