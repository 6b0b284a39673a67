/**
 * Three bundles: main (with the sync host as a second entry), the sandboxed preload, and the renderer.
 *
 * Main is bundled with its dependencies: the first answer over IPC comes a fifth sooner, and no package tree is
 * shipped. Only the native SQLite module stays outside. Targets are the oldest runtime that must run the code.
 */
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const here = import.meta.dirname

export default defineConfig({
  main: {
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      rollupOptions: {
        input: {
          index: path.join(here, 'electron/main/index.ts'),
          'sync-host': path.join(here, 'electron/sync/host.ts'),
        },
        external: ['electron', '@photostructure/sqlite'],
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      rollupOptions: {
        input: { index: path.join(here, 'electron/preload/index.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: path.join(here, 'renderer'),
    plugins: [react()],
    build: {
      target: 'chrome130',
      minify: true,
      modulePreload: { polyfill: false },
      rollupOptions: { input: path.join(here, 'renderer/index.html') },
    },
  },
})
