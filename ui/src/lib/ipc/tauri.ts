import { invoke } from '@tauri-apps/api/core'
import { listen } from '@tauri-apps/api/event'
import { IpcError } from './error'
import type { Ipc } from './index'
import { decodeOutline } from './outline'

async function call<T>(command: string, args?: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, args)
  } catch (thrown) {
    throw IpcError.from(thrown)
  }
}

/** The shell of this window. */
export const tauriIpc: Ipc = {
  libraryInfo: () => call('library_info'),
  libraryStatus: () => call('library_status'),
  chooseLibrary: () => call('choose_library'),
  recentLibraries: () => call('recent_libraries'),
  openRecentLibrary: (index) => call('open_recent_library', { index }),
  openDefaultLibrary: () => call('open_default_library'),

  retryWaiting: () => call('retry_waiting'),
  checkLibrary: () => call('library_check'),
  repairLibrary: (request) => call('repair_library', { request }),
  getRetention: () => call('get_retention'),
  setRetention: (request) => call('set_retention', { request }),

  listBackups: () => call('list_backups'),
  backUp: () => call('back_up'),
  restoreBackup: (request) => call('restore_backup', { request }),
  rescueLibrary: () => call('rescue_library'),
  openReadOnly: () => call('open_read_only'),
  openAgain: () => call('open_again'),
  keepOpenLibrary: () => call('keep_open_library'),

  listProjects: () => call('list_projects'),
  getProject: (id) => call('get_project', { id }),
  createProject: (request) => call('create_project', { request }),
  renameProject: (request) => call('rename_project', { request }),
  deleteProject: (request) => call('delete_project', { request }),

  chooseStory: () => call('choose_story'),
  importStory: (request) => call('import_story', { request }),
  importSample: () => call('import_sample'),

  listSegments: (projectId) => call('list_segments', { projectId }),
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
  deleteSegments: (request) => call('delete_segments', { request }),
  reorderSegments: (request) => call('reorder_segments', { request }),
  closeGaps: (request) => call('close_gaps', { request }),
  moveSegments: (request) => call('move_segments', { request }),

  undo: (request) => call('undo', { request }),
  redo: (request) => call('redo', { request }),
  projectHistory: (projectId) => call('project_history', { projectId }),

  listTrash: (projectId) => call('list_trash', { projectId }),
  restoreSegments: (request) => call('restore_segments', { request }),
  purgeSegments: (request) => call('purge_segments', { request }),

  chooseMedia: (kind) => call('choose_media', { kind }),
  attachMedia: (request) => call('attach_media', { request }),
  detachMedia: (request) => call('detach_media', { request }),

  getSettings: () => call('get_settings'),
  getLanguage: () => call('get_language'),
  setSettings: (request) => call('set_settings', { request }),

  labelMenu: (request) => call('label_menu', { request }),
  onMenu: (listener) => listen<string>('menu', (event) => listener(event.payload)),
  onClosing: (save) => listen('closing', () => void save().finally(() => call('saved_for_closing'))),
}
