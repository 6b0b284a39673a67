/** Checks a database in a process of its own, which may take a minute for a large one. */
import path from 'node:path'
import { utilityProcess } from 'electron'

/** @param folder of the built programs. @returns what is wrong; `null`: nothing */
export function databaseChecker(folder: string): (file: string) => Promise<string | null> {
  return (file) =>
    new Promise((resolve) => {
      const child = utilityProcess.fork(path.join(folder, 'sync-host.js'), [`--check-database=${file}`], {
        serviceName: 'MS EWS Konnektor database check',
      })
      child.once('exit', (code) => {
        resolve(code === 0 ? null : 'integrity_check')
      })
    })
}
