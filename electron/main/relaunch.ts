import { app } from 'electron'
import { HIDDEN_ARGUMENT } from './login-start.ts'

let isAsked = false

/** Whether the application starts again by itself; then an update waits for an end that is one. */
export function isRelaunching(): boolean {
  return isAsked
}

/** Starts the application again when this one has ended, with its window: a person wants it now. */
export function relaunch(): void {
  isAsked = true
  const args = process.argv.slice(1).filter((argument) => argument !== HIDDEN_ARGUMENT)
  // Whoever starts it in a container may have taken it out of what the program sees.
  const isUnsandboxed = app.commandLine.hasSwitch('no-sandbox') && !args.includes('--no-sandbox')
  app.relaunch({ args: isUnsandboxed ? ['--no-sandbox', ...args] : args })
}
