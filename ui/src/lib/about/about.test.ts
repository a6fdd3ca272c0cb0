import { fireEvent, render, screen, within } from '@testing-library/svelte'
import axe from 'axe-core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { inventedLibrary } from '../../../dev/library'
import App from '../../App.svelte'
import type { Ipc } from '../ipc'
import { spoken } from '../texts'

afterEach(() => spoken.speak('en'))

async function open(query: string, name: string, changes: Partial<Ipc> = {}): Promise<HTMLElement> {
  render(App, { ipc: { ...inventedLibrary(new URLSearchParams(query)), ...changes } })
  await fireEvent.click(await screen.findByRole('button', { name }))
  return screen.findByRole('dialog', { name })
}

describe('about Segue', () => {
  it('tells the versions, and leads to the log', async () => {
    const showLogFolder = vi.fn(() => Promise.resolve())
    const dialog = await open('', 'About Segue', { showLogFolder })
    await within(dialog).findByText('2.50.6')
    expect(dialog.textContent).toContain('3.51.3')
    await fireEvent.click(within(dialog).getByRole('button', { name: /log/i }))
    expect(showLogFolder).toHaveBeenCalledOnce()
  })

  it('speaks German, and is sound for those who don’t see it', async () => {
    const dialog = await open('language=de', 'Über Segue')
    expect(dialog.textContent).toContain('Erzählte Bildgeschichten')
    // Colours are looked at in the real window: here nothing is laid out.
    const rules = { 'color-contrast': { enabled: false } }
    const { violations } = await axe.run(dialog, { rules })
    expect(violations.map(({ id }) => id)).toEqual([])
  })
})
