import type {
  AddSegment,
  AttachRequest,
  ChosenFile,
  CloseGaps,
  CreateProject,
  DeleteProject,
  DeleteProjectReceipt,
  DeleteReceipt,
  DeleteSegments,
  DetachMedia,
  EditSegment,
  History,
  ImportRequest,
  LibraryInfo,
  LibraryStatus,
  MediaKind,
  MoveSegments,
  Outcome,
  Project,
  ProjectId,
  ProjectSummary,
  PurgeReceipt,
  PurgeSegments,
  RecentLibrary,
  Redo,
  RenameProject,
  ReorderSegments,
  RestoreReceipt,
  RestoreSegments,
  Segment,
  SegmentId,
  Settings,
  Step,
  TrashedSegment,
  Undo,
} from './types'

export * from './types'
export { IpcError } from './error'
export { fileUrl, thumbnailUrl } from './media'
export { tauriIpc } from './tauri'

/** The road to the core: one function per command of the shell. All reject with an `IpcError`. */
export interface Ipc {
  /** The open library, or null when none could be opened at start. */
  libraryInfo(): Promise<LibraryInfo | null>
  libraryStatus(): Promise<LibraryStatus>
  /** Asks for a folder and opens it, or makes a library of an empty one. Null when the person cancels. */
  chooseLibrary(): Promise<LibraryInfo | null>
  recentLibraries(): Promise<RecentLibrary[]>
  /** Opens one of `recentLibraries` by its place in that list. */
  openRecentLibrary(index: number): Promise<LibraryInfo>
  openDefaultLibrary(): Promise<LibraryInfo>

  listProjects(): Promise<ProjectSummary[]>
  getProject(id: ProjectId): Promise<Project>
  createProject(request: CreateProject): Promise<Outcome<ProjectId>>
  renameProject(request: RenameProject): Promise<Outcome<null>>
  deleteProject(request: DeleteProject): Promise<Outcome<DeleteProjectReceipt>>

  /** Asks for a story file. Null when the person cancels. */
  chooseStory(): Promise<ChosenFile | null>
  importStory(request: ImportRequest): Promise<Outcome<ProjectId>>
  importSample(): Promise<Outcome<ProjectId>>

  /** By sequence index. */
  listSegments(projectId: ProjectId): Promise<Segment[]>
  addSegment(request: AddSegment): Promise<Outcome<SegmentId>>
  editSegment(request: EditSegment): Promise<Outcome<null>>
  deleteSegments(request: DeleteSegments): Promise<Outcome<DeleteReceipt>>
  reorderSegments(request: ReorderSegments): Promise<Outcome<null>>
  closeGaps(request: CloseGaps): Promise<Outcome<null>>
  moveSegments(request: MoveSegments): Promise<Outcome<null>>

  undo(request: Undo): Promise<Outcome<Step>>
  redo(request: Redo): Promise<Outcome<Step>>
  projectHistory(projectId: ProjectId): Promise<History>

  /** What was deleted, the newest first. */
  listTrash(projectId: ProjectId): Promise<TrashedSegment[]>
  restoreSegments(request: RestoreSegments): Promise<Outcome<RestoreReceipt>>
  purgeSegments(request: PurgeSegments): Promise<Outcome<PurgeReceipt>>

  /** Asks for an image or audio file. Null when the person cancels. */
  chooseMedia(kind: MediaKind): Promise<ChosenFile | null>
  attachMedia(request: AttachRequest): Promise<Outcome<null>>
  detachMedia(request: DetachMedia): Promise<Outcome<null>>

  getSettings(): Promise<Settings>
  setSettings(settings: Settings): Promise<void>

  /** Calls `listener` with the action id of every chosen menu item. Answers how to stop. */
  onMenu(listener: (action: string) => void): Promise<() => void>

  /** Has `save` run before the window closes, which waits for it, though not for ever. Answers how to stop. */
  onClosing(save: () => Promise<void>): Promise<() => void>
}
