import { expect, test, vi } from 'vitest'
import { settled } from '../timeline/inventedCore'
import { reading } from './reading'

test('asking many times during a read costs one more', async () => {
  const ends: (() => void)[] = []
  const read = vi.fn(() => new Promise<void>((end) => ends.push(end)))
  const ask = reading(read)
  const all = [ask(), ask(), ask()]
  expect(read).toHaveBeenCalledTimes(1)
  ends[0]?.()
  await settled()
  expect(read).toHaveBeenCalledTimes(2)
  ends[1]?.()
  await Promise.all(all)
  expect(read).toHaveBeenCalledTimes(2)
})

test('a failed read is told to who asked for it, and the next one still comes', async () => {
  const read = vi.fn(() => Promise.resolve()).mockRejectedValueOnce(new Error('no'))
  const ask = reading(read)
  const [first, second] = [ask(), ask()]
  await expect(first).rejects.toThrow('no')
  await second
  expect(read).toHaveBeenCalledTimes(2)
})
