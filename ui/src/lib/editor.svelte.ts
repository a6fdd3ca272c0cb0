import { Attempts } from './attempts'
import { BackupsState } from './backups/backups.svelte'
import { CheckState } from './check/check.svelte'
import { DeleteTip } from './delete-tip/tip.svelte'
import { Questions } from './dialog/questions.svelte'
import { Exporting } from './export/exporting'
import { FindState } from './find/find.svelte'
import { HistoryState, type Verb } from './history/history.svelte'
import { Drafts } from './inspector/drafts.svelte'
import { type Ipc, type MenuLabels, type Outcome, type ProjectId, type SegmentId, type Settings } from './ipc'
import { Libraries } from './library/libraries'
import { LibraryState } from './library/library.svelte'
import { followed } from './project/followed'
import { UnderWay } from './progress/under-way.svelte'
import { watched } from './progress/watched'
import { Projects } from './project/projects.svelte'
import { Turns } from './project/turns'
import { stepReceipt } from './receipt/receipt'
import { Receipts } from './receipt/receipts.svelte'
import { RetentionState } from './retention/retention.svelte'
import { SettingsState } from './settings/settings.svelte'
import type { Starting } from './starting'
import { t } from './texts'
import { deleteQuestion } from './timeline/delete-question'
import { Editing } from './timeline/editing'
import { readOnlyStory, type Story } from './timeline/story'
import { Timeline } from './timeline/timeline.svelte'
import { TrashState } from './trash/trash.svelte'

/** What fills the window. */
export type Page = 'starting' | 'library' | 'project' | 'trouble'
/** A sheet that lies over the page. */
export type Sheet =
  'about' | 'guide' | 'settings' | 'shortcuts' | 'check' | 'backups' | 'retention' | 'export'
/** A panel beside the story, which stays within reach. */
export type Panel = 'trash' | 'history'

/** The window's state in one place: which page is shown, and what the page's doors do. No function rejects. */
export class Editor {
  readonly receipts = new Receipts()
  readonly questions = new Questions()
  readonly underWay = new UnderWay()
  readonly settings: SettingsState
  readonly library: LibraryState
  readonly libraries: Libraries
  readonly drafts: Drafts
  readonly history: HistoryState
  readonly trash: TrashState
  readonly check: CheckState
  readonly backups: BackupsState
  readonly retention: RetentionState
  readonly projects: Projects
  readonly exporting: Exporting
  readonly editing: Editing
  readonly find: FindState
  readonly deleteTip: DeleteTip
  readonly #ipc: Ipc
  readonly #attempts: Attempts
  readonly #turns = new Turns()
  #timeline: Timeline
  #isStarting = $state(true)
  #sheet = $state<Sheet | null>(null)
  #panel = $state<Panel | null>(null)
  #changing = $state(0)
  #announced = $state('')

  constructor(ipc: Ipc) {
    this.settings = new SettingsState(ipc)
    this.drafts = new Drafts(
      async (edit) => this.timeline.apply(await this.#during(this.#change(() => ipc.editSegment(edit)))),
      (error) => this.#attempts.tell(error, () => t().inspector.notSaved),
    )
    // What is typed goes first: a delete takes it along to the trash, a lock keeps it.
    this.#ipc = followed(watched(ipc, this.underWay), (run, kind) =>
      kind === 'step'
        ? this.#during(this.drafts.leave().then(() => this.#turns.alone(run)))
        : this.#during(this.drafts.flush().then(() => this.#change(run))),
    )
    this.library = new LibraryState(this.#ipc)
    this.#attempts = new Attempts(this.library, {
      report: this.receipts.show.bind(this.receipts),
      isStale: () => this.page === 'library' && void this.#listProjects(),
    })
    this.#timeline = $state.raw(this.#newTimeline())
    const doors = { timeline: () => this.timeline, report: this.receipts.show.bind(this.receipts) }
    this.libraries = new Libraries(this.#ipc, this.library, {
      report: doors.report,
      attempt: this.#attempts.run.bind(this.#attempts),
      open: this.#openLibrary.bind(this),
    })
    this.history = new HistoryState(this.#ipc, {
      ...doors,
      projectsChanged: () => void this.#listProjects(),
      elsewhere: (verb, project) => this.#stepElsewhere(verb, project),
    })
    this.trash = new TrashState(this.#ipc, {
      ...doors,
      ask: (question) => this.questions.confirm(question),
      undo: ({ revision }) => void this.#takeBack(revision),
    })
    this.check = new CheckState(this.#ipc, {
      report: doors.report,
      reload: () => this.#reload(),
      undo: (project) => void this.#undoIn(project),
    })
    this.backups = new BackupsState(this.#ipc, {
      report: doors.report,
      ask: (question) => this.questions.confirm(question),
      restore: ({ name }) => this.#restored(() => this.#ipc.restoreBackup({ name })),
    })
    this.retention = new RetentionState(this.#ipc, {
      report: doors.report,
      ask: (question) => this.questions.confirm(question),
      trash: () => this.trash.refresh().then(() => this.trash.items),
      reload: () => this.#reload(),
    })
    this.editing = new Editing(this.#ipc, {
      ...doors,
      questions: this.questions,
      announce: (words) => (this.#announced = words),
    })
    this.deleteTip = new DeleteTip(ipc, () => this.settings.current)
    this.find = new FindState(this.#ipc, doors.timeline)
    this.projects = new Projects(this.#ipc, {
      report: doors.report,
      questions: this.questions,
      attempt: this.#attempts.run.bind(this.#attempts),
      refresh: () => this.library.refresh(),
      open: (project) => this.openProject(project),
      undo: (project) => this.#stepElsewhere('undo', project),
    })
    this.exporting = new Exporting(this.#ipc, {
      report: doors.report,
      project: () => this.timeline.project,
      silence: () => this.settings.current.silence,
      save: () => this.drafts.flush(),
      attempt: this.#attempts.run.bind(this.#attempts),
    })
  }

  /** The open project; another one for each library, since revisions count from one in each. */
  get timeline(): Timeline {
    return this.#timeline
  }

  get page(): Page {
    if (this.#isStarting) return 'starting'
    if (this.library.trouble !== null || this.library.info === null) return 'trouble'
    return this.timeline.project === null ? 'library' : 'project'
  }

  get sheet(): Sheet | null {
    return this.#sheet
  }

  /** Whether something lies over the page and has the keys. */
  get isCovered(): boolean {
    return this.#sheet !== null || this.questions.asked !== null
  }

  /** What was last said to those who don't see the page. */
  get announced(): string {
    return this.#announced
  }

  /** Whether something typed or done is still on its way to the disk. */
  get isSaving(): boolean {
    return this.#changing > 0 || this.drafts.size > this.drafts.refused
  }

  /** What is open beside the story. */
  get panel(): Panel | null {
    return this.page === 'project' ? this.#panel : null
  }

  /** Opens a panel, or closes it when it is open already. */
  toggle(panel: Panel): void {
    this.#panel = this.#panel === panel ? null : panel
  }

  closePanel(): void {
    this.#panel = null
  }

  async start(starting: Starting): Promise<void> {
    await this.#attempts.run(
      () => t().settings.notRead,
      () => this.settings.take(starting),
    )
    await this.#attempts.opening(() => this.library.take(starting))
    if (this.library.info !== null) await this.#showOnly(starting.story)
    this.#isStarting = false
  }

  /** A library with one story leaves nothing to choose: the person came for its timeline. */
  async #showOnly(reading: Promise<Story | null>): Promise<void> {
    // Until it is known what to show: neither the stories of the library before, nor an empty one.
    this.#isStarting = true
    await this.#attempts.run(
      () => t().projects.notOpened,
      async () => {
        const story = await reading
        if (story === null) return
        this.find.close()
        this.timeline.show(story)
        this.#lookAround()
      },
    )
    if (this.timeline.project === null) await this.#listProjects()
    this.#isStarting = false
  }

  show(sheet: Sheet | null): void {
    this.#sheet = sheet
  }

  async changeSettings(part: Partial<Settings>): Promise<void> {
    await this.#attempts.run(
      () => t().settings.notKept,
      () => this.settings.change(part),
    )
  }

  // What is open

  /** Shows a library that was restored; what goes wrong is for the caller to tell. */
  async #restored(restore: Parameters<LibraryState['open']>[0]): Promise<void> {
    await this.drafts.flush()
    await this.library.open(restore)
    this.#sheet = null
    this.editing.forget()
    this.receipts.clear()
    this.#timeline = this.#newTimeline()
    await this.#showOnly(readOnlyStory(this.#ipc))
  }

  /** Shows the stories anew, after something changed them that tells no particulars. */
  async #reload(): Promise<void> {
    await this.library.refresh()
    const project = this.timeline.project
    if (project) await this.openProject(project.id)
  }

  async #undoIn(project: ProjectId): Promise<void> {
    if (this.timeline.project?.id === project) await this.history.undo()
    else await this.#stepElsewhere('undo', project)
  }

  async #openLibrary(open: Parameters<LibraryState['open']>[0]): Promise<void> {
    await this.drafts.flush()
    await this.#attempts.opening(async () => {
      if (!(await this.library.open(open))) return
      // Whatever lies over the page is about the library before, and so would be an answer to it.
      this.questions.cancel()
      this.#sheet = null
      this.projects.forget()
      this.editing.forget()
      this.receipts.clear()
      this.#timeline = this.#newTimeline()
      await this.#showOnly(readOnlyStory(this.#ipc))
    })
  }

  async showLibrary(): Promise<void> {
    await this.drafts.flush()
    this.receipts.clear()
    this.timeline.clear()
    await this.#listProjects()
  }

  async #listProjects(): Promise<void> {
    await this.#attempts.run(
      () => t().library.projectsNotRead,
      () => this.library.refresh(),
    )
  }

  // Projects

  async openProject(id: ProjectId): Promise<void> {
    if (this.timeline.project?.id !== id) this.find.close()
    await this.#attempts.run(
      () => t().projects.notOpened,
      async () => {
        await this.drafts.flush()
        await this.timeline.load(id)
        this.#lookAround()
      },
    )
  }

  /** Reads what stands around a story. */
  #lookAround(): void {
    void this.history.refresh()
    void this.trash.refresh()
    void this.retention.refresh()
    void this.library.refreshStatus().catch(() => undefined)
  }

  // The way back

  /** What undo and redo would do on this page. */
  get stepLabels(): Pick<MenuLabels, 'undo' | 'redo'> {
    if (this.page === 'project') return { undo: this.history.undoLabel, redo: this.history.redoLabel }
    return { undo: this.page === 'library' ? this.projects.deletedLabel : null, redo: null }
  }

  /** Takes a step back or forward: in the story on the page, or for the project deleted last on the library's page. */
  async step(verb: Verb): Promise<void> {
    if (this.page === 'project') return this.history[verb]()
    if (verb === 'undo') await this.projects.bringBack()
  }

  /** Takes a step in a project that is not on the page. One that left the page by undo comes back to it by redo. */
  async #stepElsewhere(verb: Verb, project: ProjectId): Promise<void> {
    await this.#attempts.run(
      () => (verb === 'undo' ? t().steps.notUndone : t().steps.notRedone),
      async () => {
        const outcome = await this.#ipc[verb]({ project_id: project })
        this.receipts.show(() => stepReceipt(verb, outcome))
        await this.library.refresh()
        if (verb === 'redo') await this.openProject(project)
      },
    )
  }

  /**
   * Takes one operation back: by undo if nothing was done since, else, for a delete, by restoring what it deleted, so
   * that later work stays.
   */
  async #takeBack(revision: number, deleted: readonly SegmentId[] = []): Promise<void> {
    await this.drafts.flush()
    const state = await this.history.stateOf(revision)
    if (state === 'last') await this.history.undo()
    else if (state !== 'undone' && deleted.length > 0) await this.trash.restore(deleted)
    else
      this.receipts.show(() => ({
        title: state === 'undone' ? t().steps.undoneAlready : t().steps.somethingSince,
        detail: t().steps.historyShows,
        tone: 'done',
        actions: [],
      }))
  }

  // Deletes

  #newTimeline(): Timeline {
    return new Timeline(this.#ipc, (tell) => this.receipts.show(tell), {
      erase: () => this.settings.current.erase_instead_of_trash,
      confirm: (ids) => this.#confirmDelete(ids),
      takeBack: (revision, ids) => void this.#takeBack(revision, ids),
      announce: (words) => (this.#announced = words),
    })
  }

  #confirmDelete(ids: readonly SegmentId[]): true | Promise<boolean> {
    const question = deleteQuestion(ids.length, this.settings.current)
    return question === null || this.questions.confirm(question)
  }

  /** Counts a change as on its way until it is done, then reads the sizes again. */
  async #during<T>(change: Promise<Outcome<T>>): Promise<Outcome<T>> {
    this.#changing += 1
    // What it tells is about the story as it was.
    this.deleteTip.hide()
    try {
      const outcome = await change
      void this.trash.follow(outcome)
      return outcome
    } finally {
      this.#changing -= 1
      if (this.#changing === 0) this.#lookAgain()
    }
  }

  /** Runs a change, which ends a way through the history: its next step would take the change back. */
  #change<T>(run: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    this.history.stop()
    return this.#turns.together(run)
  }

  #lookAgain(): void {
    void this.history.refresh()
    void this.find.refresh()
    // A status that can't be read keeps its last figures; the change itself has been answered for.
    void this.library.refreshStatus().catch(() => undefined)
  }
}
