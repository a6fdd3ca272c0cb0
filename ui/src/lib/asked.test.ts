import { fireEvent, render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import { inventedLibrary } from '../../dev/library'
import App from '../App.svelte'
import type { Ipc } from './ipc'

/** The same core, which notes what it is asked. */
function noting(ipc: Ipc, asked: (keyof Ipc)[]): Ipc {
  return new Proxy(ipc, {
    get: (from, name: keyof Ipc) => {
      const ask: unknown = from[name]
      if (typeof ask !== 'function') return ask
      return (...args: unknown[]) => (asked.push(name), Reflect.apply(ask, from, args) as unknown)
    },
  })
}

async function openProject(query = ''): Promise<(keyof Ipc)[]> {
  const asked: (keyof Ipc)[] = []
  render(App, { ipc: noting(inventedLibrary(new URLSearchParams(query)), asked) })
  await fireEvent.click(await screen.findByRole('button', { name: 'The Hare and the Tortoise' }))
  await screen.findByRole('textbox', { name: 'Narration' })
  await screen.findByRole('button', { name: 'Trash, 2 segments' })
  return asked
}

async function deleteOne(): Promise<void> {
  await fireEvent.keyDown(screen.getByRole('listbox', { name: 'Timeline' }), { key: 'Delete' })
  await screen.findByText('Deleted segment 1')
  await screen.findByRole('button', { name: 'Trash, 3 segments' })
  await screen.findByRole('button', { name: 'Undo delete segment' })
}

it('asks little of the core about a delete while no panel is open', async () => {
  const asked = await openProject()
  asked.length = 0
  await deleteOne()
  expect(asked.toSorted()).toEqual(['deleteSegments', 'labelMenu', 'libraryStatus', 'nextSteps'])
})

it('asks for nothing at most steps through a long story', async () => {
  const asked = await openProject('n=200')
  asked.length = 0
  const list = screen.getByRole('listbox', { name: 'Timeline' })
  for (let step = 0; step < 30; step += 1) await fireEvent.keyDown(list, { key: 'ArrowRight' })
  await screen.findByRole('heading', { name: 'Segment 33' })
  expect(asked.length, 'one question a stretch, and not one a step').toBeLessThan(5)
})

it('reads trash and history whole once somebody looks at them, and keeps on', async () => {
  const asked = await openProject()
  await deleteOne()
  asked.length = 0
  await fireEvent.keyDown(document.body, { key: 'T', ctrlKey: true, shiftKey: true })
  const list = await screen.findByRole('listbox', { name: 'Deleted segments' })
  expect(document.activeElement).toBe(list)
  expect(asked).toContain('listTrash')
  expect(asked).toContain('projectHistory')
})
