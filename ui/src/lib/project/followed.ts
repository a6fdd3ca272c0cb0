import type { Ipc } from '../ipc'

/** Runs a change; what surrounds it is up to the follower. */
export type Follower = <T>(run: () => Promise<T>) => Promise<T>

/** The same road to the core, with every change to projects and segments run by `follow`. */
export function followed(ipc: Ipc, follow: Follower): Ipc {
  const wrap =
    <A extends unknown[], T>(change: (...args: A) => Promise<T>) =>
    (...args: A) =>
      follow(() => change(...args))
  return {
    ...ipc,
    createProject: wrap(ipc.createProject),
    renameProject: wrap(ipc.renameProject),
    deleteProject: wrap(ipc.deleteProject),
    importStory: wrap(ipc.importStory),
    importSample: wrap(ipc.importSample),
    addSegment: wrap(ipc.addSegment),
    editSegment: wrap(ipc.editSegment),
    deleteSegments: wrap(ipc.deleteSegments),
    reorderSegments: wrap(ipc.reorderSegments),
    closeGaps: wrap(ipc.closeGaps),
    moveSegments: wrap(ipc.moveSegments),
    attachMedia: wrap(ipc.attachMedia),
    detachMedia: wrap(ipc.detachMedia),
  }
}
