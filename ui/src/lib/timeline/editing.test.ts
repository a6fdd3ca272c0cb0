import { describe, expect, test } from 'vitest'
import { Questions } from '../dialog/questions.svelte'
import type { Receipt, ShowReceipt } from '../receipt/receipt'
import { Editing, positionOf } from './editing'
import { segmentsAt } from './invented'
import { InventedCore } from './inventedCore'
import { Timeline } from './timeline.svelte'

async function opened(indexes: number[]) {
  const core = new InventedCore({ 1: segmentsAt(...indexes) })
  const receipts: Receipt[] = []
  const said: string[] = []
  const report: ShowReceipt = (tell) => receipts.push(tell())
  const timeline = new Timeline(core.ipc, report)
  await timeline.load(1)
  const questions = new Questions()
  const announce = (words: string) => void said.push(words)
  const editing = new Editing(core.ipc, { timeline: () => timeline, report, questions, announce })
  return { core, timeline, editing, questions, receipts, said }
}

const places = ({ sequence }: Timeline) => [...sequence.rows()].map(({ index }) => index)

describe('editing', () => {
  test('adds behind the current segment, and selects what was added', async () => {
    const { timeline, editing } = await opened([0, 1])
    timeline.select(1, 'only')
    await editing.add()
    expect(places(timeline)).toEqual([0, 1, 2])
    expect(timeline.currentPlace).toBe(1)
  })

  test('duplicates behind what is selected, and selects the copies', async () => {
    const { timeline, editing, said } = await opened([0, 1, 2])
    timeline.select(1, 'only')
    timeline.select(2, 'range')
    await editing.duplicate()
    expect(places(timeline)).toEqual([0, 1, 2, 3, 4])
    expect([...timeline.selection.places.places()]).toEqual([2, 3])
    expect(said).toEqual(['Duplicated 2 segments'])
  })

  test('pastes what was copied behind what is selected, as often as asked', async () => {
    const { timeline, editing } = await opened([0, 1, 2])
    timeline.select(1, 'only')
    editing.copy()
    timeline.select(3, 'only')
    await editing.paste()
    await editing.paste()
    expect(places(timeline)).toEqual([0, 1, 2, 3, 4])
    expect(timeline.currentPlace).toBe(4)
  })

  test('pastes what was cut', async () => {
    const { core, timeline, editing } = await opened([0, 1, 2])
    timeline.select(1, 'only')
    await editing.cut()
    timeline.select(3, 'only')
    await editing.paste()
    expect(core.calls.at(-1)).toContain('paste')
    expect(timeline.sequence.length).toBe(3)
  })

  test('without a selection copies nothing and keeps what was copied', async () => {
    const { timeline, editing, said } = await opened([0, 1])
    timeline.select(2, 'only')
    editing.copy()
    timeline.selectNone()
    expect(editing.copy()).toBe(false)
    expect(said).toEqual(['Copied 1 segment'])
  })

  test('moves past a neighbour, gap or not, and stops at the ends', async () => {
    const { core, timeline, editing } = await opened([0, 1, 4])
    timeline.select(2, 'only')
    await editing.move(1)
    await editing.move(-1)
    timeline.select(1, 'only')
    await editing.move(-1)
    timeline.select(2, 'range')
    await editing.move(1)
    expect(core.calls.slice(1)).toEqual(['move 2 to 4', 'move 2 to 0', 'move 1,2 to 3'])
  })

  test('moves to the position that is asked for', async () => {
    const { core, timeline, editing, questions } = await opened([0, 1, 2, 3])
    timeline.select(1, 'only')
    const moving = editing.moveToPlace()
    expect(questions.asked).toMatchObject({ label: 'Position, from 1 to 4' })
    questions.accept('3')
    await moving
    expect(core.calls.at(-1)).toBe('move 1 to 2')
  })
})

test('a position is a whole number that there is', () => {
  expect(['1', ' 7 ', '10'].map((text) => positionOf(text, 10))).toEqual([1, 7, 10])
  expect(['0', '11', '', '1.5', '-1', 'two', '1e1'].map((text) => positionOf(text, 10))).toEqual(
    Array(7).fill(null),
  )
})
