/**
 * Three bundles: main (with the sync host as a second entry), the sandboxed preload, and the renderer.
 *
 * Main is bundled with its dependencies: the first answer over IPC comes a fifth sooner, and no package tree is
 * shipped. Only the native SQLite module stays outside. Targets are the oldest runtime that must run the code.
 */
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { recordPackages } from './resources/supply-chain/module-record.ts'
import { builtInTrust } from './resources/updates/built-in-trust.ts'

const here = import.meta.dirname

export default defineConfig({
  main: {
    plugins: [
      recordPackages('main', here),
      {
        // Who may sign updates of what is built here; see electron/updates/update-trust.ts.
        name: 'update-trust',
        generateBundle() {
          const source = JSON.stringify(builtInTrust(process.env))
          this.emitFile({ type: 'asset', fileName: 'update-trust.json', source })
        },
      },
    ],
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
    plugins: [recordPackages('preload', here)],
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
    plugins: [react(), recordPackages('renderer', here)],
    build: {
      target: 'chrome130',
      minify: true,
      modulePreload: { polyfill: false },
      rollupOptions: { input: path.join(here, 'renderer/index.html') },
    },
  },
})
