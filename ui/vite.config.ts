import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'
import { markdown } from './markdown.ts'
import { preloaded } from './preloaded.ts'

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), svelteTesting(), markdown(), preloaded()],
  // Tauri waits for this very address, so another free port would be of no use.
  // The mark lies beside the page's folder.
  server: { port: 5173, strictPort: true, fs: { allow: ['..'] } },
  build: {
    // The styles want container queries and color-mix(), so nothing older than WebKitGTK 2.40 (Safari 16.4, macOS
    // 13.3, which the installer asks for) has to be served.
    // For Safari 15 every private field would become a WeakMap.
    target: ['es2022', 'safari16.4'],
    // An inlined asset would be a data: URL, which the content security policy refuses for scripts and styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // For `cargo xtask licences`, which writes what the window shows of them.
    license: mode === 'licences' && { fileName: 'licences.json' },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['dev/patience.ts'],
    testTimeout: 60_000,
  },
}))
