import { check } from './check'
import { common } from './common'
import { errors } from './errors'
import { exporting } from './exporting'
import { find } from './find'
import { files } from './files'
import { help } from './help'
import { inspector, preview } from './inspector'
import { backups, library, projects, retention } from './library'
import { history, trash } from './panels'
import { playing } from './playing'
import { status, toolbar } from './project'
import { progress } from './progress'
import { deleteTip, receipts } from './receipts'
import { settings } from './settings'
import { actions, shortcuts } from './shortcuts'
import { steps } from './steps'
import { editing, script, timeline } from './timeline'

/** The English catalogue, which says what every other one has to say. */
export const en = {
  actions,
  backups,
  check,
  common,
  deleteTip,
  editing,
  errors,
  exporting,
  find,
  files,
  help,
  history,
  inspector,
  library,
  playing,
  preview,
  progress,
  projects,
  receipts,
  retention,
  script,
  settings,
  shortcuts,
  status,
  steps,
  timeline,
  toolbar,
  trash,
}

export type Texts = typeof en
