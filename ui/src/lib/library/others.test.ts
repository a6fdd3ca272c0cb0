import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import { inventedLibrary } from '../../../dev/library'
import App from '../../App.svelte'
import { type Errand, type Ipc, IpcError } from '../ipc'

/** Starts the window; answers its menu and what it is asked for from outside. */
function start(changes: Partial<Ipc> = {}) {
  const library = inventedLibrary(new URLSearchParams())
  const nothing = () => undefined
  const doors: { choose: (id: string) => void; send: (errand: Errand) => void } = {
    choose: nothing,
    send: nothing,
  }
  let waiting: Errand[] = []
  const labelMenu = vi.fn(library.labelMenu)
  const openRecentLibrary = vi.fn(library.openRecentLibrary)
  render(App, {
    ipc: {
      ...library,
      labelMenu,
      openRecentLibrary,
      onMenu: (listener) => {
        doors.choose = listener
        return Promise.resolve(() => undefined)
      },
      takeErrands: () => Promise.resolve(waiting.splice(0)),
      onErrands: (listener) => {
        doors.send = (errand) => {
          waiting = [errand]
          listener()
        }
        return Promise.resolve(() => undefined)
      },
      ...changes,
    },
  })
  const inMenu = () => labelMenu.mock.lastCall?.[0].others.map(({ index, library }) => [index, library.name])
  return { doors, openRecentLibrary, inMenu }
}

describe('libraries that were open before', () => {
  it('stand on the page and in the menu, this one left out, and the menu opens them by their place', async () => {
    const { doors, openRecentLibrary, inMenu } = start()
    await screen.findByRole('button', { name: /Drafts/ })
    await waitFor(() => expect(inMenu()).toEqual([[1, 'Drafts'], [2, 'Winter stories']])) // prettier-ignore
    doors.choose('library.others.1')
    await waitFor(() => expect(openRecentLibrary).toHaveBeenCalledWith(1))
  })

  it('can’t be chosen where they are gone, and say so', async () => {
    start()
    const gone = await screen.findByRole('button', { name: /Winter stories.*not found/ })
    expect((gone as HTMLButtonElement).disabled).toBe(true)
  })

  it('are looked for again when one did not open', async () => {
    const { recentLibraries } = inventedLibrary(new URLSearchParams())
    let isGone = false
    const { doors } = start({
      openRecentLibrary: () => {
        isGone = true
        return Promise.reject(new IpcError({ code: 'media_missing', message: 'There is no library.' }))
      },
      recentLibraries: async () =>
        (await recentLibraries()).map((library) => ({ ...library, gone: library.gone || isGone })),
    })
    await screen.findByRole('button', { name: /Drafts/ })
    doors.choose('library.others.1')
    await screen.findByText('The library was not opened')
    await screen.findByRole('button', { name: /Drafts.*not found/ })
  })

  it('are forgotten from the page and from the menu', async () => {
    const { doors, inMenu } = start()
    await screen.findByRole('heading', { name: 'Recent libraries' })
    doors.choose('library.others.clear')
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'Recent libraries' })).toBeNull())
    await waitFor(() => expect(inMenu()).toEqual([]))
  })

  it('do not open from the menu while something lies over the page', async () => {
    const { doors, openRecentLibrary } = start()
    await fireEvent.click(await screen.findByRole('button', { name: 'Settings' }))
    doors.choose('library.others.1')
    expect(openRecentLibrary).not.toHaveBeenCalled()
  })
})

describe('a library that is opened from outside', () => {
  it('takes back a question about the one before', async () => {
    const deleteProject = vi.fn()
    const { doors } = start({ deleteProject })
    await fireEvent.click(await screen.findByRole('button', { name: 'Delete The Fox and the Grapes' }))
    await screen.findByRole('button', { name: 'Delete project' })
    doors.send({ kind: 'open_library', folder: { token: 't1', name: 'Fables' } })
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Delete project' })).toBeNull())
    expect(deleteProject).not.toHaveBeenCalled()
  })
})
