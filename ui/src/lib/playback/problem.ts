import { t } from '../texts'
import type { Problem } from './sound'

/** Says why a take is not heard, and what helps. */
export function problemInWords(problem: Problem): string {
  const words = t().playing[problem]
  const hasRemedy = problem === 'codec' && navigator.userAgent.includes('Linux')
  return hasRemedy ? `${words} ${t().playing.codecRemedy}` : words
}
