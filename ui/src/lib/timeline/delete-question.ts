import type { Confirmation } from '../dialog/questions.svelte'
import type { Settings } from '../ipc'
import { count } from '../words'

/** Returns what to ask before segments are deleted; null where the settings say to ask nothing. */
export function deleteQuestion(segments: number, settings: Settings): Confirmation | null {
  const these = segments === 1 ? 'this segment' : count(segments, 'segment')
  if (settings.erase_instead_of_trash) {
    return {
      title: `Erase ${these} for ever?`,
      text: 'Text, image and audio are erased from the disk at once, as the settings say. They can’t be brought back.',
      confirm: 'Erase',
    }
  }
  if (!settings.confirm_before_delete) return null
  return {
    title: `Delete ${these}?`,
    text: 'Text, image and audio go to the library’s trash folder.',
    confirm: 'Delete',
  }
}
