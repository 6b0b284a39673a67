/** How a command is to be answered. Light: known from the first steps of a start on. */
import type { Language } from '#shared/domain/settings.ts'
import { wantedLanguage } from '../cli/output-options.ts'

/** How long a command waits for another one by default, in seconds. */
export const DEFAULT_WAIT = 60

/** Each is an option. */
export const MACHINE_FORMATS = ['json', 'nagios', 'prtg'] as const

export type CommandStyle = {
  readonly format: 'text' | (typeof MACHINE_FORMATS)[number]
  /** `null`: that of the settings. */
  readonly language: Language | null
  readonly progress: boolean
  /** The file that gets the answer instead of the standard output. */
  readonly output: string | null
  /** For another command, in seconds. */
  readonly wait: number
}

/** Recognises how the answer is wanted although the call may be wrong. */
export function wantedCommandStyle(argv: readonly string[]): CommandStyle {
  const format = MACHINE_FORMATS.find((each) => argv.includes(`--${each}`)) ?? 'text'
  return { format, language: wantedLanguage(argv), progress: false, output: null, wait: DEFAULT_WAIT }
}
