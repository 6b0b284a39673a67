/**
 * A plug-in of the bundler that writes down which packages are in a bundle, beside it: `out/.packages-<bundle>.json`.
 *
 * What is shipped cannot be read from package.json: Vite bundles every library, so almost all are development
 * dependencies, and of those most never reach a user. Only the bundler knows.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Plugin } from 'vite'

export const PACKAGE_RECORD = /^\.packages-(main|preload|renderer)\.json$/

/** `@mui/material` in `…/node_modules/@mui/material/Box/Box.js`; of nested packages the innermost, with where it lies. */
export function packageFolderOf(module: string, root: string): string | null {
  const file = path.relative(root, (module.replace(/^\0+/, '').split('?')[0] ?? '').replaceAll('\\', '/'))
  const posix = file.replaceAll('\\', '/')
  const found = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(posix)?.[0]
  return found === undefined || posix.startsWith('..') ? null : found
}

export function recordPackages(bundle: 'main' | 'preload' | 'renderer', root: string): Plugin {
  return {
    name: 'record-packages',
    apply: 'build',
    async generateBundle(_options, output) {
      const modules = Object.values(output).flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []))
      const folders = new Set(
        modules.map((module) => packageFolderOf(module, root)).filter((each) => each !== null),
      )
      const out = path.join(root, 'out')
      await mkdir(out, { recursive: true })
      await writeFile(
        path.join(out, `.packages-${bundle}.json`),
        `${JSON.stringify([...folders].sort(), null, 2)}\n`,
      )
    },
  }
}
