import { flushSync } from 'svelte'
import { expect, test } from 'vitest'
import { Standing } from './standing.svelte'

test('elements are put where their segments stand, and told where they were', () => {
  let spots = $state.raw(
    new Map([
      [1, 10],
      [2, 20],
    ]),
  )
  const put: [string, number, number | undefined][] = []
  const end = $effect.root(() => {
    const standing = new Standing<number>(
      () => spots,
      (element, spot, before) => put.push([element.id, spot, before]),
    )
    for (const id of [1, 2, 3]) {
      const element = Object.assign(document.createElement('div'), { id: String(id) })
      $effect(() => standing.at(id)(element))
    }
  })
  flushSync()
  put.length = 0
  spots = new Map([
    [1, 10],
    [3, 35],
  ])
  flushSync()
  expect(put).toEqual([
    ['1', 10, 10],
    ['3', 35, undefined],
  ])
  end()
})

test('an element that is gone is followed no longer, and another takes its place', () => {
  let spot = $state(1)
  let element = $state.raw(document.createElement('b'))
  const put: [string, number][] = []
  const end = $effect.root(() => {
    const standing = new Standing<number>(
      () => new Map([[7, spot]]),
      ({ tagName }, where) => put.push([tagName, where]),
    )
    $effect(() => standing.at(7)(element))
  })
  flushSync()
  element = document.createElement('i')
  flushSync()
  put.length = 0
  spot = 2
  flushSync()
  expect(put).toEqual([['I', 2]])
  end()
})

test('an element that comes when all else is there is followed, too', () => {
  let spot = $state(1)
  const element = document.createElement('b')
  const put: number[] = []
  const end = $effect.root(() => {
    const standing = new Standing<number>(
      () => new Map([[7, spot]]),
      (_, where) => put.push(where),
    )
    flushSync()
    standing.at(7)(element)
  })
  spot = 2
  flushSync()
  expect(put).toEqual([1, 2])
  end()
})
