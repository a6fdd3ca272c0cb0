import { describe, expect, it } from 'vitest'
import type { Segment } from '../ipc/types'
import { layRows, rowsInView, scrollTo } from './rows'

const heights = { segment: 50, gap: 30 }

function segmentAt(sequence_index: number): Segment {
  return {
    id: sequence_index + 100,
    project_id: 1,
    sequence_index,
    text: '',
    image_prompt: '',
    image: null,
    audio: null,
    duration_ms: null,
    audio_stale: false,
    locked: false,
  }
}

const gappy = layRows(
  [1, 2, 5].map(segmentAt),
  [
    { index: 0, len: 1 },
    { index: 3, len: 2 },
  ],
  heights,
)

describe('the rows of the script', () => {
  it('puts gaps where segments were removed', () => {
    const said = gappy.rows.map((row) =>
      row.kind === 'gap' ? `gap ${row.gap.len}` : row.segment.sequence_index,
    )
    expect(said).toEqual(['gap 1', 1, 2, 'gap 2', 5])
    expect([...gappy.tops]).toEqual([0, 30, 80, 130, 160, 210])
  })

  it('counts places without gaps', () => {
    expect(gappy.rows.flatMap((row) => (row.kind === 'segment' ? [row.place] : []))).toEqual([0, 1, 2])
  })

  it('finds the rows in view', () => {
    expect(rowsInView(gappy, 0, 80, 0)).toEqual({ first: 0, end: 3 })
    expect(rowsInView(gappy, 81, 60, 0)).toEqual({ first: 2, end: 4 })
    expect(rowsInView(gappy, 0, 1000, 0)).toEqual({ first: 0, end: 5 })
  })

  it('shows few of many', () => {
    const many = layRows(
      Array.from({ length: 10_000 }, (_, i) => segmentAt(i)),
      [],
      heights,
    )
    const { first, end } = rowsInView(many, 250_000, 600, 200)
    expect(first).toBe(4996)
    expect(end - first).toBeLessThan(25)
  })

  it('has nothing to show of nothing', () => {
    expect(rowsInView(layRows([], [], heights), 0, 500, 200)).toEqual({ first: 0, end: 0 })
  })

  it('scrolls no further than needed', () => {
    expect(scrollTo(gappy.tops, 1, 0, 100)).toBe(0)
    expect(scrollTo(gappy.tops, 4, 0, 100)).toBe(110)
    expect(scrollTo(gappy.tops, 1, 60, 100)).toBe(30)
  })
})
