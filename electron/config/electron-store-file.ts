/** A settings document on disk with electron-store: atomic writes, readable only by the user. */
import { constants, copyFileSync, existsSync } from 'node:fs'
import path from 'node:path'
import Store from 'electron-store'
import type { DocumentFile } from './document-file.ts'

export function electronStoreFile(folder: string, name: string): DocumentFile {
  const file = path.join(folder, `${name}.json`)
  let store: Store | undefined
  // Made at first use: the constructor reads the file and throws when it is damaged.
  const open = () =>
    (store ??= new Store({
      cwd: folder,
      name,
      accessPropertiesByDotNotation: false,
      clearInvalidConfig: false,
      configFileMode: 0o600,
    }))
  return {
    name: file,
    read: () => (existsSync(file) ? open().store : undefined),
    write: (content) => {
      open().store = { ...content }
    },
    keepCopy: (suffix) => {
      const copy = path.join(folder, `${name}.${suffix}.json`)
      copyFileSync(file, copy, constants.COPYFILE_EXCL)
      return copy
    },
  }
}
