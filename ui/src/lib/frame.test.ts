import { expect, test, vi } from 'vitest'
import { afterPaint } from './frame'

const painted = () => new Promise((go) => requestAnimationFrame(() => setTimeout(go)))

test('what waits for a frame comes behind it, in order, once, and by one callback of the frame', async () => {
  const asked = vi.spyOn(globalThis, 'requestAnimationFrame')
  const ran: string[] = []
  afterPaint(() => ran.push('one'))
  const cancel = afterPaint(() => ran.push('cancelled'))
  afterPaint(() => ran.push('two'))
  expect(asked).toHaveBeenCalledTimes(1)
  cancel()
  expect(ran).toEqual([])
  await painted()
  expect(ran).toEqual(['one', 'two'])
  await painted()
  expect(ran).toEqual(['one', 'two'])
  asked.mockRestore()
})

test('what is cancelled by one that came before it stays away', async () => {
  const ran: string[] = []
  const doors = { cancel: () => {} }
  afterPaint(() => {
    ran.push('first')
    doors.cancel()
  })
  doors.cancel = afterPaint(() => ran.push('second'))
  await painted()
  expect(ran).toEqual(['first'])
})
