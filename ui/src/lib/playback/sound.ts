import type { MediaId } from '../ipc/types'

/** Why a take is not heard: no decoder for it, no file, or something else. */
export type Problem = 'codec' | 'missing' | 'failed'

/** One take, on its way or ready to be heard. */
export interface Sound {
  readonly isReady: boolean
  /** How far it has been heard, in milliseconds. */
  readonly positionMs: number
  /** Is heard from where it stands, as soon as it is ready. `rate` is 1 for as it was spoken. */
  play(rate: number): void
  pause(): void
  seek(ms: number): void
  /** Falls silent for ever and lets go of the file's bytes. */
  release(): void
}

/** What a sound tells. Nothing any more once it is released. */
export interface SoundListener {
  ready: () => void
  ended: () => void
  failed: (problem: Problem) => void
}

/** Where sounds come from. */
export interface Sounds {
  load(take: MediaId, listener: SoundListener): Sound
}

/** Time, in milliseconds. */
export interface Clock {
  now(): number
  /** Calls once. Answers how to call that off. */
  after(ms: number, call: () => void): () => void
}
