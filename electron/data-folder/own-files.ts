/**
 * What of a folder is ours. In the standard folder Chromium's files lie beside it; they stay where they are. A new
 * folder of the application is one name here; documents are known by their ending.
 */
import { readdirSync, rmSync, type Dirent } from 'node:fs'
import path from 'node:path'
import { MARK_FILE, POINTER_FILE } from './place.ts'

const FOLDERS: ReadonlySet<string> = new Set(['prime', 'test-history', 'logs', 'updates'])

/** The place of the window belongs to the screens of this computer. */
const STAYS: ReadonlySet<string> = new Set([POINTER_FILE, MARK_FILE, 'window.json'])

export function isOwn(entry: Pick<Dirent, 'name' | 'isDirectory'>): boolean {
  if (entry.isDirectory()) return FOLDERS.has(entry.name)
  return entry.name.endsWith('.json') && !STAYS.has(entry.name)
}

export function ownEntries(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(isOwn)
    .map(({ name }) => name)
}

/** All files of ours, relative to the folder. */
export function ownFiles(folder: string): string[] {
  const walk = (relative: string): string[] =>
    readdirSync(path.join(folder, relative), { withFileTypes: true }).flatMap((entry) => {
      const inside = path.join(relative, entry.name)
      if (entry.isDirectory()) return walk(inside)
      return entry.isFile() ? [inside] : []
    })
  return readdirSync(folder, { withFileTypes: true })
    .filter(isOwn)
    .flatMap((entry) => (entry.isDirectory() ? walk(entry.name) : [entry.name]))
    .sort()
}

/** @returns the first that could not be removed, and why */
export function removeOwn(folder: string): { file: string; error: unknown } | null {
  for (const name of [...ownEntries(folder), MARK_FILE]) {
    const file = path.join(folder, name)
    try {
      rmSync(file, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    } catch (error) {
      return { file, error }
    }
  }
  return null
}
