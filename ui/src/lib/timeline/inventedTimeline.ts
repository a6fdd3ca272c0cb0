import { Mark } from '../ipc/outline'
import type { Segment } from '../ipc/types'
import type { Receipt } from '../receipt/receipt'
import { segment, segmentsAt } from './invented'
import { InventedCore } from './inventedCore'
import type { TimelineOptions } from './options'
import { Timeline } from './timeline.svelte'

export const here = ({ sequence }: Timeline) => [...sequence.rows()].map(({ id, index }) => [id, index])
export const locks = ({ sequence }: Timeline) =>
  [...sequence.rows()].map(({ marks }) => (marks & Mark.locked) !== 0)
export const indexes = ({ sequence }: Timeline) => [...sequence.rows()].map(({ index }) => index)
export const ids = ({ sequence }: Timeline) => [...sequence.rows()].map(({ id }) => id)
export const gaps = ({ sequence }: Timeline) =>
  Array.from({ length: sequence.gapCount }, (_, gap) => sequence.gapAt(gap))
export const places = (segments: readonly Segment[]) => segments.map((s) => [s.id, s.sequence_index])
export const selected = (timeline: Timeline) => timeline.selectedInOrder().sort((a, b) => a - b)

/** A timeline that shows a project of an invented core, with segments 1, 2, … at some indexes. */
export async function opened(indexes: number[], options: TimelineOptions = {}) {
  const receipts: Receipt[] = []
  const core = new InventedCore({ 1: segmentsAt(...indexes), 2: [segment(101, 0), segment(102, 1)] })
  const timeline = new Timeline(core.ipc, (tell) => receipts.push(tell()), options)
  await timeline.load(1)
  return { core, timeline, receipts }
}
