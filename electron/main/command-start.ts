/**
 * The first steps of a command, which must be over before Chromium begins: what it may not be told is refused, and what
 * it needs is said. No `await` until then. The rest is loaded when it is clear that there is something to do.
 */
import { writeSync } from 'node:fs'
import { app } from 'electron'
import { machineLanguage } from '#shared/domain/settings.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { EXIT } from '../cli/output.ts'
import { printFailure } from '../command/print.ts'
import { refusedArgument } from '../command/start.ts'
import { wantedCommandStyle } from '../command/style.ts'
import type { CommandModeParts } from './command-mode.ts'
import { isHeadless } from './headless.ts'

export function beginCommand(
  argv: readonly string[],
  parts: Omit<CommandModeParts, 'argv' | 'interrupt'>,
): void {
  const refused = refusedArgument(argv)
  if (refused) {
    end(argv, refused)
    return
  }
  if (process.platform === 'linux' && !hasDisplay()) {
    end(argv, appError('command.no-display'))
    return
  }
  app.disableHardwareAcceleration()
  // Nothing is drawn; and what Chromium has to say about missing screens and buses belongs to nobody's answer.
  for (const name of ['disable-gpu', 'disable-software-rasterizer']) app.commandLine.appendSwitch(name)
  app.commandLine.appendSwitch('log-level', '3')
  app.dock?.hide()
  const interrupt = interruptByPeople()
  void import('./command-mode.ts').then(({ runCommandMode }) => runCommandMode({ ...parts, argv, interrupt }))
}

/**
 * Ctrl+C, the end of a task or of the computer. The first one ends the command orderly, the second at once. Where the
 * process has a console (Windows) the signals come to Node; elsewhere Chromium takes them first and wants to quit.
 */
function interruptByPeople(): AbortSignal {
  const controller = new AbortController()
  const interrupt = (): void => {
    if (controller.signal.aborted) app.exit(EXIT.interrupted)
    controller.abort()
  }
  app.on('before-quit', (event) => {
    event.preventDefault()
    interrupt()
  })
  void app.whenReady().then(() => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt)
  })
  return controller.signal
}

function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  return Boolean(DISPLAY ?? WAYLAND_DISPLAY) || isHeadless()
}

/** At once: a write that is awaited would let Chromium begin. */
function end(argv: readonly string[], error: AppError): void {
  const { output, errors, exitCode } = printFailure(error, wantedCommandStyle(argv), machineLanguage())
  writeText(1, output)
  writeText(2, errors)
  app.exit(exitCode)
}

/** There may be nobody to read it: a program without a console has no outputs. */
function writeText(output: 1 | 2, text: string): void {
  try {
    writeSync(output, text)
  } catch {
    // The exit code says enough.
  }
}
