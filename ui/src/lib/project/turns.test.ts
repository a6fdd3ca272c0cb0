import { describe, expect, test } from 'vitest'
import { settled } from '../timeline/inventedCore'
import { Turns } from './turns'

/** Work that says when it starts and ends when told to. */
function work() {
  const started: string[] = []
  const ends = new Map<string, { done: () => void; fail: () => void }>()
  const make = (name: string) => () => {
    started.push(name)
    return new Promise<void>((done, fail) => ends.set(name, { done, fail: () => fail(new Error(name)) }))
  }
  return { started, ends, make }
}

describe('turns', () => {
  test('changes run side by side', async () => {
    const { started, make } = work()
    const turns = new Turns()
    void turns.together(make('a'))
    void turns.together(make('b'))
    await settled()
    expect(started).toEqual(['a', 'b'])
  })

  test('a step waits for the changes before it, and those after wait for the step', async () => {
    const { started, ends, make } = work()
    const turns = new Turns()
    void turns.together(make('delete'))
    void turns.alone(make('undo'))
    void turns.together(make('add'))
    await settled()
    expect(started).toEqual(['delete'])
    ends.get('delete')?.done()
    await settled()
    expect(started).toEqual(['delete', 'undo'])
    ends.get('undo')?.done()
    await settled()
    expect(started).toEqual(['delete', 'undo', 'add'])
  })

  test('a failure holds nobody up, and reaches who asked', async () => {
    const { started, ends, make } = work()
    const turns = new Turns()
    const failing = turns.together(make('delete'))
    const step = turns.alone(make('undo'))
    void turns.alone(make('undo again'))
    await settled()
    ends.get('delete')?.fail()
    await expect(failing).rejects.toThrow('delete')
    await settled()
    ends.get('undo')?.fail()
    await expect(step).rejects.toThrow('undo')
    await settled()
    expect(started).toEqual(['delete', 'undo', 'undo again'])
  })
})
