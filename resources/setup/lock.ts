/**
 * One at a time, across processes: a lock file with the process id of its holder.
 *
 * A file made with `wx` is atomic on all three systems. A holder that died leaves its file behind; its
 * process id then belongs to nobody and the file is taken away. Rejected: a lock library, which would be
 * one more dependency for thirty lines.
 */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'

const POLL = 250 // milliseconds

/** Runs `action` while no other process holds `lockFile`; `onWait` is called once when it has to wait. */
export async function withLock<T>(
  lockFile: string,
  onWait: () => void,
  action: () => Promise<T>,
): Promise<T> {
  let waiting = false
  while (!(await take(lockFile))) {
    if (!waiting) onWait()
    waiting = true
    await delay(POLL)
  }
  try {
    return await action()
  } finally {
    await rm(lockFile, { force: true })
  }
}

async function take(lockFile: string): Promise<boolean> {
  try {
    await writeFile(lockFile, String(process.pid), { flag: 'wx' })
    return true
  } catch (failure) {
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'EEXIST')) throw failure
  }
  const holder = await readHolder(lockFile)
  if (holder === 'gone' || (holder !== 'unknown' && !isAlive(holder))) await rm(lockFile, { force: true })
  return false
}

/** `unknown` while the holder has made the file and not yet written its number. */
async function readHolder(lockFile: string): Promise<number | 'unknown' | 'gone'> {
  try {
    const text = await readFile(lockFile, 'utf8')
    return /^\d+$/.test(text) ? Number(text) : 'unknown'
  } catch {
    return 'gone'
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (failure) {
    return failure instanceof Error && 'code' in failure && failure.code === 'EPERM'
  }
}
