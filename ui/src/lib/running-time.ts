/** What a story, or what is left of one, is heard for. */
export interface Heard {
  /** Sum of the audio durations, in milliseconds. */
  duration_ms: number
  /** How many segments have no audio. */
  silent: number
}

/** How long a story plays, in milliseconds: its audio, and so much for each segment without. */
export function runningMs({ duration_ms: audio, silent }: Heard, silenceMs: number): number {
  return audio + silent * silenceMs
}
