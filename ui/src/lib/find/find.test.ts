import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import { inventedLibrary } from '../../../dev/library'
import App from '../../App.svelte'
import type { Found } from '../ipc'

async function open() {
  const ipc = inventedLibrary(new URLSearchParams())
  const deleteSegments = vi.fn(ipc.deleteSegments)
  const findSegments = vi.fn(ipc.findSegments)
  render(App, { ipc: { ...ipc, deleteSegments, findSegments } })
  await fireEvent.click(await screen.findByRole('button', { name: 'The Hare and the Tortoise' }))
  const field = await screen.findByRole<HTMLInputElement>('combobox', { name: 'Find in the story' })
  return { field, deleteSegments, findSegments }
}

async function ask(field: HTMLInputElement, question: string): Promise<void> {
  field.focus()
  await fireEvent.input(field, { target: { value: question } })
  field.setSelectionRange(question.length, question.length)
}

const key = (key: string, more: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more })
const counted = (text: string) =>
  waitFor(() => expect(document.querySelector('.find .count')?.textContent).toBe(text))
const current = () => document.querySelector('.clip.current')?.getAttribute('data-segment-id')

describe('find', () => {
  it('counts the matches, steps through them around the ends, and marks them', async () => {
    const { field } = await open()
    await key('f', { ctrlKey: true })
    expect(document.activeElement).toBe(field)
    await ask(field, 'tortoise')
    await counted('1 of 5')
    await key('Enter')
    await counted('2 of 5')
    expect(current()).toBe('3')
    await key('F3')
    await counted('3 of 5')
    await key('F3', { shiftKey: true })
    await key('Enter', { shiftKey: true })
    await key('Enter', { shiftKey: true })
    await counted('5 of 5')
    expect(document.querySelector('.script .current')?.classList.contains('match')).toBe(true)
    expect(document.querySelector('.clip.current')?.classList.contains('match')).toBe(true)
  })

  it('selects all matches, and one delete takes them', async () => {
    const { field, deleteSegments } = await open()
    await ask(field, 'tortoise')
    await counted('1 of 5')
    await key('f', { ctrlKey: true, shiftKey: true })
    await key('Delete')
    expect(deleteSegments).toHaveBeenCalledTimes(1)
    expect(deleteSegments.mock.lastCall?.[0].ids).toEqual([1, 3, 8, 11, 12])
    await counted('0 matches')
    await key('z', { ctrlKey: true })
    await waitFor(() => expect(document.querySelector('.find .count')?.textContent).toMatch(/5/))
  })

  it('shows only matches when asked to, and dims the rest', async () => {
    const { field } = await open()
    await ask(field, 'tortoise')
    await counted('1 of 5')
    await fireEvent.click(screen.getByRole('button', { name: 'Only matches' }))
    const panel = within(screen.getByRole('region', { name: 'Only matches' }))
    expect(panel.getByText('5 of 10')).toBeTruthy()
    expect(panel.getByRole('option', { name: /^1\. Once a hare/ }).getAttribute('aria-setsize')).toBe('5')
    const clips = [...document.querySelectorAll('.clip')]
    expect(clips.length).toBeGreaterThan(0)
    for (const clip of clips)
      expect(clip.classList.contains('dimmed')).toBe(!clip.classList.contains('match'))
    await fireEvent.click(screen.getByRole('button', { name: 'Close find' }))
    expect(screen.getByRole('listbox', { name: 'Script' })).toBeTruthy()
    expect(field.value).toBe('')
  })

  it('offers words, takes one, and turns a chip on with it', async () => {
    const { field } = await open()
    await ask(field, 'hare loc')
    await fireEvent.input(field)
    const offered = () =>
      screen.queryAllByRole('option', { name: /locked/ }).filter((one) => one.closest('.find'))
    expect(offered().map((one) => one.querySelector('code')?.textContent)).toEqual(['locked:', 'locked:no'])
    await key('ArrowDown')
    await key('Enter')
    expect(field.value).toBe('hare locked: ')
    await counted('1 match')
    expect(screen.getByRole('button', { name: 'Locked' }).getAttribute('aria-pressed')).toBe('true')
    await fireEvent.click(screen.getByRole('button', { name: 'Locked' }))
    expect(field.value).toBe('hare')
  })

  it('says what means nothing', async () => {
    const { field } = await open()
    await ask(field, 'hare has:video')
    expect(await screen.findByText('Left out, as it means nothing: has:video')).toBeTruthy()
  })

  it('leaves by Escape with nothing asked, and gives the keys back', async () => {
    const { field } = await open()
    await ask(field, 'hare')
    await counted('1 of 10')
    await key('Escape')
    expect(field.value).toBe('')
    expect(screen.queryByRole('region', { name: 'Find' })).toBeNull()
    expect(document.activeElement?.closest('[data-keys="segments"]')).toBeTruthy()
  })

  it('drops an answer to what is no longer asked', async () => {
    const { field, findSegments } = await open()
    const answers: ((found: Found) => void)[] = []
    findSegments.mockImplementation(() => new Promise((answer) => answers.push(answer)))
    await ask(field, 'h')
    await ask(field, 'hare')
    expect(answers).toHaveLength(1)
    answers[0]?.({ ids: [1, 2, 3], words: [' t'], not_understood: [], revision: 1 })
    await waitFor(() => expect(answers).toHaveLength(2))
    expect(document.querySelectorAll('.script .match').length).toBe(0)
    answers[1]?.({ ids: [1], words: [' to'], not_understood: [], revision: 1 })
    await counted('1 of 1')
  })
})
