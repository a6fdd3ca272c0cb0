import type { Ipc, Outline, Project, ProjectId, SegmentBatch } from '../ipc'

/** Segments are wanted in stretches of as many, so that most steps ask the core for nothing. */
export const STRETCH = 32

/** A project as it is read to be shown: all of it in outline, and its beginning whole, so that it is painted once. */
export interface Story {
  project: Project
  outline: Outline
  beginning: SegmentBatch
}

/** Reads a project. Rejects with an `IpcError`. */
export async function readStory(ipc: Ipc, id: ProjectId): Promise<Story> {
  const [project, outline] = await Promise.all([ipc.getProject(id), ipc.readOutline(id)])
  return { project, outline, beginning: await ipc.readSegments([...outline.ids.slice(0, STRETCH)]) }
}

/** Reads the story of a library with one; null where there is something to choose, or nothing. */
export async function readOnlyStory(ipc: Ipc): Promise<Story | null> {
  const project = await ipc.onlyProject()
  return project && readStory(ipc, project.id)
}
