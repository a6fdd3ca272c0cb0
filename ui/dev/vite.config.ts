import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { markdown } from '../markdown.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

// The window with an invented library, to look at it in a browser: `npx vite --config dev/vite.config.ts`.
export default defineConfig({
  root: here,
  plugins: [
    svelte({ configFile: '../svelte.config.js' }),
    markdown(),
    {
      name: 'invented-media',
      enforce: 'pre',
      resolveId: (source) => (/(^|\/)media$/.test(source) ? `${here}media.ts` : undefined),
    },
  ],
  server: { port: 5181, strictPort: true, fs: { allow: [fileURLToPath(new URL('../..', import.meta.url))] } },
})
