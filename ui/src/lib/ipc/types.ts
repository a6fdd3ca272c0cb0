import type { SegmentId } from './bindings/SegmentId'

export type { AddSegment } from './bindings/AddSegment'
export type { Change } from './bindings/Change'
export type { CloseGaps } from './bindings/CloseGaps'
export type { CreateProject } from './bindings/CreateProject'
export type { DeleteMode } from './bindings/DeleteMode'
export type { DeleteProject } from './bindings/DeleteProject'
export type { DeleteProjectReceipt } from './bindings/DeleteProjectReceipt'
export type { DeleteReceipt } from './bindings/DeleteReceipt'
export type { DeleteSegments } from './bindings/DeleteSegments'
export type { DetachMedia } from './bindings/DetachMedia'
export type { EditSegment } from './bindings/EditSegment'
export type { ErrorCode } from './bindings/ErrorCode'
export type { FileNote } from './bindings/FileNote'
export type { FileReport } from './bindings/FileReport'
export type { Gap } from './bindings/Gap'
export type { LibraryInfo } from './bindings/LibraryInfo'
export type { LibraryStatus } from './bindings/LibraryStatus'
export type { Media } from './bindings/Media'
export type { MediaId } from './bindings/MediaId'
export type { MediaKind } from './bindings/MediaKind'
export type { MoveSegments } from './bindings/MoveSegments'
export type { Outcome } from './bindings/Outcome'
export type { Project } from './bindings/Project'
export type { ProjectId } from './bindings/ProjectId'
export type { ProjectSummary } from './bindings/ProjectSummary'
export type { RenameProject } from './bindings/RenameProject'
export type { ReorderSegments } from './bindings/ReorderSegments'
export type { Segment } from './bindings/Segment'
export type { SegmentId } from './bindings/SegmentId'
export type { Shift } from './bindings/Shift'
export type { WaitingFile } from './bindings/WaitingFile'
export type { WaitReason } from './bindings/WaitReason'
export type { WireError } from './bindings/WireError'

/** A file that a native dialog answered. The token stands for its path and works once. */
export interface ChosenFile {
  token: string
  name: string
}

/** Files to copy into a segment, by the tokens of the dialogs that chose them. */
export interface AttachMedia {
  segment_id: SegmentId
  image_token?: string
  audio_token?: string
}

/** A story file to bring in as a new project. */
export interface ImportStory {
  token: string
  title?: string
}

/** A library that was opened before. */
export interface RecentLibrary {
  path: string
  name: string
}

export type Theme = 'system' | 'light' | 'dark'

/** What the person set, on this machine, for all libraries. */
export interface Settings {
  theme: Theme
  erase_instead_of_trash: boolean
  confirm_before_delete: boolean
}
