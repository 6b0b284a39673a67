/** A settings document on disk with electron-store: atomic writes, readable only by the user. */
import { constants, copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import Store from 'electron-store'
import type { DocumentFile } from './document-file.ts'

export function electronStoreFile(folder: string, name: string): DocumentFile {
  const file = path.join(folder, `${name}.json`)
  const open = (damaged: 'throw' | 'replace') =>
    new Store({
      cwd: folder,
      name,
      accessPropertiesByDotNotation: false,
      clearInvalidConfig: damaged === 'replace',
      configFileMode: 0o600,
    })
  let store: Store | undefined
  /** Halves of files that a killed process left, which may hold what was erased since. */
  const sweep = (): void => {
    if (!existsSync(folder)) return
    const halves = readdirSync(folder).filter((each) => each.startsWith(`${name}.json.tmp-`))
    for (const half of halves) rmSync(path.join(folder, half), { force: true })
  }
  return {
    name: file,
    // Its constructor reads the file and throws when it is damaged.
    read: () => {
      sweep()
      return existsSync(file) ? (store = open('throw')).store : undefined
    },
    // A damaged file is written over only by a document that has kept a copy of it (`VersionedDocument`).
    write: (content) => {
      store ??= open('replace')
      store.store = { ...content }
    },
    keepCopy: (suffix) => {
      const copy = path.join(folder, `${name}.${suffix}.json`)
      copyFileSync(file, copy, constants.COPYFILE_EXCL)
      return copy
    },
    removeCopies: (prefix) => {
      const copies = readdirSync(folder).filter(
        (each) => each.startsWith(`${name}.${prefix}`) && each.endsWith('.json'),
      )
      for (const copy of copies) rmSync(path.join(folder, copy))
    },
    remove: () => {
      store = undefined
      if (!existsSync(folder)) return
      for (const each of readdirSync(folder)) {
        if (each.startsWith(`${name}.`)) rmSync(path.join(folder, each))
      }
    },
  }
}
