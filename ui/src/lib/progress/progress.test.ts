import { fireEvent, render, screen } from '@testing-library/svelte'
import { describe, expect, it, test, vi } from 'vitest'
import { inventedLibrary } from '../../../dev/library'
import App from '../../App.svelte'
import { type Ipc, IpcError, type Progress, type Watch } from '../ipc'
import { t } from '../texts'
import { UnderWay } from './under-way.svelte'

const copying: Progress = { stage: 'copying_files', done: 120, total: 31_000, can_cancel: true }

describe('how far work is', () => {
  test('is said with counts, or without where there are none', () => {
    expect(t().progress.far(copying)).toBe('Copying files, 120 of 31,000')
    expect(t().progress.far({ ...copying, stage: 'saving', done: 0, total: 0 })).toBe('Saving')
  })
})

describe('work under way', () => {
  test('shows once it tells something, and no longer when it is through', async () => {
    const underWay = new UnderWay()
    let tell: Watch['told'] = () => undefined
    let end: (answer: string) => void = () => undefined
    const answer = underWay.watch('importStory', (watch) => {
      tell = watch.told
      return new Promise<string>((resolve) => (end = resolve))
    })
    expect(underWay.shown, 'what is quick never shows').toEqual([])
    tell(copying)
    expect(underWay.shown).toMatchObject([{ what: 'importStory', progress: copying, isCancelling: false }])
    end('done')
    expect(await answer).toBe('done')
    expect(underWay.shown).toEqual([])
  })

  test('that fails is through as well', async () => {
    const underWay = new UnderWay()
    const failing = underWay.watch('importStory', ({ told }) => {
      told(copying)
      return Promise.reject(new Error('full'))
    })
    await expect(failing).rejects.toThrow('full')
    expect(underWay.shown).toEqual([])
  })

  test('is cancelled alone', () => {
    const underWay = new UnderWay()
    const signals: AbortSignal[] = []
    for (const what of ['checkLibrary', 'importStory'] as const) {
      void underWay.watch(what, ({ signal, told }) => {
        signals.push(signal)
        told(copying)
        return new Promise(() => undefined)
      })
    }
    underWay.shown[1]?.cancel()
    expect(signals.map((signal) => signal.aborted)).toEqual([false, true])
    expect(underWay.shown.map((piece) => piece.isCancelling)).toEqual([false, true])
  })
})

/** A window whose import goes on until it is cancelled; what its core is told and tells. */
function importing(): { tell: (progress: Progress) => void } {
  const watches: Watch[] = []
  const importStory: Ipc['importStory'] = (_, watch) =>
    new Promise((_resolve, reject) => {
      if (!watch) return
      watches.push(watch)
      watch.signal.addEventListener('abort', () =>
        reject(new IpcError({ code: 'cancelled', message: 'Cancelled. Nothing was changed.' })),
      )
    })
  const chooseStory = () => Promise.resolve({ token: 'token', name: 'fox.txt' })
  render(App, { ipc: { ...inventedLibrary(new URLSearchParams()), chooseStory, importStory } })
  return { tell: (progress) => watches.forEach((watch) => watch.told(progress)) }
}

describe('the strip', () => {
  it('counts, is cancelled by key, and the window says that nothing was changed', async () => {
    const { tell } = importing()
    await screen.findByRole('button', { name: 'The Hare and the Tortoise' })
    await fireEvent.keyDown(document.body, { key: 'i', ctrlKey: true })
    await vi.waitFor(() => {
      tell(copying)
      expect(screen.getByRole('progressbar', { name: 'Importing the story' })).toBeTruthy()
    })
    const bar = screen.getByRole<HTMLProgressElement>('progressbar')
    expect([bar.value, bar.max, bar.getAttribute('aria-valuetext')]).toEqual([
      120,
      31_000,
      'Copying files, 120 of 31,000',
    ])
    const cancel = screen.getByRole('button', { name: 'Cancel' })
    cancel.focus()
    expect(document.activeElement, 'the keyboard gets there').toBe(cancel)
    await fireEvent.click(cancel)
    await screen.findByText('The story was not imported')
    expect(screen.getByText('Cancelled. Nothing was changed.')).toBeTruthy()
    expect(screen.queryByRole('progressbar')).toBeNull()
  })

  it('says what goes on once, and never reads counts out', async () => {
    const { tell } = importing()
    await screen.findByRole('button', { name: 'The Hare and the Tortoise' })
    await fireEvent.keyDown(document.body, { key: 'i', ctrlKey: true })
    const said = new Set<string>()
    const words = () => screen.getAllByRole('status').map((status) => status.textContent.trim())
    await vi.waitFor(() => {
      tell(copying)
      expect(words()).toContain('Importing the story…')
    })
    for (const done of [200, 300, 400]) {
      tell({ ...copying, done })
      await vi.waitFor(() => expect(screen.getByRole<HTMLProgressElement>('progressbar').value).toBe(done))
      words().forEach((text) => said.add(text))
    }
    const about = [...said].filter((text) => /Importing|31,000/.test(text))
    expect(about).toEqual(['Importing the story…'])
  })

  it('offers no Cancel once it is too late, and says why', async () => {
    const { tell } = importing()
    await screen.findByRole('button', { name: 'The Hare and the Tortoise' })
    await fireEvent.keyDown(document.body, { key: 'i', ctrlKey: true })
    await vi.waitFor(() => {
      tell({ ...copying, stage: 'moving_files', can_cancel: false })
      expect(screen.getByText('Saved; too late to cancel')).toBeTruthy()
    })
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull()
  })

  it('is within reach of a dialog that covers the page', async () => {
    const { tell } = importing()
    await screen.findByRole('button', { name: 'The Hare and the Tortoise' })
    await fireEvent.keyDown(document.body, { key: 'i', ctrlKey: true })
    await fireEvent.keyDown(document.body, { key: ',', ctrlKey: true })
    const dialog = await screen.findByRole('dialog', { name: 'Settings' })
    await vi.waitFor(() => {
      tell(copying)
      expect(screen.getAllByRole('button', { name: 'Cancel' })).toHaveLength(1)
    })
    expect(dialog.contains(screen.getByRole('button', { name: 'Cancel' }))).toBe(true)
  })
})
