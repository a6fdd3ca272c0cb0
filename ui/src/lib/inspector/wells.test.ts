import { cleanup, fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Media } from '../ipc'
import type { Playback } from '../playback/playback.svelte'
import { segment } from '../timeline/invented'
import AudioWell from './AudioWell.svelte'
import ImageWell from './ImageWell.svelte'

const media = (id: number, name: string): Media => ({
  id,
  path: `media/${name}`,
  name,
  bytes: 1000,
  width: null,
  height: null,
  missing: false,
})

afterEach(cleanup)

describe('the image well', () => {
  const shown = (part: object = {}) => {
    const doors = { choose: vi.fn(), remove: vi.fn(), paste: vi.fn() }
    render(ImageWell, { segment: segment(1, 0), busy: false, ...doors, ...part })
    return doors
  }

  const paste = () => {
    const event = new Event('paste', { bubbles: true, cancelable: true })
    const files = [new File(['picture'], 'image.png', { type: 'image/png' })]
    Object.assign(event, { clipboardData: { files } })
    document.activeElement?.dispatchEvent(event)
    return event
  }

  test('takes a pasted image when it has the focus', async () => {
    const { paste: pasted } = shown()
    screen.getByRole('button', { name: /Choose an image/ }).focus()
    expect(paste().defaultPrevented).toBe(true)
    await vi.waitFor(() => expect(pasted).toHaveBeenCalledOnce())
  })

  test('leaves a paste elsewhere alone', async () => {
    const { paste: pasted } = shown()
    document.body.focus()
    expect(paste().defaultPrevented).toBe(false)
    await Promise.resolve()
    expect(pasted).not.toHaveBeenCalled()
  })

  test('says that a file is on its way', () => {
    shown({ busy: true })
    expect(screen.getByRole('status').textContent).toContain('Copying into the library')
  })
})

describe('the audio well', () => {
  test('plays the take alone, and stops it', async () => {
    const toggleOnly = vi.fn()
    const playing = { isPlayingOnly: () => false, offsetMs: 0, toggleOnly }
    const one = { ...segment(7, 0, 4000), audio: media(3, 'take.ogg') }
    const doors = { busy: false, choose: vi.fn(), remove: vi.fn() }
    const { rerender } = render(AudioWell, {
      segment: one,
      playback: playing as unknown as Playback,
      ...doors,
    })
    await fireEvent.click(screen.getByRole('button', { name: 'Play the take' }))
    expect(toggleOnly).toHaveBeenCalledExactlyOnceWith(7)
    await rerender({ playback: { ...playing, isPlayingOnly: () => true } as unknown as Playback })
    expect(screen.getByRole('button', { name: 'Stop the take' })).toBeTruthy()
  })
})
