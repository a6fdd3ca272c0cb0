import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { inventedLibrary } from '../../../dev/library'
import App from '../../App.svelte'
import { type Ipc, IpcError } from '../ipc'
import { spoken } from '../texts'

afterEach(() => {
  spoken.speak('en')
  document.documentElement.removeAttribute('style')
})

async function open(changes: Partial<Ipc> = {}) {
  const ipc = inventedLibrary(new URLSearchParams())
  const setSettings = vi.fn(changes.setSettings ?? ipc.setSettings)
  const labelMenu = vi.fn(ipc.labelMenu)
  render(App, { ipc: { ...ipc, ...changes, setSettings, labelMenu } })
  await fireEvent.click(await screen.findByRole('button', { name: 'Settings' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Settings' }))
  return { dialog, setSettings, labelMenu }
}

const choose = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } })

describe('the settings', () => {
  it('change the language of page and menu at once', async () => {
    const { dialog, labelMenu } = await open()
    await choose(dialog.getByRole('combobox', { name: 'Language' }), 'de')
    const german = within(await screen.findByRole('dialog', { name: 'Einstellungen' }))
    expect(german.getByRole('checkbox', { name: /Vor dem Löschen fragen/ })).toBeTruthy()
    expect(document.documentElement.lang).toBe('de')
    await waitFor(() => expect(labelMenu.mock.lastCall?.[0].language).toBe('de'))
    await choose(german.getByRole('combobox', { name: 'Sprache' }), 'en')
    await screen.findByRole('dialog', { name: 'Settings' })
  })

  it('have what is told on the page told in the new language', async () => {
    const newer = new IpcError({ code: 'library_too_new', message: 'Written by a newer Segue.' })
    const library = inventedLibrary(new URLSearchParams())
    render(App, { ipc: { ...library, chooseLibrary: () => Promise.reject(newer) } })
    await fireEvent.click(await screen.findByRole('button', { name: 'Open other library…' }))
    await screen.findByText('The library was not opened')
    await fireEvent.click(screen.getByRole('button', { name: 'Settings' }))
    await choose(await screen.findByRole('combobox', { name: 'Language' }), 'de')
    await screen.findByText('Die Bibliothek wurde nicht geöffnet')
  })

  it('scale everything with the size of text', async () => {
    const { dialog, setSettings } = await open()
    await choose(dialog.getByRole('combobox', { name: 'Text size' }), '150')
    expect(document.documentElement.style.fontSize).toBe('150%')
    expect(setSettings.mock.lastCall?.[0].text_size).toBe(150)
    await choose(dialog.getByRole('combobox', { name: 'Text size' }), '100')
    expect(document.documentElement.style.fontSize).toBe('')
  })

  it('keep how long silence lasts in milliseconds, and nothing out of range', async () => {
    const { dialog, setSettings } = await open()
    const field = dialog.getByRole<HTMLInputElement>('spinbutton', { name: /Segments without audio last/ })
    expect(field.value).toBe('3')
    await choose(field, '4.5')
    expect(setSettings.mock.lastCall?.[0].silence).toBe(4500)
    await choose(field, '')
    expect([field.value, setSettings.mock.calls.length]).toEqual(['4.5', 1])
  })

  it('say how wide segments without audio are', async () => {
    const settings = { ...(await inventedLibrary(new URLSearchParams()).getSettings()), silence: 6500 }
    render(App, {
      ipc: { ...inventedLibrary(new URLSearchParams()), getSettings: () => Promise.resolve(settings) },
    })
    await fireEvent.click(await screen.findByRole('button', { name: 'The Hare and the Tortoise' }))
    expect(await screen.findByTitle('Segments without audio count 6.5 s')).toBeTruthy()
  })

  it('lead to the trash’s rule and to the keys', async () => {
    const { dialog } = await open()
    await fireEvent.click(dialog.getByRole('button', { name: 'Change how long the trash keeps' }))
    await screen.findByRole('dialog', { name: 'How long the trash keeps' })
  })

  it('go back to what was set when they can’t be kept', async () => {
    const full = new IpcError({ code: 'disk_full', message: 'The disk is full.' })
    const { dialog } = await open({ setSettings: () => Promise.reject(full) })
    await choose(dialog.getByRole('combobox', { name: 'Text size' }), '200')
    await screen.findByText('The settings were not kept')
    expect(document.documentElement.style.fontSize).toBe('')
  })
})
