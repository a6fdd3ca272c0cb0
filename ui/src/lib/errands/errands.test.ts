import { describe, expect, it } from 'vitest'
import type { Errand } from '../ipc'
import { type ErrandDoors, Errands } from './errands'

const story = { token: 't1', name: 'fox.txt' }
const folder = { token: 't2', name: 'Fables' }

function fixture(...fetched: Errand[][]) {
  const done: string[] = []
  let finish: () => void = () => undefined
  let fails = false
  const doors: ErrandDoors = {
    newProject: () => done.push('new project'),
    chooseLibrary: () => done.push('choose library'),
    openLibrary: async ({ token }) => {
      await new Promise<void>((resolve) => (finish = resolve))
      done.push(`open ${token}`)
    },
    importStory: ({ token }) => done.push(`import ${token}`),
    tellOfBadEnd: () => done.push('bad end'),
  }
  const take = async (): Promise<Errand[]> => {
    if (!fails) return fetched.shift() ?? []
    fails = false
    throw new Error('no shell')
  }
  return { done, errands: new Errands(take, doors), finish: () => finish(), failNext: () => (fails = true) }
}

describe('errands', () => {
  it('are done one after the other', async () => {
    const { done, errands, finish } = fixture([
      { kind: 'tell_of_bad_end' },
      { kind: 'open_library', folder },
      { kind: 'import_story', file: story },
    ])
    const all = errands.run()
    await expect.poll(() => done).toEqual(['bad end'])
    finish()
    await all
    expect(done, 'the story goes into the library that was opened first').toEqual([
      'bad end',
      'open t2',
      'import t1',
    ])
  })

  it('that come later wait for the earlier', async () => {
    const { done, errands, finish } = fixture([{ kind: 'open_library', folder }], [{ kind: 'new_project' }])
    const first = errands.run()
    const second = errands.run()
    await expect.poll(() => (finish(), done)).toContain('open t2')
    await Promise.all([first, second])
    expect(done).toEqual(['open t2', 'new project'])
  })

  it('that can’t be fetched do no harm to the next', async () => {
    const { done, errands, failNext } = fixture([{ kind: 'choose_library' }])
    failNext()
    await errands.run()
    expect(done).toEqual([])
    await errands.run()
    expect(done).toEqual(['choose library'])
  })
})
