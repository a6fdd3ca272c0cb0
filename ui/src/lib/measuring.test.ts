import { afterEach, describe, expect, test, vi } from 'vitest'
import { markUsable, measured } from './measuring'

const names = () => performance.getEntriesByType('measure').map(({ name }) => name)

afterEach(() => {
  delete document.documentElement.dataset['measure']
  performance.clearMeasures()
})

describe('measuring', () => {
  test('leaves no trace unless the page is asked for it', async () => {
    expect(measured('key', () => 7)).toBe(7)
    await new Promise(requestAnimationFrame)
    expect(names()).toEqual([])
  })

  test('notes script and paint of what was asked for', async () => {
    document.documentElement.dataset['measure'] = ''
    expect(measured('key', () => 7)).toBe(7)
    measured('scroll', () => undefined)
    await vi.waitFor(() => expect(names().sort()).toEqual(['segue:key', 'segue:key-painted', 'segue:scroll']))
  })

  test('marks the first page to work on, asked for or not', async () => {
    markUsable()
    await vi.waitFor(() => expect(performance.getEntriesByName('segue:usable')).toHaveLength(1))
    performance.clearMarks()
  })
})
