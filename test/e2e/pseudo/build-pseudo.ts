/**
 * The built application once more, with its English texts in the pseudo language. Only the window is built again; main and
 * preload are those of `out`.
 */
import { cp, rm } from 'node:fs/promises'
import path from 'node:path'
import { build, mergeConfig, type Plugin, type UserConfig } from 'vite'
import application from '../../../electron.vite.config.ts'

const project = path.resolve(import.meta.dirname, '../../..')
const pseudoText = path.join(import.meta.dirname, 'pseudo-text.ts')

/** The two catalogues that all English texts of the window come from. */
const CATALOGUES = ['renderer/i18n/en.ts', 'shared/texts/en.ts'].map((file) => path.join(project, file))

const pseudoLanguage: Plugin = {
  name: 'pseudo-language',
  enforce: 'pre',
  transform(code, id) {
    if (!CATALOGUES.includes(path.normalize(id))) return null
    if (!/^export const en\b/m.test(code)) throw new Error(`${id} exports no catalogue called en`)
    return `import { pseudoCatalogue } from ${JSON.stringify(pseudoText)}
      ${code.replace(/^export const en\b/m, 'const plain')}
      export const en = pseudoCatalogue(plain)`
  },
}

/** @returns the file that Electron is started with */
export async function buildPseudo(): Promise<string> {
  const folder = path.join(project, 'test-results/pseudo')
  await rm(folder, { recursive: true, force: true })
  const { renderer } = application as { renderer: UserConfig }
  const own: UserConfig = {
    configFile: false,
    base: './',
    logLevel: 'warn',
    plugins: [pseudoLanguage],
    build: { outDir: path.join(folder, 'renderer') },
  } as UserConfig
  await build(mergeConfig(renderer, own))
  for (const part of ['main', 'preload'])
    await cp(path.join(project, 'out', part), path.join(folder, part), { recursive: true })
  return path.join(folder, 'main/index.js')
}
