import type { Ipc, Watch } from '../ipc'
import type { UnderWay } from './under-way.svelte'

/** Commands that may take long, by their names. */
export type Lasting = keyof Pick<
  Ipc,
  | 'checkLibrary'
  | 'repairLibrary'
  | 'setRetention'
  | 'restoreBackup'
  | 'rescueLibrary'
  | 'deleteProject'
  | 'importStory'
  | 'importSample'
  | 'exportStory'
  | 'deleteSegments'
  | 'undo'
  | 'redo'
  | 'restoreSegments'
  | 'purgeSegments'
  | 'attachMedia'
  | 'attachFiles'
  | 'addFiles'
>

/** The same road to the core, with every command that may take long among the work under way. */
export function watched(ipc: Ipc, underWay: UnderWay): Ipc {
  const one =
    <A, T>(what: Lasting, run: (request: A, watch?: Watch) => Promise<T>) =>
    (request: A) =>
      underWay.watch(what, (watch) => run(request, watch))
  const plain =
    <T>(what: Lasting, run: (watch?: Watch) => Promise<T>) =>
    () =>
      underWay.watch(what, (watch) => run(watch))
  return {
    ...ipc,
    checkLibrary: plain('checkLibrary', ipc.checkLibrary),
    repairLibrary: one('repairLibrary', ipc.repairLibrary),
    setRetention: one('setRetention', ipc.setRetention),
    restoreBackup: one('restoreBackup', ipc.restoreBackup),
    rescueLibrary: plain('rescueLibrary', ipc.rescueLibrary),
    deleteProject: one('deleteProject', ipc.deleteProject),
    importStory: one('importStory', ipc.importStory),
    importSample: plain('importSample', ipc.importSample),
    exportStory: one('exportStory', ipc.exportStory),
    deleteSegments: one('deleteSegments', ipc.deleteSegments),
    undo: one('undo', ipc.undo),
    redo: one('redo', ipc.redo),
    restoreSegments: one('restoreSegments', ipc.restoreSegments),
    purgeSegments: one('purgeSegments', ipc.purgeSegments),
    attachMedia: one('attachMedia', ipc.attachMedia),
    attachFiles: one('attachFiles', ipc.attachFiles),
    addFiles: one('addFiles', ipc.addFiles),
  }
}
