import { fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Receipt as ReceiptData } from './receipt'
import Receipt from './Receipt.svelte'
import { Receipts } from './receipts.svelte'

const run = vi.fn()
const done: ReceiptData = {
  title: 'Deleted segment 9',
  detail: 'gap left at 9',
  tone: 'done',
  actions: [{ label: 'Close gap', run }],
}

function show(receipt: ReceiptData) {
  const dismiss = vi.fn()
  const { container } = render(Receipt, { receipt, dismiss, stays: 1000 })
  return { dismiss, box: container.firstElementChild as HTMLElement }
}

describe('a receipt', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('goes by itself', () => {
    const { dismiss } = show(done)
    vi.advanceTimersByTime(999)
    expect(dismiss).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(dismiss).toHaveBeenCalledOnce()
  })

  it('stays while the pointer is on it', async () => {
    const { dismiss, box } = show(done)
    await fireEvent.pointerEnter(box)
    vi.advanceTimersByTime(60_000)
    expect(dismiss).not.toHaveBeenCalled()
    await fireEvent.pointerLeave(box)
    vi.advanceTimersByTime(1000)
    expect(dismiss).toHaveBeenCalledOnce()
  })

  it('stays while it has the focus', async () => {
    const { dismiss, box } = show(done)
    await fireEvent.focusIn(box)
    vi.advanceTimersByTime(60_000)
    expect(dismiss).not.toHaveBeenCalled()
  })

  it('stays with a problem until it is dismissed', async () => {
    const { dismiss } = show({ ...done, tone: 'problem' })
    vi.advanceTimersByTime(600_000)
    expect(dismiss).not.toHaveBeenCalled()
    await fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(dismiss).toHaveBeenCalledOnce()
  })

  it('runs its action and goes', async () => {
    const { dismiss } = show(done)
    await fireEvent.click(screen.getByRole('button', { name: 'Close gap' }))
    expect(run).toHaveBeenCalledOnce()
    expect(dismiss).toHaveBeenCalledOnce()
  })
})

describe('the receipts on show', () => {
  it('replaces good news and keeps problems', () => {
    const receipts = new Receipts()
    receipts.show(() => ({ ...done, title: 'first' }))
    receipts.show(() => ({ ...done, title: 'trouble', tone: 'problem' }))
    receipts.show(() => ({ ...done, title: 'last' }))
    expect(receipts.shown.map(({ tell }) => tell().title)).toEqual(['trouble', 'last'])
  })
})
