import { cleanup, render } from '@testing-library/svelte'
import { afterEach, expect, test, vi } from 'vitest'
import { written } from './invented'
import Waveform from './Waveform.svelte'
import { Waveforms } from './waveforms'

afterEach(cleanup)

/** Shows a waveform with what it is read by in its surroundings. */
function shown(read: (take: number, signal: AbortSignal) => Promise<ArrayBuffer>) {
  const waveforms = new Waveforms(read)
  const context = new Map<unknown, unknown>([[Waveforms, () => waveforms]])
  return render(Waveform, { props: { take: 3, lastsMs: 1000, width: 120, height: 22 }, context })
}

test('a line stands for a take until its waveform is there', async () => {
  let answer: (bytes: ArrayBuffer) => void = () => undefined
  const { container } = shown(() => new Promise((go) => (answer = go)))
  expect(container.querySelector('.line')).not.toBeNull()
  answer(written([9, 200, 40]))
  await vi.waitFor(() => expect(container.querySelector('canvas')).not.toBeNull())
  expect(container.querySelector('.line')).toBeNull()
})

test('a take that can’t be drawn keeps its line', async () => {
  const read = vi.fn(() => Promise.reject(new Error('415')))
  const { container } = shown(read)
  await vi.waitFor(() => expect(read).toHaveBeenCalledOnce())
  expect(container.querySelector('.line')).not.toBeNull()
})

test('a clip that goes calls its reading off', () => {
  const signals: AbortSignal[] = []
  const { unmount } = shown((_, signal) => {
    signals.push(signal)
    return new Promise(() => undefined)
  })
  unmount()
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
})
