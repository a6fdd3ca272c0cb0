import { describe, expect, test, vi } from 'vitest'
import { written } from './invented'
import { Waveforms } from './waveforms'

/** Reads that are answered when told to. */
function held() {
  const asked: {
    take: number
    signal: AbortSignal
    answer: (bytes: ArrayBuffer) => void
    fail: () => void
  }[] = []
  const read = (take: number, signal: AbortSignal) =>
    new Promise<ArrayBuffer>((answer, refuse) => {
      asked.push({ take, signal, answer, fail: () => refuse(new Error('415')) })
    })
  return { asked, read }
}

const turn = () => new Promise((go) => setTimeout(go))

describe('reading waveforms', () => {
  test('a waveform is read once and then known at once', async () => {
    const { asked, read } = held()
    const waveforms = new Waveforms(read)
    const [first, again] = [vi.fn(), vi.fn()]
    waveforms.ask(7, first)
    asked[0]?.answer(written([1, 2]))
    await turn()
    expect(first).toHaveBeenCalledExactlyOnceWith({ momentMs: 10, peaks: Uint8Array.of(1, 2) })
    waveforms.ask(7, again)
    expect(again).toHaveBeenCalledOnce()
    expect(asked).toHaveLength(1)
  })

  test('two are read at a time, and of those that wait the latest comes first', async () => {
    const { asked, read } = held()
    const waveforms = new Waveforms(read)
    for (const take of [1, 2, 3, 4]) waveforms.ask(take, () => undefined)
    expect(asked.map(({ take }) => take)).toEqual([1, 2])
    asked[1]?.answer(written([1]))
    await turn()
    expect(asked.map(({ take }) => take)).toEqual([1, 2, 4])
  })

  test('a clip that scrolls away is not read, and a late answer goes nowhere', async () => {
    const { asked, read } = held()
    const waveforms = new Waveforms(read)
    const gone = vi.fn()
    const stop = [1, 2, 3].map((take) => waveforms.ask(take, gone))
    stop.forEach((callOff) => callOff())
    expect(asked.every(({ signal }) => signal.aborted)).toBe(true)
    asked.forEach(({ answer }) => answer(written([1])))
    await turn()
    expect(gone).not.toHaveBeenCalled()
    expect(asked, 'the third was never read').toHaveLength(2)
  })

  test('a take that can’t be drawn is shown without, and asked for again when it comes back', async () => {
    const { asked, read } = held()
    const waveforms = new Waveforms(read)
    const given = vi.fn()
    waveforms.ask(1, given)
    asked[0]?.fail()
    await turn()
    expect(given).toHaveBeenCalledExactlyOnceWith(null)
    waveforms.ask(1, given)
    expect(asked).toHaveLength(2)
  })

  test('the ones not looked at the longest are forgotten when there are too many', async () => {
    const read = vi.fn((take: number) => Promise.resolve(written([take])))
    const waveforms = new Waveforms(read, 600)
    const look = async (take: number) => {
      waveforms.ask(take, () => undefined)
      await turn()
    }
    await look(1)
    await look(2)
    await look(1)
    await look(3)
    expect(read).toHaveBeenCalledTimes(3)
    await look(1)
    expect(read, 'looked at just now').toHaveBeenCalledTimes(3)
    await look(2)
    expect(read, 'forgotten for 3').toHaveBeenCalledTimes(4)
  })
})
