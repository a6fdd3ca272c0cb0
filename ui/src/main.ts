import './base.css'
import { tauriIpc as ipc } from './lib/ipc'
import { askForStart } from './lib/starting'
import './tokens.css'

const target = document.getElementById('app')
if (target) void start(target)

/** The questions go out while the page's own code is still on its way, and what they bring is painted at once. */
async function start(target: Element): Promise<void> {
  const starting = askForStart(ipc)
  const [{ showPage }] = await Promise.all([import('./page'), starting.story.catch(() => null)])
  showPage(target, { ipc, starting })
}
