/**
 * Builds the measured processes as the sync host is built (`electron.vite.config.ts`): one bundle with its libraries,
 * all but SQLite. Nobody runs the engine through a compiler, so no figure contains one.
 */
import { mkdir, mkdtemp } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'vite'
import { projectFolder, resultsFolder } from '#resources/setup/paths.ts'

const ENTRIES = ['engine', 'note-requests', 'raw'] as const

/** @returns the folder with `engine.js`, `note-requests.js` and `raw.js`, inside the project, where SQLite is found */
export async function bundleMeasured(): Promise<string> {
  await mkdir(resultsFolder, { recursive: true })
  const outDir = await mkdtemp(path.join(resultsFolder, 'bench-sync-'))
  await build({
    configFile: false,
    root: projectFolder,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['@photostructure/sqlite'] },
    build: {
      ssr: true,
      outDir,
      target: 'node20.18',
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(
          ENTRIES.map((name) => [name, path.join(import.meta.dirname, `${name}.ts`)]),
        ),
        output: { entryFileNames: '[name].js' },
      },
    },
  })
  return outDir
}
