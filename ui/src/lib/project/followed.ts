import type { Ipc, Outcome } from '../ipc'

/** Runs a change; what surrounds it is up to the follower. A step is one through the history. */
export type Follower = <T>(run: () => Promise<Outcome<T>>, kind: 'change' | 'step') => Promise<Outcome<T>>

/** The same road to the core, with every change to projects and segments run by `follow`. */
export function followed(ipc: Ipc, follow: Follower): Ipc {
  const by =
    (kind: 'change' | 'step') =>
    <A extends unknown[], T>(run: (...args: A) => Promise<Outcome<T>>) =>
    (...args: A) =>
      follow(() => run(...args), kind)
  const [wrap, step] = [by('change'), by('step')]
  return {
    ...ipc,
    createProject: wrap(ipc.createProject),
    renameProject: wrap(ipc.renameProject),
    deleteProject: wrap(ipc.deleteProject),
    importStory: wrap(ipc.importStory),
    importSample: wrap(ipc.importSample),
    addSegment: wrap(ipc.addSegment),
    duplicateSegments: wrap(ipc.duplicateSegments),
    pasteSegments: wrap(ipc.pasteSegments),
    splitSegment: wrap(ipc.splitSegment),
    mergeWithNext: wrap(ipc.mergeWithNext),
    editSegment: wrap(ipc.editSegment),
    lockSegments: wrap(ipc.lockSegments),
    deleteSegments: wrap(ipc.deleteSegments),
    reorderSegments: wrap(ipc.reorderSegments),
    closeGaps: wrap(ipc.closeGaps),
    moveSegments: wrap(ipc.moveSegments),
    attachMedia: wrap(ipc.attachMedia),
    detachMedia: wrap(ipc.detachMedia),
    attachFiles: wrap(ipc.attachFiles),
    pasteImage: wrap(ipc.pasteImage),
    addFiles: wrap(ipc.addFiles),
    restoreSegments: wrap(ipc.restoreSegments),
    purgeSegments: wrap(ipc.purgeSegments),
    undo: step(ipc.undo),
    redo: step(ipc.redo),
  }
}
