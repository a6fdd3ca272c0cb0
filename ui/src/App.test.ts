import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import { inventedLibrary } from '../dev/library'
import App from './App.svelte'
import { afterPaint } from './lib/frame'
import { type Ipc, IpcError } from './lib/ipc'

function start(query = '', changes: Partial<Ipc> = {}): Ipc {
  const ipc = { ...inventedLibrary(new URLSearchParams(query)), ...changes }
  render(App, { ipc })
  return ipc
}

async function openProject(): Promise<void> {
  await fireEvent.click(await screen.findByRole('button', { name: 'The Hare and the Tortoise' }))
  await screen.findByRole('listbox', { name: 'Script' })
  await inspects(1)
}

async function inspects(number: number): Promise<void> {
  await screen.findByRole('heading', { name: `Segment ${number}` })
  await screen.findByRole('textbox', { name: 'Narration' })
}

async function chooseRow(number: number): Promise<void> {
  await fireEvent.click(scriptRow(number))
  await inspects(number)
}

function scriptRow(number: number): HTMLElement {
  const script = within(screen.getByRole('listbox', { name: 'Script' }))
  return script.getByRole('option', { name: new RegExp(`^${number}\\.`) })
}

const narration = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Narration' })

describe('the window', () => {
  it('opens the only story of a library by itself', async () => {
    start('one')
    await screen.findByRole('listbox', { name: 'Script' })
  })

  it('tells why the only story of a library is not shown, and offers it', async () => {
    start('one', { readOutline: () => Promise.reject(new IpcError({ code: 'io', message: 'The disk.' })) })
    await screen.findByText('The project could not be opened')
    await screen.findByRole('button', { name: 'The Hare and the Tortoise' })
  })

  it('saves what was typed before it shows another segment', async () => {
    const editSegment = vi.fn(inventedLibrary(new URLSearchParams()).editSegment)
    start('', { editSegment })
    await openProject()
    await chooseRow(2)
    await fireEvent.input(narration(), { target: { value: 'Never?' } })
    await fireEvent.blur(narration())
    await chooseRow(3)
    await waitFor(() => expect(editSegment).toHaveBeenCalledWith({ id: 2, text: 'Never?' }))
    expect(narration().value).toContain('sooner than you think')
  })

  it('has the fields of what was chosen for whoever goes to them before a frame is painted', async () => {
    start()
    await openProject()
    await new Promise<void>((painted) => afterPaint(painted))
    const field = narration()
    vi.spyOn(window, 'requestAnimationFrame').mockReturnValue(0)
    await fireEvent.keyDown(screen.getByRole('listbox', { name: 'Timeline' }), { key: 'End' })
    expect(narration(), 'it follows behind the frame, which is held here').toBe(field)
    field.focus()
    expect(narration().value, 'a word typed now would go to another segment').toContain('in time.')
    expect(narration(), 'the undo of the field is of another segment').not.toBe(field)
    expect(document.activeElement, 'the keys go where they were sent').toBe(narration())
    vi.restoreAllMocks()
  })

  it('saves what was typed before a delete', async () => {
    const order: string[] = []
    const library = inventedLibrary(new URLSearchParams())
    start('', {
      editSegment: (request) => (order.push(`edit ${request.text}`), library.editSegment(request)),
      deleteSegments: (request) => (order.push('delete'), library.deleteSegments(request)),
    })
    await openProject()
    await chooseRow(2)
    await fireEvent.input(narration(), { target: { value: 'Last words' } })
    await fireEvent.click(screen.getByRole('button', { name: 'Delete segment' }))
    await waitFor(() => expect(order).toEqual(['edit Last words', 'delete']))
  })

  it('saves what was typed before it splits, copies and merges', async () => {
    const order: string[] = []
    const library = inventedLibrary(new URLSearchParams())
    start('', {
      editSegment: (request) => (order.push(`edit ${request.text}`), library.editSegment(request)),
      splitSegment: (request) => (order.push(`split at ${request.at}`), library.splitSegment(request)),
      mergeWithNext: (request) => (order.push('merge'), library.mergeWithNext(request)),
      duplicateSegments: (request) => (order.push('duplicate'), library.duplicateSegments(request)),
    })
    await openProject()
    await chooseRow(2)
    await fireEvent.input(narration(), { target: { value: 'Last words' } })
    narration().focus()
    narration().setSelectionRange(4, 4)
    await fireEvent.keyDown(narration(), { key: 'Enter', ctrlKey: true })
    await waitFor(() => expect(order).toEqual(['edit Last words', 'split at 4']))
    await fireEvent.input(narration(), { target: { value: 'More' } })
    await fireEvent.keyDown(narration(), { key: 'j', ctrlKey: true })
    await waitFor(() => expect(order.slice(2)).toEqual(['edit More', 'merge']))
    await fireEvent.input(narration(), { target: { value: 'The end' } })
    await fireEvent.keyDown(screen.getByRole('listbox', { name: 'Script' }), { key: 'd', ctrlKey: true })
    await waitFor(() => expect(order.slice(4)).toEqual(['edit The end', 'duplicate']))
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
    await chooseRow(2)
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
    const status = screen.getByRole('status', { name: 'Status' })
    await waitFor(() => expect(status.textContent).toContain('1 text not saved'))
  })

  it('brings a segment back when its delete fails, and says why', async () => {
    start('fail')
    await openProject()
    await chooseRow(2)
    await fireEvent.click(screen.getByRole('button', { name: 'Delete segment' }))
    expect(within(screen.getByRole('listbox', { name: 'Script' })).queryByText(/get anywhere/)).toBeNull()
    await screen.findByText('Segment 2 was not deleted')
    expect(scriptRow(2)).toBeTruthy()
  })

  it('asks before it erases', async () => {
    const deleteSegments = vi.fn(inventedLibrary(new URLSearchParams()).deleteSegments)
    const given = await inventedLibrary(new URLSearchParams()).getSettings()
    const settings = { ...given, erase_instead_of_trash: true }
    start('', { deleteSegments, getSettings: () => Promise.resolve(settings) })
    await openProject()
    await chooseRow(2)
    await fireEvent.click(screen.getByRole('button', { name: 'Delete segment' }))
    expect(deleteSegments).not.toHaveBeenCalled()
    await fireEvent.click(await screen.findByRole('button', { name: 'Erase' }))
    await waitFor(() =>
      expect(deleteSegments).toHaveBeenCalledWith({ ids: [2], mode: 'lift', erase: true }, expect.anything()),
    )
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

  it('shows no stories while it is not known whether another library has one or many', async () => {
    let answer: (project: null) => void = () => undefined
    const onlyProject = vi
      .fn<Ipc['onlyProject']>(() => new Promise((resolve) => (answer = resolve)))
      .mockResolvedValueOnce(null)
    const chooseLibrary = () => inventedLibrary(new URLSearchParams()).openRecentLibrary(0)
    start('', { onlyProject, chooseLibrary })
    await fireEvent.click(await screen.findByRole('button', { name: 'Open other library…' }))
    await waitFor(() => expect(onlyProject).toHaveBeenCalledTimes(2))
    expect(screen.queryByRole('button', { name: 'The Hare and the Tortoise' })).toBeNull()
    answer(null)
    await screen.findByRole('button', { name: 'The Hare and the Tortoise' })
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

  it('takes a delete back by key, and shows it again', async () => {
    start()
    await openProject()
    await chooseRow(2)
    await fireEvent.keyDown(screen.getByRole('listbox', { name: 'Script' }), { key: 'Delete' })
    await screen.findByText('Deleted segment 2')
    await screen.findByRole('button', { name: 'Undo delete segment' })
    await fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true })
    await screen.findByText('Undid delete segment')
    expect(scriptRow(2).getAttribute('aria-selected')).toBe('true')
    expect(await screen.findByRole('button', { name: 'Redo delete segment' })).toBeTruthy()
  })

  it('leaves Ctrl+Z in a text field to the field', async () => {
    const undo = vi.fn(inventedLibrary(new URLSearchParams()).undo)
    start('', { undo })
    await openProject()
    await fireEvent.keyDown(narration(), { key: 'z', ctrlKey: true })
    expect(undo).not.toHaveBeenCalled()
  })

  it('lets Undo on a receipt bring back its own delete and leave later work alone', async () => {
    const library = inventedLibrary(new URLSearchParams())
    const restoreSegments = vi.fn(library.restoreSegments)
    start('', { ...library, restoreSegments })
    await openProject()
    await chooseRow(2)
    await fireEvent.click(screen.getByRole('button', { name: 'Delete segment' }))
    await screen.findByText('Deleted segment 2')
    await fireEvent.input(narration(), { target: { value: 'Written since' } })
    await fireEvent.click(within(screen.getByRole('region', { name: 'Receipts' })).getByText('Undo'))
    await screen.findByText('Restored segment 2')
    expect(restoreSegments).toHaveBeenCalledWith({ ids: [2] }, expect.anything())
    expect(within(screen.getByRole('listbox', { name: 'Script' })).getByText('Written since')).toBeTruthy()
  })

  it('restores from the trash panel, by key, and asks before it deletes for ever', async () => {
    start()
    await openProject()
    await fireEvent.keyDown(document.body, { key: 'T', ctrlKey: true, shiftKey: true })
    const list = await screen.findByRole('listbox', { name: 'Deleted segments' })
    expect(document.activeElement).toBe(list)
    await fireEvent.keyDown(list, { key: 'Delete' })
    await fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }))
    expect(screen.getByRole('button', { name: 'Trash, 2 segments' })).toBeTruthy()
    await fireEvent.keyDown(list, { key: 'Enter' })
    await screen.findByText('Restored segment 9')
    expect(await screen.findByRole('button', { name: 'Trash, 1 segment' })).toBeTruthy()
    await fireEvent.keyDown(list, { key: 'Delete' })
    await fireEvent.click(await screen.findByRole('button', { name: 'Delete for ever' }))
    await screen.findByText('The trash is empty.')
    await screen.findByText('Deleted 1 segment for ever')
  })

  it('restores into a gap', async () => {
    start()
    await openProject()
    const script = screen.getByRole('region', { name: 'Script' })
    await fireEvent.click(within(script).getByRole('button', { name: 'Restore 1 removed after segment 4' }))
    await screen.findByText('Restored segment 5')
    await waitFor(() => expect(scriptRow(5).getAttribute('aria-selected')).toBe('true'))
  })

  it('goes back to a point of the history', async () => {
    start()
    await openProject()
    await fireEvent.click(screen.getByRole('button', { name: 'History' }))
    const list = await screen.findByRole('listbox', { name: 'Steps, the newest first' })
    await fireEvent.click(within(list).getByRole('option', { name: /^Import story/ }))
    await screen.findByText('Undid 2 steps')
    await waitFor(() => scriptRow(5))
    await screen.findByText('3 steps, 2 undone')
  })
})
