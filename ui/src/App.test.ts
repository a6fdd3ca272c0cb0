import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import { inventedLibrary } from '../dev/library'
import App from './App.svelte'
import { type Ipc, IpcError } from './lib/ipc'

function start(query = '', changes: Partial<Ipc> = {}): Ipc {
  const ipc = { ...inventedLibrary(new URLSearchParams(query)), ...changes }
  render(App, { ipc })
  return ipc
}

async function openProject(): Promise<void> {
  await fireEvent.click(await screen.findByRole('button', { name: 'The Hare and the Tortoise' }))
  await screen.findByRole('listbox', { name: 'Script' })
}

function scriptRow(number: number): HTMLElement {
  const script = within(screen.getByRole('listbox', { name: 'Script' }))
  return script.getByRole('option', { name: new RegExp(`^${number}\\.`) })
}

const narration = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Narration' })

describe('the window', () => {
  it('opens the only story of a library by itself', async () => {
    const library = inventedLibrary(new URLSearchParams())
    start('', { listProjects: async () => (await library.listProjects()).slice(0, 1) })
    await screen.findByRole('listbox', { name: 'Script' })
  })

  it('saves what was typed before it shows another segment', async () => {
    const editSegment = vi.fn(inventedLibrary(new URLSearchParams()).editSegment)
    start('', { editSegment })
    await openProject()
    await fireEvent.click(scriptRow(2))
    await fireEvent.input(narration(), { target: { value: 'Never?' } })
    await fireEvent.blur(narration())
    await fireEvent.click(scriptRow(3))
    await waitFor(() => expect(editSegment).toHaveBeenCalledWith({ id: 2, text: 'Never?' }))
    expect(narration().value).toContain('sooner than you think')
  })

  it('saves what was typed before a delete', async () => {
    const order: string[] = []
    const library = inventedLibrary(new URLSearchParams())
    start('', {
      editSegment: (request) => (order.push(`edit ${request.text}`), library.editSegment(request)),
      deleteSegments: (request) => (order.push('delete'), library.deleteSegments(request)),
    })
    await openProject()
    await fireEvent.click(scriptRow(2))
    await fireEvent.input(narration(), { target: { value: 'Last words' } })
    await fireEvent.click(screen.getByRole('button', { name: 'Delete segment' }))
    await waitFor(() => expect(order).toEqual(['edit Last words', 'delete']))
  })

  it('saves what was typed before it closes', async () => {
    const library = inventedLibrary(new URLSearchParams())
    const editSegment = vi.fn(library.editSegment)
    let close: () => Promise<void> = () => Promise.reject(new Error('nobody listens'))
    start('', {
      editSegment,
      onClosing: (save) => {
        close = save
        return Promise.resolve(() => undefined)
      },
    })
    await openProject()
    await fireEvent.click(scriptRow(2))
    await fireEvent.input(narration(), { target: { value: 'Last words' } })
    await close()
    expect(editSegment).toHaveBeenCalledWith({ id: 2, text: 'Last words' })
  })

  it('keeps text that could not be saved and offers to save it again', async () => {
    const full = new IpcError({ code: 'disk_full', message: 'The disk is full.' })
    start('', { editSegment: () => Promise.reject(full) })
    await openProject()
    await fireEvent.input(narration(), { target: { value: 'Kept' } })
    await fireEvent.blur(narration())
    await screen.findByRole('button', { name: 'Save again' })
    expect(narration().value).toBe('Kept')
    expect(screen.getByRole('status', { name: 'Status' }).textContent).toContain('1 text not saved')
  })

  it('brings a segment back when its delete fails, and says why', async () => {
    start('fail')
    await openProject()
    await fireEvent.click(scriptRow(2))
    await fireEvent.click(screen.getByRole('button', { name: 'Delete segment' }))
    expect(within(screen.getByRole('listbox', { name: 'Script' })).queryByText(/get anywhere/)).toBeNull()
    await screen.findByText('Segment 2 was not deleted')
    expect(scriptRow(2)).toBeTruthy()
  })

  it('asks before it erases', async () => {
    const deleteSegments = vi.fn(inventedLibrary(new URLSearchParams()).deleteSegments)
    const settings = { theme: 'system', erase_instead_of_trash: true, confirm_before_delete: false } as const
    start('', { deleteSegments, getSettings: () => Promise.resolve(settings) })
    await openProject()
    await fireEvent.click(scriptRow(2))
    await fireEvent.click(screen.getByRole('button', { name: 'Delete segment' }))
    expect(deleteSegments).not.toHaveBeenCalled()
    await fireEvent.click(await screen.findByRole('button', { name: 'Erase' }))
    await waitFor(() => expect(deleteSegments).toHaveBeenCalledWith({ ids: [2], mode: 'lift', erase: true }))
  })

  it('says what to do when the library cannot be opened', async () => {
    start('trouble')
    await screen.findByRole('heading', { name: 'This library is open elsewhere' })
    expect(screen.getByText('Close it there, then try again.')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Choose a library…' })).toBeTruthy()
  })

  it('keeps the library that is open when another one cannot be opened', async () => {
    const newer = new IpcError({ code: 'library_too_new', message: 'Written by a newer Segue.' })
    start('', { chooseLibrary: () => Promise.reject(newer) })
    await fireEvent.click(await screen.findByRole('button', { name: 'Open other library…' }))
    await screen.findByText('The library was not opened')
    expect(screen.getByRole('button', { name: 'The Hare and the Tortoise' })).toBeTruthy()
  })

  it('offers the sample story where there is none', async () => {
    start('empty')
    expect(await screen.findByRole('button', { name: /Open the sample story/ })).toBeTruthy()
  })

  it('follows the menu', async () => {
    let choose: (id: string) => void = () => undefined
    start('', {
      onMenu: (listener) => {
        choose = listener
        return Promise.resolve(() => undefined)
      },
    })
    await openProject()
    choose('shortcuts.show')
    expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy()
    choose('no.such.action')
  })
})
