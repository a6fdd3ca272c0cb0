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
  /** What was read from the core has all outcomes up to this one in it. */
  #read = 0
  /** The latest that was let through, or read. */
  #revision = 0

  constructor(judge: (verdict: Verdict, outcome: Outcome<unknown>) => void) {
    this.#judge = judge
  }

  /** Says whether outcomes were let through that a reading of this revision has not seen. */
  isAhead(revision: number): boolean {
    return revision < this.#revision
  }

  /** Takes note that the page shows what was read at a revision: outcomes up to it are in there. */
  read(revision: number): void {
    this.#read = revision
    this.#revision = Math.max(this.#revision, revision)
  }

  /** Keeps track of a command until it is answered, well or badly. */
  async track<T>(project: ProjectId, call: Promise<T>): Promise<T> {
    this.#calls.set(call, project)
    try {
      return await call
    } finally {
      this.#calls.delete(call)
    }
  }

  /** Takes an outcome in; `release` lets it through when its turn has come. */
  hold(outcome: Outcome<unknown>, settled: () => void = () => undefined): void {
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

  #isNext({ outcome }: Held, shown: ProjectId | null): boolean {
    if (outcome.revision <= this.#revision + 1) return true
    return shown === null || !this.#hasCallsOf(shown)
  }

  #pass({ outcome, settled }: Held, shown: ProjectId | null): void {
    this.#judge(this.#verdict(outcome, shown), outcome)
    this.#seen.add(outcome.revision)
    this.#revision = Math.max(this.#revision, outcome.revision)
    settled()
  }

  #verdict({ revision, change }: Outcome<unknown>, shown: ProjectId | null): Verdict {
    if (change.project_id === null || change.project_id !== shown) return 'ignore'
    if (revision <= this.#read || this.#seen.has(revision)) return 'ignore'
    return revision < this.#revision || change.projects_changed || change.reread ? 'reload' : 'apply'
  }

  #hasCallsOf(project: ProjectId): boolean {
    return [...this.#calls.values()].includes(project)
  }
}
