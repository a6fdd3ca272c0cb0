import { Questions } from './dialog/questions.svelte'
import { HistoryState, type Verb } from './history/history.svelte'
import { Drafts } from './inspector/drafts.svelte'
import {
  type Ipc,
  IpcError,
  type Outcome,
  type ProjectId,
  type ProjectSummary,
  type SegmentId,
  type Settings,
} from './ipc'
import { LibraryState } from './library/library.svelte'
import { followed } from './project/followed'
import { Turns } from './project/turns'
import { answers, deleteProjectReceipt, errorReceipt, stepReceipt } from './receipt/receipt'
import { Receipts } from './receipt/receipts.svelte'
import { SettingsState } from './settings/settings.svelte'
import { Timeline } from './timeline/timeline.svelte'
import { TrashState } from './trash/trash.svelte'
import { bytes, count } from './words'

/** What fills the window. */
export type Page = 'starting' | 'library' | 'project' | 'trouble'
/** A sheet that lies over the page. */
export type Sheet = 'settings' | 'shortcuts'
/** A panel beside the story, which stays within reach. */
export type Panel = 'trash' | 'history'

/** The window's state in one place: which page is shown, and what the page's doors do. No function rejects. */
export class Editor {
  readonly receipts = new Receipts()
  readonly questions = new Questions()
  readonly settings: SettingsState
  readonly library: LibraryState
  readonly drafts: Drafts
  readonly history: HistoryState
  readonly trash: TrashState
  readonly #ipc: Ipc
  readonly #turns = new Turns()
  #timeline: Timeline
  #isStarting = $state(true)
  #sheet = $state<Sheet | null>(null)
  #panel = $state<Panel | null>(null)
  #changing = $state(0)

  constructor(ipc: Ipc) {
    this.settings = new SettingsState(ipc)
    this.drafts = new Drafts(
      async (edit) => this.timeline.apply(await this.#change(() => ipc.editSegment(edit))),
      (error) => this.#tell(error, 'The text is not saved yet'),
    )
    // What is typed goes first: a delete takes it along to the trash, a lock keeps it.
    this.#ipc = followed(ipc, (run, kind) =>
      kind === 'step'
        ? this.#during(this.drafts.leave().then(() => this.#turns.alone(run)))
        : this.#during(this.drafts.flush().then(() => this.#change(run))),
    )
    this.library = new LibraryState(this.#ipc)
    this.#timeline = $state.raw(this.#newTimeline())
    const doors = { timeline: () => this.timeline, report: this.receipts.show.bind(this.receipts) }
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

  async start(): Promise<void> {
    await this.#try('The settings could not be read', () => this.settings.load())
    await this.#tryLibrary(() => this.library.look())
    await this.#openOnlyProject()
    this.#isStarting = false
  }

  /** A library with one story leaves nothing to choose: the person came for its timeline. */
  async #openOnlyProject(): Promise<void> {
    const [only, ...others] = this.library.projects
    if (only !== undefined && others.length === 0) await this.openProject(only.id)
  }

  show(sheet: Sheet | null): void {
    this.#sheet = sheet
  }

  async changeSettings(part: Partial<Settings>): Promise<void> {
    await this.#try('The settings were not kept', () => this.settings.change(part))
  }

  // Libraries

  async chooseLibrary(): Promise<void> {
    await this.#openLibrary(() => this.#ipc.chooseLibrary())
  }

  async openRecent(index: number): Promise<void> {
    await this.#openLibrary(() => this.#ipc.openRecentLibrary(index))
  }

  async openDefault(): Promise<void> {
    await this.#openLibrary(() => this.#ipc.openDefaultLibrary())
  }

  /** Opens the library in trouble once more; null where only its folder is known, which the shell opens by dialog. */
  get tryAgain(): (() => Promise<void>) | null {
    const path = this.library.trouble?.path
    const known = this.library.others.find(({ library }) => path?.startsWith(library.path))
    return known ? () => this.openRecent(known.index) : null
  }

  async #openLibrary(open: Parameters<LibraryState['open']>[0]): Promise<void> {
    await this.drafts.flush()
    await this.#tryLibrary(async () => {
      if (!(await this.library.open(open))) return
      this.receipts.clear()
      this.#timeline = this.#newTimeline()
    })
  }

  async showLibrary(): Promise<void> {
    await this.drafts.flush()
    this.receipts.clear()
    this.timeline.clear()
    await this.#listProjects()
  }

  async #listProjects(): Promise<void> {
    await this.#try('The list of projects could not be read', () => this.library.refresh())
  }

  // Projects

  async openProject(id: ProjectId): Promise<void> {
    await this.#try('The project could not be opened', async () => {
      await this.drafts.flush()
      await this.timeline.load(id)
      void this.history.refresh()
      void this.trash.refresh()
    })
  }

  async createProject(): Promise<void> {
    const title = await this.questions.title({
      title: 'New project',
      label: 'Title',
      value: '',
      confirm: 'Create project',
    })
    if (title === null) return
    await this.#makeProject('The project was not made', () => this.#ipc.createProject({ title }))
  }

  async importStory(): Promise<void> {
    await this.#makeProject('The story was not imported', async () => {
      const file = await this.#ipc.chooseStory()
      return file && this.#ipc.importStory({ token: file.token })
    })
  }

  async importSample(): Promise<void> {
    await this.#makeProject('The sample story could not be added', () => this.#ipc.importSample())
  }

  async #makeProject(what: string, make: () => Promise<Outcome<ProjectId> | null>): Promise<void> {
    await this.#try(what, async () => {
      const made = await make()
      if (made === null) return
      await this.library.refresh()
      await this.openProject(made.value)
    })
  }

  async renameProject(project: Pick<ProjectSummary, 'id' | 'title'>): Promise<void> {
    const title = await this.questions.title({
      title: 'Rename project',
      label: 'Title',
      value: project.title,
      confirm: 'Rename',
    })
    if (title === null || title === project.title) return
    await this.#try('The project was not renamed', async () => {
      await this.#ipc.renameProject({ id: project.id, title })
      await this.library.refresh()
    })
  }

  async deleteProject(project: ProjectSummary): Promise<void> {
    const isSure = await this.questions.confirm({
      title: `Delete “${project.title}”?`,
      text: `${count(project.segments, 'segment')} and ${bytes(project.bytes)} of images and audio go to the library’s trash folder.`,
      confirm: 'Delete project',
    })
    if (!isSure) return
    await this.#try('The project was not deleted', async () => {
      const outcome = await this.#ipc.deleteProject({ id: project.id })
      const undo = () => void this.#stepElsewhere('undo', project.id)
      this.receipts.show(deleteProjectReceipt(outcome, { undo }))
      await this.library.refresh()
    })
  }

  // The way back

  /** Takes a step in a project that is not on the page. One that left the page by undo comes back to it by redo. */
  async #stepElsewhere(verb: Verb, project: ProjectId): Promise<void> {
    await this.#try(verb === 'undo' ? 'Nothing was undone' : 'Nothing was redone', async () => {
      this.receipts.show(stepReceipt(verb, await this.#ipc[verb]({ project_id: project })))
      await this.library.refresh()
      if (verb === 'redo') await this.openProject(project)
    })
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
      this.#say(
        state === 'undone' ? 'That is undone already' : 'Something else was done since',
        'The history shows what.',
      )
  }

  #say(title: string, detail: string): void {
    this.receipts.show({ title, detail, tone: 'done', actions: [] })
  }

  // Deletes

  #newTimeline(): Timeline {
    return new Timeline(this.#ipc, (receipt) => this.receipts.show(receipt), {
      erase: () => this.settings.current.erase_instead_of_trash,
      confirm: (ids) => this.#confirmDelete(ids),
      takeBack: (revision, ids) => void this.#takeBack(revision, ids),
    })
  }

  #confirmDelete(ids: readonly SegmentId[]): true | Promise<boolean> {
    const settings = this.settings.current
    if (!settings.erase_instead_of_trash && !settings.confirm_before_delete) return true
    const these = ids.length === 1 ? 'this segment' : count(ids.length, 'segment')
    if (!settings.erase_instead_of_trash) {
      return this.questions.confirm({
        title: `Delete ${these}?`,
        text: 'Text, image and audio go to the library’s trash folder.',
        confirm: 'Delete',
      })
    }
    return this.questions.confirm({
      title: `Erase ${these} for ever?`,
      text: 'Text, image and audio are erased from the disk at once, as the settings say. They can’t be brought back.',
      confirm: 'Erase',
    })
  }

  // What goes wrong

  async #try(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (thrown) {
      this.#tell(IpcError.from(thrown), what)
    }
  }

  /** As `#try`, for opening: with another library still open, a failure is only worth a receipt. */
  async #tryLibrary(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (thrown) {
      const error = IpcError.from(thrown)
      if (this.library.info === null) this.library.showTrouble(error)
      else this.receipts.show(errorReceipt(error, 'The library was not opened'))
    }
  }

  #tell(error: IpcError, what: string): void {
    const answer = answers[error.code]
    if (answer === 'library') return this.library.showTrouble(error)
    this.receipts.show(errorReceipt(error, what))
    if (answer === 'reload' && this.page === 'library') {
      void this.#listProjects()
    }
  }

  /** Counts a change as on its way until it is done, then reads the sizes again. */
  async #during<T>(change: Promise<Outcome<T>>): Promise<Outcome<T>> {
    this.#changing += 1
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
    return this.#during(this.#turns.together(run))
  }

  #lookAgain(): void {
    void this.history.refresh()
    // A status that can't be read keeps its last figures; the change itself has been answered for.
    void this.library.refreshStatus().catch(() => undefined)
  }
}
