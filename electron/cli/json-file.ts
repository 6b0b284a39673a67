/** A document of the command line as a file: plain JSON, without the machinery of the application. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { DocumentFile } from '../config/document-file.ts'

/** A file that is never set aside: one that cannot be read ends the command instead. */
export function jsonFile(file: string): DocumentFile {
  return {
    name: file,
    read: () => {
      let text: string
      try {
        text = readFileSync(file, 'utf8')
      } catch (error) {
        // Nothing there. A data folder that is a file is told by the store.
        if (error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code))) {
          return undefined
        }
        throw error
      }
      return JSON.parse(text) as Record<string, unknown>
    },
    write: (content) => {
      mkdirSync(path.dirname(file), { recursive: true })
      const temporary = `${file}.${process.pid}.tmp`
      writeFileSync(temporary, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
      renameSync(temporary, file)
    },
    keepCopy: () => {
      throw new Error('left as it is')
    },
    removeCopies: () => undefined, // none is ever kept
    remove: () => {
      rmSync(file, { force: true })
    },
  }
}
