/**
 * Reads the policies of Windows: `reg export` writes the key to a file of a folder that is made for it and removed
 * again. Both roots are read at once, in some hundredths of a second, and the application's start waits for them: a
 * setting that is locked must never be otherwise for a moment.
 *
 * The program is started by its whole path, so that none of the same name in `PATH` takes its place. A key that is not
 * there is told by the exit code 1 and words in the language of Windows; it is the usual case, and no problem.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { PolicySource } from '#shared/domain/policies.ts'
import { appError } from '#shared/errors.ts'
import { NO_RAW_POLICIES, type PolicyReader, type RawPolicies } from './raw-policies.ts'
import { POLICY_KEY, registryPolicies } from './registry-policies.ts'

/** Longer than a computer under load needs; the start does not wait for ever (milliseconds). */
const TIME_LIMIT = 5000

const ROOTS = [
  ['HKLM', 'machine-registry'],
  ['HKCU', 'user-registry'],
] as const

/**
 * Each root by itself, so that one that cannot be read keeps what it said last, whatever the other says.
 * @param program `reg.exe`, or what takes its place in tests: `program export <key> <file> /y`
 */
export function windowsRegistry(program = systemProgram('reg.exe')): PolicyReader[] {
  return ROOTS.map(
    ([root, source]) =>
      () =>
        readRoot(program, root, source),
  )
}

/** A program that belongs to Windows. */
export function systemProgram(...names: string[]): string {
  return path.win32.join(process.env.SystemRoot ?? String.raw`C:\Windows`, 'System32', ...names)
}

async function readRoot(program: string, root: string, source: PolicySource): Promise<RawPolicies> {
  let folder: string | null = null
  try {
    folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-policies-'))
    const file = path.join(folder, 'policies.reg')
    const isThere = await exported(program, ['export', `${root}\\${POLICY_KEY}`, file, '/y'])
    return isThere ? registryPolicies(await readFile(file), source) : NO_RAW_POLICIES
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { policies: [], problems: [{ source, error: appError('policy.registry-unreadable', { reason }) }] }
  } finally {
    if (folder !== null) await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}

/** @returns whether the key is there */
function exported(program: string, args: string[]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { timeout: TIME_LIMIT, windowsHide: true }, (error) => {
      if (!error) resolve(true)
      else if (error.code === 1) resolve(false)
      else reject(error.killed ? new Error(`no answer within ${TIME_LIMIT} ms`) : error)
    })
  })
}
