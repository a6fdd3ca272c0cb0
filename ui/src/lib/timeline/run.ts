/** A segment as the timeline sees it: what lays it out and draws it as a bar. */
export interface Row {
  id: number
  /** Sequence index. */
  index: number
  /** Of its audio in milliseconds; 0 without audio. */
  duration: number
  /** The bits of `Mark`. */
  marks: number
}

/** Segments one behind the other, a column each. All have the same length. */
export interface Columns {
  readonly ids: Float64Array
  readonly indexes: Float64Array
  readonly durations: Uint32Array
  readonly marks: Uint8Array
}

/** Returns the columns of some rows. */
export function columnsOf(rows: readonly Row[]): Columns {
  return {
    ids: Float64Array.from(rows, ({ id }) => id),
    indexes: Float64Array.from(rows, ({ index }) => index),
    durations: Uint32Array.from(rows, ({ duration }) => duration),
    marks: Uint8Array.from(rows, ({ marks }) => marks),
  }
}

/** Returns columns with room for so many segments, to be filled. */
function columnsFor(count: number): Columns {
  return {
    ids: new Float64Array(count),
    indexes: new Float64Array(count),
    durations: new Uint32Array(count),
    marks: new Uint8Array(count),
  }
}

/** Segments one behind the other, and their sums. Never changed: a change makes another run. Not empty. */
export class Run implements Columns {
  readonly ids: Float64Array
  readonly indexes: Float64Array
  readonly durations: Uint32Array
  readonly marks: Uint8Array
  /** Sum of the durations. */
  readonly audioMs: number
  /** How many are without audio. */
  readonly silent: number
  /** How many gaps lie between its segments. */
  readonly gaps: number
  #before: Before | undefined

  constructor({ ids, indexes, durations, marks }: Columns) {
    this.ids = ids
    this.indexes = indexes
    this.durations = durations
    this.marks = marks
    let [audioMs, silent, gaps] = [0, 0, 0]
    for (let i = 0; i < ids.length; i += 1) {
      const duration = at(durations, i)
      audioMs += duration
      if (duration === 0) silent += 1
      if (i > 0 && at(indexes, i) > at(indexes, i - 1) + 1) gaps += 1
    }
    this.audioMs = audioMs
    this.silent = silent
    this.gaps = gaps
  }

  get count(): number {
    return this.ids.length
  }

  /** Sums of what stands before each segment in this run. Made when somebody first looks: most runs are never in view. */
  get before(): Before {
    return (this.#before ??= sumsOf(this))
  }

  /** Returns a part, which shares this one's memory. */
  part(from: number, end: number): Run {
    if (from === 0 && end === this.count) return this
    return new Run({
      ids: this.ids.subarray(from, end),
      indexes: this.indexes.subarray(from, end),
      durations: this.durations.subarray(from, end),
      marks: this.marks.subarray(from, end),
    })
  }

  /** Returns the run with another segment in the place of the one at `i`; its index stays. */
  replaced(i: number, { duration, marks }: Row): Run {
    const [durations, allMarks] = [this.durations.slice(), this.marks.slice()]
    durations[i] = duration
    allMarks[i] = marks
    return new Run({ ids: this.ids, indexes: this.indexes, durations, marks: allMarks })
  }

  /** Returns the run without some of its segments, given by their places in it, rising; null if nothing is left. */
  without(places: readonly number[], closesUp: boolean): Run | null {
    const left = this.count - places.length
    if (left === 0) return null
    const whole = columnsFor(left)
    let from = 0
    for (const [gone, place] of [...places, this.count].entries()) {
      const to = from - gone
      whole.ids.set(this.ids.subarray(from, place), to)
      whole.indexes.set(this.indexes.subarray(from, place), to)
      whole.durations.set(this.durations.subarray(from, place), to)
      whole.marks.set(this.marks.subarray(from, place), to)
      if (closesUp) for (let i = to; i < place - gone; i += 1) whole.indexes[i] = at(whole.indexes, i) - gone
      from = place + 1
    }
    return new Run(whole)
  }
}

/** Sums of what stands before each segment of a run. */
interface Before {
  audioMs: Float64Array
  silent: Uint32Array
  gaps: Uint32Array
}

function sumsOf({ ids, indexes, durations }: Columns): Before {
  const audioMs = new Float64Array(ids.length)
  const silent = new Uint32Array(ids.length)
  const gaps = new Uint32Array(ids.length)
  for (let i = 1; i < ids.length; i += 1) {
    const duration = at(durations, i - 1)
    audioMs[i] = at(audioMs, i - 1) + duration
    silent[i] = at(silent, i - 1) + (duration === 0 ? 1 : 0)
    gaps[i] = at(gaps, i - 1) + (at(indexes, i) > at(indexes, i - 1) + 1 ? 1 : 0)
  }
  return { audioMs, silent, gaps }
}

/** Columns are read within their bounds only; the compiler can't know. */
export function at(column: Float64Array | Uint32Array | Uint8Array, place: number): number {
  return column[place] ?? 0
}

/** Returns runs as one. `shifts` are added to the indexes of each. */
export function joined(runs: readonly Run[], shifts: readonly number[]): Run {
  const [only] = runs
  if (runs.length === 1 && only && shifts[0] === 0) return only
  const count = runs.reduce((sum, run) => sum + run.count, 0)
  const whole = columnsFor(count)
  let place = 0
  for (const [i, run] of runs.entries()) {
    const shift = shifts[i] ?? 0
    whole.ids.set(run.ids, place)
    whole.indexes.set(shift === 0 ? run.indexes : run.indexes.map((index) => index + shift), place)
    whole.durations.set(run.durations, place)
    whole.marks.set(run.marks, place)
    place += run.count
  }
  return new Run(whole)
}
