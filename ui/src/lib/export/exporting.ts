import type { ExportedStory, ExportFormat, Ipc, Project } from '../ipc'
import { IpcError } from '../ipc'
import { errorReceipt, type Receipt, type ShowReceipt } from '../receipt/receipt'
import { t } from '../texts'

/** What an export needs of the window. */
export interface ExportDoors {
  /** The story on the page; null for none. */
  project: () => Project | null
  /** How long a segment without a take lasts, in milliseconds. */
  silence: () => number
  report: ShowReceipt
  /** Saves what is being typed, so that it is in what is written. */
  save: () => Promise<void>
  /** Does work, and tells what went wrong under a title. */
  attempt: (what: () => string, work: () => Promise<unknown>) => Promise<void>
}

/** Writes the story on the page to a folder. No function rejects. */
export class Exporting {
  readonly #ipc: Pick<Ipc, 'exportStory' | 'showExported'>
  readonly #doors: ExportDoors

  constructor(ipc: Pick<Ipc, 'exportStory' | 'showExported'>, doors: ExportDoors) {
    this.#ipc = ipc
    this.#doors = doors
  }

  /** Asks for the folder, writes the story there and tells what was written. */
  async run(format: ExportFormat): Promise<void> {
    const project = this.#doors.project()
    if (project === null) return
    await this.#doors.attempt(
      () => t().exporting.notDone,
      async () => {
        await this.#doors.save()
        const request = { project_id: project.id, format, silence_ms: this.#doors.silence() }
        const exported = await this.#ipc.exportStory(request)
        if (exported)
          this.#doors.report(() => exportReceipt(project.title, exported, (token) => void this.#show(token)))
      },
    )
  }

  async #show(token: string): Promise<void> {
    try {
      await this.#ipc.showExported(token)
    } catch (thrown) {
      this.#doors.report(() => errorReceipt(IpcError.from(thrown), t().exporting.notShown))
    }
  }
}

/** Tells what was written, and where. */
export function exportReceipt(
  title: string,
  { receipt, token }: ExportedStory,
  show: (token: string) => void,
): Receipt {
  const { exporting } = t()
  const { segments, files, bytes, missing, path } = receipt
  const [first] = missing
  return {
    title: exporting.done(title),
    detail: [
      exporting.whole(segments, files, bytes),
      ...(first ? [exporting.missing(first.name, missing.length)] : []),
      path,
    ].join(' · '),
    tone: first ? 'problem' : 'done',
    actions: [{ label: exporting.show, run: () => show(token) }],
  }
}
