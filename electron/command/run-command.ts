/**
 * Carries out a command on the services, wherever they are open: in the application with its window, or in a process
 * that was started for this command alone. What it prints is made here, so that both say the same.
 *
 * Nobody sits in front of a command: it goes by the rules of the schedule. A refused password is not tried again, what
 * a person has paused stays so, and no first synchronisation begins unless it is asked for.
 */
import { resolveLanguage, type Language } from '#shared/domain/settings.ts'
import { appError } from '#shared/errors.ts'
import type { Printed } from '../cli/output.ts'
import { translator, type Translate } from '../cli/texts.ts'
import type { Services } from '../services/services.ts'
import { parseCommand, type Call } from './arguments.ts'
import type { CommandEvents } from './events.ts'
import { printAnswer, printFailure, type CommandAnswer } from './print.ts'
import { wantedCommandStyle } from './style.ts'
import { WORDS, type Words } from './words.ts'

export type CommandParts = {
  readonly services: Services
  readonly events: CommandEvents
  /** Whether accounts synchronise by themselves: the application is open, with or without its window. */
  readonly isRunning: boolean
}

export type CommandContext = CommandParts & {
  readonly signal: AbortSignal
  readonly progress: (line: string) => void
  readonly language: Language
  readonly t: Translate
  readonly words: Words
}

export type CommandHooks = {
  /** Ctrl+C. */
  readonly signal: AbortSignal
  readonly progress: (line: string) => void
}

/** @param folder of the caller */
export async function runCommand(
  argv: readonly string[],
  folder: string,
  parts: CommandParts,
  hooks: CommandHooks,
): Promise<Printed> {
  const parsed = parseCommand(argv, folder)
  const state = parts.services.app.state()
  const ofSettings = resolveLanguage(state.settings.language, state.systemLanguage)
  if (parsed.is === 'help') return { output: parsed.text, errors: '', exitCode: 0 }
  if (parsed.is === 'wrong') return printFailure(parsed.error, wantedCommandStyle(argv), ofSettings)
  const { call } = parsed
  if (parts.services.dataFolder.isMoving) {
    return printFailure(appError('data-folder.moving'), call.style, ofSettings)
  }
  const language = call.style.language ?? ofSettings
  const t = translator(language)
  const context: CommandContext = { ...parts, ...hooks, language, t, words: WORDS[language] }
  try {
    return printAnswer(await answerTo(call, context), call.style, t)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return printFailure(appError('internal.unexpected', { reason }), call.style, language)
  }
}

/** Loads only what the command needs. */
async function answerTo(call: Call, context: CommandContext): Promise<CommandAnswer> {
  switch (call.verb) {
    case 'status':
      return await (await import('./run-status.ts')).runStatus(call, context)
    case 'test':
      return await (await import('./run-test.ts')).runTest(call, context)
    case 'sync':
      return await (await import('./run-sync.ts')).runSync(call, context)
    case 'support-package':
      return await (await import('./run-support-package.ts')).runSupportPackage(call, context)
    case 'version': {
      const { version, platform } = context.services.app.state()
      return versionAnswer(version, platform)
    }
  }
}

export function versionAnswer(version: string, platform: string): CommandAnswer {
  return { error: null, json: { version, platform }, lines: [`MS EWS Konnektor ${version} (${platform})`] }
}
