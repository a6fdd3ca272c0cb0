import type { Confirmation } from '../dialog/questions.svelte'
import type { Ipc, Retention, TrashedSegment } from '../ipc'
import { reading } from '../project/reading'
import type { Receipt, ShowReceipt } from '../receipt/receipt'
import { t } from '../texts'
import { Work } from '../work.svelte'

const dayMs = 24 * 60 * 60 * 1000

/** What the retention rule needs of the window. */
export interface RetentionDoors {
  report: ShowReceipt
  ask: (question: Confirmation) => Promise<boolean>
  /** The deleted segments of the story on the page, the newest first. */
  trash: () => Promise<readonly TrashedSegment[]>
  /** Shows the trash as the rule left it. */
  reload: () => Promise<void>
}

/** How long the library's trash keeps. No function rejects. */
export class RetentionState {
  readonly #ipc: Ipc
  readonly #doors: RetentionDoors
  readonly #work: Work
  readonly #read = reading(async () => {
    this.#rule = await this.#ipc.getRetention()
  })
  #rule = $state.raw<Retention | null>(null)

  constructor(ipc: Ipc, doors: RetentionDoors) {
    this.#ipc = ipc
    this.#doors = doors
    this.#work = new Work(doors.report)
  }

  /** Null until it has been read. */
  get rule(): Retention | null {
    return this.#rule
  }

  /** Reads the rule anew. One that can't be read stays as it was known. */
  async refresh(): Promise<void> {
    await this.#read().catch(() => undefined)
  }

  /** Sets the rule, which applies at once; asks first where something would go. Says whether it is set. */
  async set(rule: Retention): Promise<boolean> {
    const going = goingBy(rule, await this.#doors.trash(), Date.now())
    if (going > 0 && !(await this.#doors.ask(question(going)))) return false
    return await this.#work.do(
      () => t().retention.notChanged,
      async () => {
        const purged = await this.#ipc.setRetention(rule)
        this.#rule = rule
        if (purged.segments > 0) this.#doors.report(() => receipt(purged.segments, purged.bytes))
        await this.#doors.reload()
      },
    )
  }
}

/** Returns how many deleted segments a rule would purge at once. `trash` comes newest first. */
export function goingBy(rule: Retention, trash: readonly TrashedSegment[], now: number): number {
  let left = trash.reduce((sum, item) => sum + item.bytes, 0)
  let going = 0
  for (const item of trash.toReversed()) {
    const isOld = rule.days !== null && now - item.deleted_at > rule.days * dayMs
    const isTooMuch = rule.max_bytes !== null && left > rule.max_bytes && item.bytes > 0
    if (item.locked || !(isOld || isTooMuch)) continue
    left -= item.bytes
    going += 1
  }
  return going
}

/** Says a rule in a few words. */
export function ruleInWords(rule: Retention): string {
  if (rule.days === null && rule.max_bytes === null) return t().retention.keepsAll
  return t().retention.keeps(rule.days, rule.max_bytes)
}

function question(segments: number): Confirmation {
  const { retention } = t()
  return { title: retention.askPurge, text: retention.aboutPurge(segments), confirm: retention.purge }
}

function receipt(segments: number, size: number): Receipt {
  const { retention } = t()
  return {
    title: retention.purged(segments),
    detail: retention.givenBack(size),
    tone: 'done',
    actions: [],
  }
}
