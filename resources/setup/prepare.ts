/** What every task needs before its own work: system libraries first, they bring what unpacks the runtime. */
import { hasDisplay } from './display.ts'
import { ensureElectronRuntime } from './electron-runtime.ts'
import { ensureSystemLibraries } from './system-libraries.ts'
import type { Purpose } from './system-libraries.ts'

export async function prepare(purpose: Purpose): Promise<void> {
  await ensureSystemLibraries(purpose, hasDisplay())
  await ensureElectronRuntime()
}

/** Chromium refuses its sandbox to root on Linux; everywhere else the sandbox stays on. */
export function isRootOnLinux(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0
}
