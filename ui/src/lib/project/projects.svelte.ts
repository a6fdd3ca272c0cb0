import type { Questions } from '../dialog/questions.svelte'
import type { ChosenFile, Ipc, Outcome, ProjectId, ProjectSummary } from '../ipc'
import { deleteProjectReceipt, type ShowReceipt } from '../receipt/receipt'
import { t } from '../texts'

/** What making and deleting projects needs of the window. */
export interface ProjectDoors {
  questions: Questions
  report: ShowReceipt
  /** Does work, and tells what went wrong under a title. */
  attempt: (what: () => string, work: () => Promise<unknown>) => Promise<void>
  /** Lists the library's projects anew. */
  refresh: () => Promise<void>
  open: (project: ProjectId) => Promise<void>
  /** Takes the last step of a project back. */
  undo: (project: ProjectId) => Promise<void>
}

/** Makes, renames and deletes projects. No function rejects. */
export class Projects {
  readonly #ipc: Ipc
  readonly #doors: ProjectDoors
  /** The project that was deleted last, and is not back. */
  #deleted = $state.raw<ProjectSummary | null>(null)

  constructor(ipc: Ipc, doors: ProjectDoors) {
    this.#ipc = ipc
    this.#doors = doors
  }

  /** What `bringBack` would take back, in words; null for nothing. */
  get deletedLabel(): string | null {
    return this.#deleted && t().steps.deleteProject(this.#deleted.title)
  }

  async create(): Promise<void> {
    const title = await this.#doors.questions.title({
      title: t().projects.newTitle,
      label: t().projects.title,
      value: '',
      confirm: t().projects.create,
    })
    if (title === null) return
    await this.#make(
      () => t().projects.notMade,
      () => this.#ipc.createProject({ title }),
    )
  }

  async importStory(): Promise<void> {
    await this.#make(
      () => t().projects.notImported,
      async () => {
        const file = await this.#ipc.chooseStory()
        return file && this.#ipc.importStory({ token: file.token })
      },
    )
  }

  /** Imports a story file that the window was given from outside. */
  async importChosen({ token }: ChosenFile): Promise<void> {
    await this.#make(
      () => t().projects.notImported,
      () => this.#ipc.importStory({ token }),
    )
  }

  async importSample(): Promise<void> {
    await this.#make(
      () => t().projects.sampleNotAdded,
      () => this.#ipc.importSample(),
    )
  }

  async rename(project: Pick<ProjectSummary, 'id' | 'title'>): Promise<void> {
    const title = await this.#doors.questions.title({
      title: t().projects.renameTitle,
      label: t().projects.title,
      value: project.title,
      confirm: t().projects.rename,
    })
    if (title === null || title === project.title) return
    await this.#doors.attempt(
      () => t().projects.notRenamed,
      async () => {
        await this.#ipc.renameProject({ id: project.id, title })
        await this.#doors.refresh()
      },
    )
  }

  async delete(project: ProjectSummary): Promise<void> {
    const isSure = await this.#doors.questions.confirm({
      title: t().projects.askDelete(project.title),
      text: t().projects.aboutDelete(project.segments, project.bytes),
      confirm: t().projects.confirmDelete,
    })
    if (!isSure) return
    await this.#doors.attempt(
      () => t().projects.notDeleted,
      async () => {
        const outcome = await this.#ipc.deleteProject({ id: project.id })
        this.#deleted = project
        this.#doors.report(() => deleteProjectReceipt(outcome, { undo: () => void this.bringBack() }))
        await this.#doors.refresh()
      },
    )
  }

  /** Brings back the project that was deleted last; does nothing when none was. */
  async bringBack(): Promise<void> {
    if (this.#deleted === null) return
    const project = this.#deleted
    this.#deleted = null
    await this.#doors.undo(project.id)
  }

  /** Forgets what was deleted: another library is open. */
  forget(): void {
    this.#deleted = null
  }

  async #make(what: () => string, make: () => Promise<Outcome<ProjectId> | null>): Promise<void> {
    await this.#doors.attempt(what, async () => {
      const made = await make()
      if (made === null) return
      await this.#doors.refresh()
      await this.#doors.open(made.value)
    })
  }
}
