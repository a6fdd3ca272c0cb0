import { describe, expect, test } from 'vitest'
import type { CheckReport, FileNote, Ipc, Repair } from '../ipc'
import { IpcError } from '../ipc'
import type { Receipt } from '../receipt/receipt'
import { InventedCore } from '../timeline/inventedCore'
import { CheckState, repairReceipt } from './check.svelte'
import { findings, remarks } from './findings'

const sound: CheckReport = {
  sound: true,
  integrity: [],
  foreign: [],
  orphans: [],
  missing: [],
  misplaced: [],
  refused: [],
  waiting: [],
  unreferenced: [],
  leftovers: [],
  trash_drift: [],
  gaps: [],
  negative_indexes: 0,
  duplicate_indexes: 0,
}

function note(name: string): FileNote {
  return { path: `media/${name}`, name, kind: 'image' }
}

describe('what a check found', () => {
  test('is nothing in a sound library', () => {
    expect(findings(sound, 1)).toEqual([])
    expect(remarks(sound)).toEqual([])
  })

  test('says for each kind how many and which, and offers what can be done', () => {
    const report = { ...sound, misplaced: [note('a.png'), note('b.png')], negative_indexes: 3 }
    const [misplaced, order] = findings(report, 1)
    expect(misplaced?.title).toBe('2 files in the wrong folder')
    expect(misplaced?.items).toEqual(['a.png', 'b.png'])
    expect(misplaced?.offers).toEqual([
      { label: 'Move to where they belong', repair: 'misplaced', isFinal: false },
    ])
    expect(order?.title).toBe('3 segments before the first place')
    expect(order?.offers[0]?.isFinal).toBe(true)
  })

  const trashFound = { trash_found: { title: 'Found files' } }

  test('offers the story on the page for found files, and the trash in any case', () => {
    const report = { ...sound, orphans: ['media/stray.png'], unreferenced: [note('left.wav')] }
    const repairs = (project: number | null): (Repair | undefined)[] | undefined =>
      findings(report, project)[0]?.offers.map((offer) => offer.repair)
    expect(repairs(7)).toEqual([trashFound, { adopt_found: { project_id: 7 } }])
    expect(repairs(null)).toEqual([trashFound])
    expect(findings(report, null)[0]?.items).toEqual(['media/stray.png', 'left.wav'])
  })

  test('offers nothing for what only a backup or the owner can put right', () => {
    const report = {
      ...sound,
      integrity: ['row 3 missing from index'],
      foreign: ['trigger evil'],
      missing: [note('a.png')],
      refused: [note('../b.png')],
      duplicate_indexes: 2,
    }
    const all = findings(report, 1)
    expect(all).toHaveLength(5)
    expect(all.flatMap((finding) => finding.offers)).toEqual([])
    expect(all.every((finding) => finding.meaning.length > 20)).toBe(true)
  })

  test('remarks on gaps and leftovers, which are no fault', () => {
    const gaps = [{ project_id: 1, title: 'Fox', gaps: [{ index: 3, len: 2 }] }]
    const report = { ...sound, gaps, leftovers: [note('old.wav')] }
    expect(remarks(report)[0]).toBe('1 gap in 1 story.')
    expect(remarks(report)[1]).toContain('1 file in the trash')
  })
})

describe('a check', () => {
  function checking(changes: Partial<Ipc>) {
    const receipts: Receipt[] = []
    const done: unknown[] = []
    const ipc: Ipc = { ...new InventedCore({}).ipc, ...changes }
    const check = new CheckState(ipc, {
      report: (tell) => receipts.push(tell()),
      reload: () => (done.push('reload'), Promise.resolve()),
      undo: (project) => done.push(['undo', project]),
    })
    return { check, receipts, done }
  }

  test('looks again after a repair, shows the stories anew and offers to take it back', async () => {
    let report = { ...sound, sound: false, misplaced: [note('a.png')] }
    const { check, receipts, done } = checking({
      checkLibrary: () => Promise.resolve(report),
      repairLibrary: () => {
        report = sound as typeof report
        return Promise.resolve({ repaired: 1, undo_in: 5, left: [] })
      },
    })
    await check.run()
    const [offer] = findings(check.found ?? sound, 1)[0]?.offers ?? []
    if (!offer) throw new Error('nothing is offered')
    await check.repair(offer)
    expect(check.found?.sound).toBe(true)
    expect(check.isBusy).toBe(false)
    expect(receipts[0]?.title).toBe('Put 1 thing right')
    receipts[0]?.actions[0]?.run()
    expect(done).toEqual(['reload', ['undo', 5]])
  })

  test('that fails says so and keeps what was found before', async () => {
    let works = true
    const { check, receipts } = checking({
      checkLibrary: () =>
        works ? Promise.resolve(sound) : Promise.reject(new IpcError({ code: 'io', message: 'The disk.' })),
    })
    await check.run()
    works = false
    await check.run()
    expect(check.found).toEqual(sound)
    expect(receipts.map(({ title }) => title)).toEqual(['The library was not checked'])
  })

  test('names what a repair left, which can’t be taken back', () => {
    const receipt = repairReceipt({ repaired: 0, undo_in: null, left: ['notes.txt'] }, () => undefined)
    expect(receipt).toMatchObject({ title: 'Nothing was repaired', tone: 'problem', actions: [] })
    expect(receipt.detail).toContain('notes.txt')
  })
})
