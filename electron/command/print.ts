/** What a command prints, and its exit code. Light: also what the first steps of a start refuse is told by it. */
import type { Language } from '#shared/domain/settings.ts'
import type { AppError } from '#shared/errors.ts'
import { failed, print, type Answer, type Printed } from '../cli/output.ts'
import { translator, type Translate } from '../cli/texts.ts'
import { NAGIOS } from './exit-codes.ts'
import { nagiosUnknown, prtgError } from './monitoring-formats.ts'
import type { CommandStyle } from './style.ts'

/** How it is printed; `exitCode` and `raw` where a format has rules of its own. */
export type CommandAnswer = Answer & { readonly raw?: string }

export function printAnswer(answer: CommandAnswer, style: CommandStyle, t: Translate): Printed {
  const told = { json: style.format === 'json', language: style.language ?? 'en', progress: style.progress }
  const printed = print(answer, told, t)
  const { error, raw } = answer
  if (error && style.format === 'nagios') {
    return { output: `${nagiosUnknown(wordsOf(printed))}\n`, errors: '', exitCode: NAGIOS.unknown }
  }
  if (error && style.format === 'prtg') {
    return { output: `${JSON.stringify(prtgError(wordsOf(printed)), null, 2)}\n`, errors: '', exitCode: 0 }
  }
  return raw === undefined ? printed : { ...printed, output: raw }
}

function wordsOf({ errors }: Printed): string {
  return errors.trim().split('\n').join(' ')
}

export function printFailure(error: AppError, style: CommandStyle, language: Language): Printed {
  return printAnswer(failed(error), style, translator(style.language ?? language))
}
