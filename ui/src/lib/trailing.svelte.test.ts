import { flushSync } from 'svelte'
import { expect, test } from 'vitest'
import { Elements } from './elements.svelte'
import { Trailing } from './trailing.svelte'

const painted = () => new Promise((go) => requestAnimationFrame(() => setTimeout(go)))

test('a value is followed behind the frame, once for all changes until then', async () => {
  let value = $state(1)
  const seen: number[] = []
  const end = $effect.root(() => {
    const trailing = new Trailing(() => value)
    $effect(() => void seen.push(trailing.current))
  })
  for (const next of [2, 3]) {
    value = next
    flushSync()
  }
  expect(seen).toEqual([1])
  await painted()
  flushSync()
  expect(seen).toEqual([1, 3])
  end()
})

test('a value is followed at once where somebody is at work, and goes on from there', () => {
  let value = $state(1)
  let isAtWork = $state(false)
  const end = $effect.root(() => {
    const trailing = new Trailing(
      () => value,
      () => isAtWork,
    )
    value = 2
    expect(trailing.current).toBe(1)
    isAtWork = true
    expect(trailing.current).toBe(2)
  })
  end()
})

test('what comes into view is made at once, what comes near it behind the frame', async () => {
  let within = $state.raw([{ id: 1 }, { id: 2 }])
  const made: number[][] = []
  const end = $effect.root(() => {
    const elements = new Elements(
      () => within,
      ({ id }) => id < 4,
    )
    $effect(() => void made.push(elements.made.map(({ id }) => id)))
  })
  flushSync()
  within = [{ id: 2 }, { id: 3 }, { id: 4 }]
  flushSync()
  expect(made.at(-1)).toEqual([2, 3])
  await painted()
  flushSync()
  expect(made.at(-1)).toEqual([2, 3, 4])
  end()
})
