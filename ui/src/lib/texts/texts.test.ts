import { afterEach, describe, expect, it } from 'vitest'
import type { Reason, Task } from '../ipc/types'
import { de } from './de'
import { task } from './de/tasks'
import { en } from './en'
import { spoken, t } from './index'

type Node = string | ((...given: never[]) => unknown) | { readonly [key: string]: Node }

/** Every text by its path, with what it is. */
function leaves(node: Node, path: string): [string, Node][] {
  if (typeof node !== 'object') return [[path, node]]
  return Object.entries(node).flatMap(([key, below]) => leaves(below, path === '' ? key : `${path}.${key}`))
}

const english = new Map(leaves(en as unknown as Node, ''))
const german = new Map(leaves(de as unknown as Node, ''))

/** What both languages write alike. */
const alike = new Set([
  'help.version',
  'inspector.none',
  'retention.bySize.after',
  'shortcuts.groups.zoom',
  'shortcuts.keys.Escape',
  'help.version',
  'status.label',
  'timeline.zoom',
  'toolbar.segment',
])

afterEach(() => spoken.speak('en'))

describe('the catalogues', () => {
  it('say the same things, each in a text or in a function of as much', () => {
    const shape = (texts: Map<string, Node>) =>
      [...texts].map(([path, text]) => `${path}: ${typeof text === 'string' ? 'text' : 'function'}`).sort()
    expect(shape(german)).toEqual(shape(english))
  })

  it('leave nothing untranslated and nothing empty', () => {
    const same = [...german].filter(
      ([path, text]) => typeof text === 'string' && text === english.get(path) && !alike.has(path),
    )
    expect(same).toEqual([])
    expect([...english, ...german].filter(([, text]) => text === '')).toEqual([])
  })

  it('address nobody in German', () => {
    const said = [...german].filter(([, text]) => typeof text === 'string') as [string, string][]
    expect(
      said.filter(([, text]) => /\b(du|dich|dir|dein\w*|Sie\b(?= können| möchten))\b/i.test(text)),
    ).toEqual([])
  })

  it('change with the language', () => {
    expect(t().common.undo).toBe('Undo')
    spoken.speak('de', 'de-AT')
    expect(t().common.undo).toBe('Rückgängig')
    expect(document.documentElement.lang).toBe('de-AT')
  })
})

describe('what was done, in German', () => {
  const step = (segments: number) => de.steps.name({ kind: 'delete_segments', segments, places: null })

  it('has German plurals and word order', () => {
    spoken.speak('de')
    expect([step(1), step(12_000)]).toEqual(['Segment löschen', '12.000 Segmente löschen'])
    expect(de.steps.name({ kind: 'merge_segments', segments: 2, places: [2, 4] })).toBe(
      'Segmente 3 und 5 verbinden',
    )
    expect(de.receipts.deleted({ segments: 1, number: 9 })).toBe('Segment 9 gelöscht')
    expect(de.receipts.movedToTrash(2_400_000, 388_000)).toBe(
      'Bild 2,4 MB und Audio 388 kB in den Papierkorb gelegt',
    )
    expect(de.receipts.kept(['a.png'])).toBe('a.png bleibt, weil ein anderes Segment sie verwendet')
    expect(de.receipts.missing(['a', 'b', 'c'])).toBe('a und 2 weitere Dateien fehlten bereits')
  })
})

describe('a gap', () => {
  it('is named by the number of the segment before it', () => {
    expect(en.timeline.gap({ index: 4, len: 1 })).toBe('Gap: 1 removed after segment 4')
    expect(en.timeline.gap({ index: 0, len: 2 })).toBe('Gap: 2 removed before the first segment')
    expect(de.timeline.gap({ index: 4, len: 1 })).toBe('Lücke: 1 gelöscht hinter Segment 4')
  })
})

describe('what went wrong, in German', () => {
  const told = (reason: Reason, code: 'invalid' | 'disk_full' | 'io' = 'invalid') => {
    const failure = { code, message: 'In English.', reason }
    return [de.errors.message(failure), de.errors.hint(failure)]
  }

  it('says the reason of a refusal, and the way out', () => {
    spoken.speak('de')
    expect(told({ kind: 'invalid', refusal: 'too_many_copies', most: 10_000 })).toEqual([
      'Ein Schritt kopiert höchstens 10.000 Segmente.',
      'In mehreren Schritten kopieren.',
    ])
    expect(told({ kind: 'invalid', refusal: 'no_place_to_move', place: 9, last: 4 })).toEqual([
      'Auf Platz 10 lässt sich nichts verschieben.',
      'Die Plätze gehen von 1 bis 5.',
    ])
  })

  it('says what the disk refused, and its own words only where there are no better', () => {
    const failed = (detail: string | null): Reason => ({ kind: 'failed', task: 'copy_in', detail })
    expect(told(failed(null), 'disk_full')[0]).toBe(
      'Die Datei ließ sich nicht in die Bibliothek kopieren: Das Laufwerk ist voll.',
    )
    expect(told(failed('os error 121'), 'io')[0]).toContain('kopieren: os error 121')
  })

  it('has a sentence of its own for each task', () => {
    const tasks = Object.values(task satisfies Record<Task, string>)
    expect(new Set(tasks).size).toBe(tasks.length)
  })
})
