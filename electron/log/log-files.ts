/** The files of the log: the one that is written, and those that were full, named after when that was. */
import { readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'

/** In the data folder. */
export const LOG_FOLDER = 'logs'
export const CURRENT_LOG = 'main.log'
const ARCHIVED = /^main\.[\w-]+\.log$/

/** However much is written in the days that are kept, at most some hundred megabytes. */
const MOST_FILES = 40

export function archiveLog(file: string, now = new Date()): void {
  const stamp = now.toISOString().replace(/[:.]/g, '-')
  renameSync(file, path.join(path.dirname(file), `main.${stamp}.log`))
}

/** Paths, the latest first; none where there is no log. */
export function logFiles(folder: string): string[] {
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch {
    return []
  }
  // Older versions had one full file, `main.old.log`; its name comes last.
  const archived = names.filter((name) => ARCHIVED.test(name)).sort(byAge)
  const all = names.includes(CURRENT_LOG) ? [CURRENT_LOG, ...archived] : archived
  return all.map((name) => path.join(folder, name))
}

function byAge(one: string, other: string): number {
  const age = (name: string): string => (name === 'main.old.log' ? '' : name)
  return age(one) < age(other) ? 1 : -1
}

/** What was last written before the days that are kept. A file that cannot be removed is tried again next time. */
export function removeOldLogs(folder: string, days: number, now = Date.now()): void {
  logFiles(folder)
    .filter((file) => path.basename(file) !== CURRENT_LOG)
    .forEach((file, index) => {
      try {
        const isOld = statSync(file).mtimeMs < now - days * 86_400_000
        if (isOld || index >= MOST_FILES) rmSync(file)
      } catch {
        // Somebody has it open, or it is gone already.
      }
    })
}
