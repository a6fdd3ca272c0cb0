import { describe, expect, test } from 'vitest'
import type { Segment, SegmentBatch, SegmentId } from '../ipc/types'
import { Contents } from './contents.svelte'
import { segment } from './invented'
import { settled } from './inventedCore'

/** A shell that answers when told to. */
function opened(there: (one: Segment) => boolean = () => true) {
  const asked: SegmentId[][] = []
  const answers: ((batch: SegmentBatch) => void)[] = []
  const refusals: ((error: unknown) => void)[] = []
  const failures: unknown[] = []
  const contents = new Contents({
    read: (ids) => {
      asked.push([...ids])
      return new Promise((resolve, reject) => {
        answers.push(resolve)
        refusals.push(reject)
      })
    },
    isThere: there,
    failed: (thrown) => failures.push(thrown),
  })
  const answer = async (turn: number, revision: number, text = 'read') => {
    const segments = (asked[turn] ?? []).map((id) => ({ ...segment(id, id), text }))
    answers[turn]?.({ revision, segments })
    await settled()
  }
  const refuse = async (turn: number) => {
    refusals[turn]?.(new Error('no'))
    await settled()
  }
  return { contents, asked, answer, refuse, failures }
}

const ids = (count: number, from = 1) => Array.from({ length: count }, (_, i) => from + i)

describe('segments whole', () => {
  test('are asked for once, together, and told as they stand now', async () => {
    const { contents, asked, answer } = opened()
    contents.want([1, 2])
    contents.want([2, 3])
    await settled()
    expect(asked).toEqual([[1, 2, 3]])
    expect(contents.get(2, 2)).toBeNull()
    contents.want([2])
    await answer(0, 5)
    expect(contents.get(2, 7)).toMatchObject({ id: 2, text: 'read', sequence_index: 7 })
    expect(contents.get(2, 7), 'the same object as long as it is the same').toBe(contents.get(2, 7))
    contents.want([1, 2, 3])
    await settled()
    expect(asked).toHaveLength(1)
  })

  test('come in batches, and only so many are kept: the least lately wanted go', async () => {
    const { contents, asked, answer } = opened()
    contents.want(ids(4100))
    await settled()
    expect(asked.map((batch) => batch.length)).toEqual([...Array(16).fill(250), 100])
    for (const turn of asked.keys()) await answer(turn, 1)
    expect(contents.get(600, 600)).toBeNull()
    expect(contents.get(601, 601)).not.toBeNull()
    contents.want([601])
    contents.want(ids(600, 9001))
    await settled()
    for (const turn of [17, 18, 19]) await answer(turn, 1)
    expect(contents.get(9600, 9600), 'came last').not.toBeNull()
    expect(contents.get(601, 601), 'was wanted again').not.toBeNull()
    expect(contents.get(602, 602)).toBeNull()
  })

  test('that a change told are not set back by an answer from before it', async () => {
    const { contents, answer } = opened()
    contents.want([1])
    await settled()
    contents.put([{ ...segment(1, 1), text: 'changed' }], 8)
    await answer(0, 7)
    expect(contents.get(1, 1)?.text).toBe('changed')
    contents.put([{ ...segment(1, 1), text: 'again' }], 9)
    expect(contents.get(1, 1)?.text).toBe('again')
  })

  test('that were deleted meanwhile, or are of another project, go nowhere', async () => {
    const { contents, answer, asked } = opened(({ id }) => id !== 2)
    contents.want([1, 2])
    await settled()
    await answer(0, 1)
    expect([contents.get(1, 1) !== null, contents.get(2, 2)]).toEqual([true, null])
    contents.want([3])
    await settled()
    contents.clear()
    await answer(1, 1)
    expect([contents.get(1, 1), contents.get(3, 3)]).toEqual([null, null])
    contents.want([3])
    await settled()
    expect(asked, 'a question of the project before is none of this one').toHaveLength(3)
  })

  test('that are doubted are shown until they have been read anew', async () => {
    const { contents, asked, answer } = opened()
    contents.want([1])
    await settled()
    await answer(0, 3)
    contents.doubt(5)
    expect(contents.get(1, 1)?.text).toBe('read')
    contents.want([1])
    await settled()
    await answer(1, 4, 'too old')
    expect(asked, 'an answer from before the doubt is asked again').toHaveLength(3)
    expect(contents.get(1, 1)?.text).toBe('read')
    await answer(2, 5, 'new')
    expect(contents.get(1, 1)?.text).toBe('new')
  })

  test('that could not be read are told of, and asked for again when wanted again', async () => {
    const { contents, asked, refuse, answer, failures } = opened()
    contents.want([1])
    await settled()
    await refuse(0)
    expect(failures).toHaveLength(1)
    contents.want([1])
    await settled()
    await answer(1, 1)
    expect([asked.length, contents.get(1, 1)?.text]).toEqual([2, 'read'])
  })
})
