import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'
import { markdown } from './markdown.ts'

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), svelteTesting(), markdown()],
  // Tauri waits for this very address, so another free port would be of no use.
  // The mark lies beside the page's folder.
  server: { port: 5173, strictPort: true, fs: { allow: ['..'] } },
  build: {
    // WebKitGTK 2.36 and WebView2 both know ES2022; nothing older runs the shell.
    target: ['es2022', 'safari15.4'],
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
