import type {
  About,
  AddedSegments,
  AddFilesRequest,
  AddSegment,
  AttachFilesRequest,
  AttachRequest,
  Backup,
  CheckReport,
  ChosenFile,
  CloseGaps,
  CopyReceipt,
  CreateProject,
  DeleteMode,
  DeletePreview,
  DeleteProject,
  DeleteProjectReceipt,
  DeleteReceipt,
  DeleteSegments,
  DetachMedia,
  DroppedFiles,
  DropPoint,
  DuplicateSegments,
  EditSegment,
  Errand,
  ExportedStory,
  ExportStory,
  Found,
  History,
  ImportRequest,
  LibraryInfo,
  LibraryStatus,
  ManyFiles,
  LockSegments,
  MediaKind,
  MenuLabels,
  MergeReceipt,
  MergeWithNext,
  MoveSegments,
  NextSteps,
  Outcome,
  PasteSegments,
  Project,
  ProjectId,
  ProjectSummary,
  Progress,
  PurgeReceipt,
  PurgeSegments,
  RecentLibrary,
  Redo,
  RenameProject,
  ReorderSegments,
  Repair,
  RepairReceipt,
  RescueReport,
  RestoreBackup,
  RestoreReceipt,
  RestoreSegments,
  Retention,
  RetentionReceipt,
  SegmentBatch,
  SegmentId,
  Settings,
  Spoken,
  SplitReceipt,
  SplitSegment,
  Step,
  TrashedSegment,
  Undo,
} from './types'
import type { Outline } from './outline'

export * from './types'
export { IpcError } from './error'
export { fetchTake, fetchWaveform, fileUrl, MediaRefused, thumbnailUrl } from './media'
export { Mark, type Outline } from './outline'
export { tauriIpc } from './tauri'

/** Whoever watches a command that may take long. */
export interface Watch {
  /** Cancels the command, which rejects then with the code `cancelled` and has changed nothing; or it comes too late. */
  signal: AbortSignal
  /** Hears how far it is, a few times a second, and not at all of what is quick. */
  told: (progress: Progress) => void
}

/** The road to the core: one function per command of the shell. All reject with an `IpcError`. */
export interface Ipc {
  /** The open library, or null when none could be opened at start. */
  libraryInfo(): Promise<LibraryInfo | null>
  libraryStatus(): Promise<LibraryStatus>
  /** Asks for a folder and opens it, or makes a library of an empty one. Null when the person cancels. */
  chooseLibrary(): Promise<LibraryInfo | null>
  recentLibraries(): Promise<RecentLibrary[]>
  /** Forgets all but the open one. */
  clearRecentLibraries(): Promise<void>
  /** Opens one of `recentLibraries` by its place in that list. */
  openRecentLibrary(index: number): Promise<LibraryInfo>
  openDefaultLibrary(): Promise<LibraryInfo>
  /** Opens the library that an errand brought, by its token. */
  openChosenLibrary(token: string): Promise<LibraryInfo>

  /** Tries again to move the files that wait; answers how the library is then. */
  retryWaiting(): Promise<LibraryStatus>
  /** Compares library and disk and changes nothing. */
  checkLibrary(watch?: Watch): Promise<CheckReport>
  /** Puts one kind of finding right. */
  repairLibrary(request: Repair, watch?: Watch): Promise<RepairReceipt>
  getRetention(): Promise<Retention>
  /** Applies at once. */
  setRetention(request: Retention, watch?: Watch): Promise<RetentionReceipt>

  // These are about the library that did not open, or else about the open one.
  /** The newest first. */
  listBackups(): Promise<Backup[]>
  backUp(): Promise<Backup>
  /** Puts the present state aside first. */
  restoreBackup(request: RestoreBackup, watch?: Watch): Promise<LibraryInfo>
  /** Asks for a folder to save to. Null when the person cancels. */
  rescueLibrary(watch?: Watch): Promise<RescueReport | null>
  openReadOnly(): Promise<LibraryInfo>
  openAgain(): Promise<LibraryInfo>
  /** Leaves the library that did not open for the open one. */
  keepOpenLibrary(): Promise<void>

  listProjects(): Promise<ProjectSummary[]>
  /** The project of a library with one; null with none, or several. */
  onlyProject(): Promise<Project | null>
  getProject(id: ProjectId): Promise<Project>
  createProject(request: CreateProject): Promise<Outcome<ProjectId>>
  renameProject(request: RenameProject): Promise<Outcome<null>>
  deleteProject(request: DeleteProject, watch?: Watch): Promise<Outcome<DeleteProjectReceipt>>

  /** Asks for a story file. Null when the person cancels. */
  chooseStory(): Promise<ChosenFile | null>
  importStory(request: ImportRequest, watch?: Watch): Promise<Outcome<ProjectId>>
  importSample(watch?: Watch): Promise<Outcome<ProjectId>>
  /** Asks for a folder and writes the story there. Null when the person cancels the dialog. */
  exportStory(request: ExportStory, watch?: Watch): Promise<ExportedStory | null>
  /** Shows where a story was exported to, by its token. */
  showExported(token: string): Promise<void>

  /** All segments of a project, without words and files. */
  readOutline(projectId: ProjectId): Promise<Outline>
  /** Those of some segments that are there, whole; at most 1,000 at once. */
  readSegments(ids: readonly SegmentId[]): Promise<SegmentBatch>
  /** Which segments a question is true of, by sequence index. */
  findSegments(projectId: ProjectId, question: string): Promise<Found>
  /** Tells what a delete would do, and does nothing. */
  previewDelete(ids: readonly SegmentId[], mode: DeleteMode): Promise<DeletePreview>
  addSegment(request: AddSegment): Promise<Outcome<SegmentId>>
  /** Puts copies right behind the last of the segments. */
  duplicateSegments(request: DuplicateSegments): Promise<Outcome<CopyReceipt>>
  /** Puts copies of segments of any project, live or in the trash, at a place. */
  pasteSegments(request: PasteSegments): Promise<Outcome<CopyReceipt>>
  /** Makes two segments of one, at a place in its narration. */
  splitSegment(request: SplitSegment): Promise<Outcome<SplitReceipt>>
  /** Makes one segment of two; the second goes to the trash. */
  mergeWithNext(request: MergeWithNext): Promise<Outcome<MergeReceipt>>
  editSegment(request: EditSegment): Promise<Outcome<null>>
  /** Locks or unlocks, in one step. */
  lockSegments(request: LockSegments): Promise<Outcome<null>>
  deleteSegments(request: DeleteSegments, watch?: Watch): Promise<Outcome<DeleteReceipt>>
  reorderSegments(request: ReorderSegments): Promise<Outcome<null>>
  closeGaps(request: CloseGaps): Promise<Outcome<null>>
  moveSegments(request: MoveSegments): Promise<Outcome<null>>

  undo(request: Undo, watch?: Watch): Promise<Outcome<Step>>
  redo(request: Redo, watch?: Watch): Promise<Outcome<Step>>
  projectHistory(projectId: ProjectId): Promise<History>
  /** What undo and redo would do, without the history that they are the next steps of. */
  nextSteps(projectId: ProjectId): Promise<NextSteps>

  /** What was deleted, the newest first. */
  listTrash(projectId: ProjectId): Promise<TrashedSegment[]>
  restoreSegments(request: RestoreSegments, watch?: Watch): Promise<Outcome<RestoreReceipt>>
  purgeSegments(request: PurgeSegments, watch?: Watch): Promise<Outcome<PurgeReceipt>>

  /** Asks for an image or audio file. Null when the person cancels. */
  chooseMedia(kind: MediaKind): Promise<ChosenFile | null>
  attachMedia(request: AttachRequest, watch?: Watch): Promise<Outcome<null>>
  detachMedia(request: DetachMedia): Promise<Outcome<null>>
  /** Gives dropped files to a segment. */
  attachFiles(request: AttachFilesRequest, watch?: Watch): Promise<Outcome<null>>
  /** Gives a segment an image by its bytes. */
  pasteImage(segmentId: SegmentId, bytes: Uint8Array): Promise<Outcome<null>>
  /** Asks for image and audio files, as many as one likes. Null when the person cancels. */
  chooseFiles(): Promise<ManyFiles | null>
  /** Makes a segment of each file; an image and a take of the same name share one. */
  addFiles(request: AddFilesRequest, watch?: Watch): Promise<Outcome<AddedSegments>>

  getSettings(): Promise<Settings>
  setSettings(settings: Settings): Promise<void>
  /** What Segue speaks by the settings and on this system. */
  getLanguage(): Promise<Spoken>

  /** Has the menu speak a language, and show what undo and redo would do, and the keys. */
  labelMenu(request: MenuLabels): Promise<void>

  /** What the window is asked to do from outside, each thing once. */
  takeErrands(): Promise<Errand[]>
  /** Calls `listener` when there are errands to take. Answers how to stop. */
  onErrands(listener: () => void): Promise<() => void>
  about(): Promise<About>
  /** Shows the folder of the logs in the file manager. */
  showLogFolder(): Promise<void>

  /** Calls `listener` with the action id of every chosen menu item. Answers how to stop. */
  onMenu(listener: (action: string) => void): Promise<() => void>

  /** Call `listener` for files of other programs that are held over the page, taken away again, or dropped. Answer how to stop. */
  onFilesOver(listener: (at: DropPoint) => void): Promise<() => void>
  onFilesLeft(listener: () => void): Promise<() => void>
  onFilesDropped(listener: (files: DroppedFiles) => void): Promise<() => void>

  /** Has `save` run before the window closes, which waits for it, though not for ever. Answers how to stop. */
  onClosing(save: () => Promise<void>): Promise<() => void>
}
