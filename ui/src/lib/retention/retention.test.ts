import { describe, expect, test } from 'vitest'
import type { Confirmation } from '../dialog/questions.svelte'
import type { Ipc, Retention, TrashedSegment } from '../ipc'
import type { Receipt } from '../receipt/receipt'
import { InventedCore } from '../timeline/inventedCore'
import { goingBy, RetentionState, ruleInWords } from './retention.svelte'

const day = 86_400_000
const keepsAll: Retention = { days: null, max_bytes: null, recycles: false }

function deleted(days: number, bytes: number, locked = false): TrashedSegment {
  const place = { project_id: 1, sequence_index: 1, text: '', image_id: null, audio_id: null, op_id: 1 }
  return { ...place, id: days, bytes, locked, deleted_at: -days * day }
}

describe('what goes by a rule', () => {
  const trash = [deleted(1, 100), deleted(20, 100), deleted(40, 100)]

  test('is nothing when the trash keeps all', () => {
    expect(goingBy(keepsAll, trash, 0)).toBe(0)
  })

  test('is what is older than the days', () => {
    expect(goingBy({ ...keepsAll, days: 30 }, trash, 0)).toBe(1)
    expect(goingBy({ ...keepsAll, days: 20 }, trash, 0)).toBe(1)
    expect(goingBy({ ...keepsAll, days: 0 }, trash, 0)).toBe(3)
  })

  test('is the oldest until the rest fits', () => {
    expect(goingBy({ ...keepsAll, max_bytes: 300 }, trash, 0)).toBe(0)
    expect(goingBy({ ...keepsAll, max_bytes: 299 }, trash, 0)).toBe(1)
    expect(goingBy({ ...keepsAll, max_bytes: 0 }, trash, 0)).toBe(3)
  })

  test('is never what was locked, and for the size never what takes no room', () => {
    const kept = [deleted(40, 100, true), deleted(50, 0)]
    expect(goingBy({ ...keepsAll, max_bytes: 0 }, kept, 0)).toBe(0)
    expect(goingBy({ ...keepsAll, days: 1 }, kept, 0)).toBe(1)
  })
})

test('a rule is said in a few words', () => {
  expect(ruleInWords(keepsAll)).toBe('Keeps all')
  expect(ruleInWords({ ...keepsAll, days: 30 })).toBe('Keeps 30 days')
  expect(ruleInWords({ ...keepsAll, days: 1, max_bytes: 5_000_000_000 })).toBe('Keeps 1 day and up to 5.0 GB')
})

describe('setting a rule', () => {
  function setting(isSure: boolean, trash: TrashedSegment[]) {
    const asked: Confirmation[] = []
    const receipts: Receipt[] = []
    const set: Retention[] = []
    const ipc: Ipc = {
      ...new InventedCore({}).ipc,
      setRetention: (rule) => (set.push(rule), Promise.resolve({ segments: trash.length, bytes: 100 })),
    }
    const retention = new RetentionState(ipc, {
      report: (tell) => receipts.push(tell()),
      ask: (question) => (asked.push(question), Promise.resolve(isSure)),
      trash: () => Promise.resolve(trash),
      reload: () => Promise.resolve(),
    })
    return { retention, asked, receipts, set }
  }
  const strict: Retention = { ...keepsAll, days: 1 }

  test('asks with the number when something would go at once', async () => {
    const { retention, asked, receipts, set } = setting(true, [deleted(20_000, 100)])
    expect(await retention.set(strict)).toBe(true)
    expect(asked[0]?.text).toContain('One deleted segment goes')
    expect(set).toEqual([strict])
    expect(retention.rule).toEqual(strict)
    expect(receipts[0]?.title).toBe('Purged 1 deleted segment')
  })

  test('changes nothing when the person is not sure', async () => {
    const { retention, set } = setting(false, [deleted(20_000, 100)])
    expect(await retention.set(strict)).toBe(false)
    expect(set).toEqual([])
  })

  test('asks nothing when nothing would go', async () => {
    const { retention, asked, receipts } = setting(false, [])
    expect(await retention.set(strict)).toBe(true)
    expect(asked).toEqual([])
    expect(receipts).toEqual([])
  })
})
