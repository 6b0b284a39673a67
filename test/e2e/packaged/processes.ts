/** The processes of the packaged application, as the system knows them. */
import { readdir, readFile } from 'node:fs/promises'

export type RunningProcess = { readonly id: number; readonly commandLine: string }

/** @returns all processes that `main` has started, and theirs */
export async function processesOf(main: number): Promise<RunningProcess[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found: RunningProcess[] = []
  for (const id of ids) {
    const line = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')
    const isOurs = (await ancestorsOf(id)).includes(main)
    if (line !== '' && isOurs) found.push({ id: Number(id), commandLine: line.replaceAll('\0', ' ') })
  }
  return found
}

/** The process that draws the window. */
export async function rendererOf(main: number): Promise<RunningProcess | null> {
  const all = await processesOf(main)
  return all.find(({ commandLine }) => commandLine.includes('--type=renderer')) ?? null
}

async function ancestorsOf(id: string): Promise<number[]> {
  const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '')
  const parent = /^PPid:\s*(\d+)$/m.exec(status)?.[1]
  return parent === undefined || parent === '0' ? [] : [Number(parent), ...(await ancestorsOf(parent))]
}
