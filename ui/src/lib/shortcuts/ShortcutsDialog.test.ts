import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import { inventedLibrary } from '../../../dev/library'
import App from '../../App.svelte'

async function open() {
  const ipc = inventedLibrary(new URLSearchParams())
  const setSettings = vi.fn(ipc.setSettings)
  const labelMenu = vi.fn(ipc.labelMenu)
  render(App, { ipc: { ...ipc, setSettings, labelMenu } })
  await fireEvent.click(await screen.findByRole('button', { name: 'The Hare and the Tortoise' }))
  // The library's page, which goes, has a button by that name too.
  await screen.findByRole('listbox', { name: 'Timeline' })
  await fireEvent.click(await screen.findByRole('button', { name: 'Keyboard shortcuts' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' }))
  return { dialog, setSettings, labelMenu }
}

type Dialog = Awaited<ReturnType<typeof open>>['dialog']

const press = (key: string, more: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more })
const click = (dialog: Dialog, name: string) => fireEvent.click(dialog.getByRole('button', { name }))

describe('the shortcuts', () => {
  it('are found by name and by keys', async () => {
    const { dialog } = await open()
    await fireEvent.input(dialog.getByRole('textbox', { name: 'Find an action' }), {
      target: { value: 'redo' },
    })
    expect(dialog.getAllByRole('listitem')).toHaveLength(1)
    await fireEvent.input(dialog.getByRole('textbox', { name: 'Find an action' }), { target: { value: '' } })
    await click(dialog, 'Find by keys')
    await press('Backspace')
    expect(dialog.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
      expect.stringContaining('Delete, keep the gap'),
    ])
  })

  it('are changed by pressing others, in the menu and in tooltips too', async () => {
    const { dialog, setSettings, labelMenu } = await open()
    await click(dialog, 'Change Ctrl+Z of Undo')
    await press('Control', { ctrlKey: true })
    await press('u', { ctrlKey: true })
    expect(setSettings.mock.lastCall?.[0].key_bindings).toEqual({ 'edit.undo': ['Mod+U'] })
    expect(dialog.getByText('Undo: Ctrl+U.')).toBeTruthy()
    await waitFor(() => expect(labelMenu.mock.lastCall?.[0].keys['edit.undo']).toBe('Ctrl+U'))
    const undo = document.querySelector('.toolbar [aria-keyshortcuts="Control+U"]')
    expect(undo?.getAttribute('title')).toContain('(Ctrl+U)')
    await click(dialog, 'Reset Undo')
    expect(setSettings.mock.lastCall?.[0].key_bindings).toEqual({})
  })

  it('stay when Escape cancels, which leaves the dialog open', async () => {
    const { dialog, setSettings } = await open()
    await click(dialog, 'Add keys for Undo')
    await press('Escape')
    expect(dialog.getByText('Nothing was changed.')).toBeTruthy()
    expect(screen.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy()
    expect(setSettings).not.toHaveBeenCalled()
  })

  it('are taken from another action only when asked to', async () => {
    const { dialog, setSettings } = await open()
    await click(dialog, 'Add keys for Undo')
    await press('y', { ctrlKey: true })
    expect(dialog.getByRole('alert').textContent).toContain('in use by “Redo”')
    await click(dialog, 'Cancel')
    expect(setSettings).not.toHaveBeenCalled()
    await click(dialog, 'Add keys for Undo')
    await press('y', { ctrlKey: true })
    await click(dialog, 'Take from “Redo”')
    expect(setSettings.mock.lastCall?.[0].key_bindings).toEqual({
      'edit.undo': ['Mod+Z', 'Mod+Y'],
      'edit.redo': ['Mod+Shift+Z'],
    })
  })

  it('are removed, follow a preset, and are all reset', async () => {
    const { dialog, setSettings } = await open()
    await click(dialog, 'Remove Ctrl+Y from Redo')
    await fireEvent.change(dialog.getByRole('combobox', { name: 'Keys as in' }), {
      target: { value: 'resolve' },
    })
    expect(setSettings.mock.lastCall?.[0]).toMatchObject({
      key_preset: 'resolve',
      key_bindings: { 'edit.redo': ['Mod+Shift+Z'] },
    })
    expect(dialog.getByRole('button', { name: 'Change Shift+Z of Fit the story' })).toBeTruthy()
    await click(dialog, 'Remove Shift+Z from Fit the story')
    await click(dialog, 'Reset all…')
    await click(dialog, 'Reset all keys')
    expect(setSettings.mock.lastCall?.[0]).toMatchObject({ key_preset: 'resolve', key_bindings: {} })
  })
})
