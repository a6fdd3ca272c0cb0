import type { Outcome, ProjectId } from '../ipc/types'

interface Held {
  outcome: Outcome<unknown>
  /** Called once the outcome counts: applied, seen before, or another project's. */
  settled: () => void
}

/** What to do with an outcome whose turn has come. */
export type Verdict = 'apply' | 'ignore' | 'reload'

/**
 * Puts outcomes into the order in which they were committed. Answers may overtake one another, and a shift of indexes
 * means something only on top of what was committed before it.
 */
export class Answers {
  readonly #judge: (verdict: Verdict, outcome: Outcome<unknown>) => void
  readonly #seen = new Set<number>()
  readonly #calls = new Map<Promise<unknown>, ProjectId>()
  #held: Held[] = []
  #revision = 0
  #activity = 0

  constructor(judge: (verdict: Verdict, outcome: Outcome<unknown>) => void) {
    this.#judge = judge
  }

  /** Counts up whenever a command starts or an outcome comes in: a list read meanwhile may or may not hold the change. */
  get activity(): number {
    return this.#activity
  }

  /** Keeps track of a command until it is answered, well or badly. */
  async track<T>(project: ProjectId, call: Promise<T>): Promise<T> {
    this.#activity += 1
    this.#calls.set(call, project)
    try {
      return await call
    } finally {
      this.#calls.delete(call)
    }
  }

  /** Takes an outcome in; `release` lets it through when its turn has come. */
  hold(outcome: Outcome<unknown>, settled: () => void = () => undefined): void {
    this.#activity += 1
    this.#held.push({ outcome, settled })
    this.#held.sort((left, right) => left.outcome.revision - right.outcome.revision)
  }

  /** Lets through what can't be overtaken any more. `shown` is the project on the page. */
  release(shown: ProjectId | null): void {
    for (let next = this.#held[0]; next && this.#isNext(next, shown); next = this.#held[0]) {
      this.#held.shift()
      this.#pass(next, shown)
    }
  }

  /** Waits until no command of a project is under way. */
  async idle(project: ProjectId): Promise<void> {
    for (let calls = this.#callsOf(project); calls.length > 0; calls = this.#callsOf(project)) {
      await Promise.allSettled(calls)
    }
  }

  #isNext({ outcome }: Held, shown: ProjectId | null): boolean {
    if (outcome.revision <= this.#revision + 1) return true
    return shown === null || this.#callsOf(shown).length === 0
  }

  #pass({ outcome, settled }: Held, shown: ProjectId | null): void {
    this.#judge(this.#verdict(outcome, shown), outcome)
    this.#seen.add(outcome.revision)
    this.#revision = Math.max(this.#revision, outcome.revision)
    settled()
  }

  #verdict({ revision, change }: Outcome<unknown>, shown: ProjectId | null): Verdict {
    if (this.#seen.has(revision) || change.project_id === null || change.project_id !== shown) return 'ignore'
    return revision < this.#revision || change.projects_changed || change.reread ? 'reload' : 'apply'
  }

  #callsOf(project: ProjectId): Promise<unknown>[] {
    return [...this.#calls].filter(([, owner]) => owner === project).map(([call]) => call)
  }
}
