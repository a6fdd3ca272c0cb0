import { expect, it, vi } from 'vitest'
import { inventedLibrary } from '../../dev/library'
import { IpcError } from './ipc'
import { askForStart } from './starting'

const library = (query = '') => inventedLibrary(new URLSearchParams(query))

it('asks for everything at once', () => {
  const asked = vi.fn(() => new Promise<never>(() => undefined))
  const waiting = { libraryInfo: asked, onlyProject: asked, getSettings: asked, getLanguage: asked }
  askForStart({ ...library(), ...waiting, recentLibraries: asked })
  expect(asked, 'without waiting for an answer').toHaveBeenCalledTimes(5)
})

it('brings the only story with its beginning whole', async () => {
  const story = await askForStart(library('one')).story
  expect(story?.beginning.segments.map(({ id }) => id)).toEqual([...(story?.outline.ids ?? [])].slice(0, 32))
})

it('brings no story where there is something to choose', async () => {
  expect(await askForStart(library()).story).toBeNull()
})

it('leaves what went wrong to whoever shows it', async () => {
  const refused = new IpcError({ code: 'io', message: 'The disk.' })
  const starting = askForStart({ ...library(), onlyProject: () => Promise.reject(refused) })
  // An unhandled rejection in between would fail this test.
  await new Promise((later) => setTimeout(later))
  await expect(starting.story).rejects.toBe(refused)
})
