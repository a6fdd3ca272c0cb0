import type { Confirmation } from '../dialog/questions.svelte'
import type { Settings } from '../ipc'
import { t } from '../texts'

/** Returns what to ask before segments are deleted; null where the settings say to ask nothing. */
export function deleteQuestion(segments: number, settings: Settings): Confirmation | null {
  const { editing } = t()
  if (settings.erase_instead_of_trash) {
    return { title: editing.askErase(segments), text: editing.aboutErase, confirm: editing.erase }
  }
  if (!settings.confirm_before_delete) return null
  return { title: editing.askDelete(segments), text: editing.aboutDelete, confirm: editing.delete }
}
