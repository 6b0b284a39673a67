/** The options that every command has, and the help of one that many have. */
import type { Command } from 'commander'
import { LANGUAGES, type Language } from '#shared/domain/settings.ts'

export const DATA_HELP = 'data folder; the Winoffice Prime store is in <folder>/prime'

export function withOutput(command: Command): Command {
  return command
    .option('--config <file>', 'JSON file with options by name; options given here win')
    .option('--language <language>', `${LANGUAGES.join(' or ')} (default: en)`)
    .option('--json', 'exactly one JSON document on standard output')
    .option('--progress', 'tell progress on standard error even if it is no terminal')
}

/** The language that is asked for, although the call may be wrong; `null`: none is. */
export function wantedLanguage(argv: readonly string[]): Language | null {
  const named = argv.flatMap((argument, index) =>
    argument === '--language' ? [argv[index + 1]] : /^--language=(.*)$/.exec(argument)?.slice(1, 2),
  )
  return LANGUAGES.find((language) => named.includes(language)) ?? null
}
