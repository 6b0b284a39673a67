/** The options that every command has, and the help of one that many have. */
import type { Command } from 'commander'
import { LANGUAGES } from '#shared/domain/settings.ts'

export const DATA_HELP = 'data folder; the Winoffice Prime store is in <folder>/prime'

export function withOutput(command: Command): Command {
  return command
    .option('--config <file>', 'JSON file with options by name; options given here win')
    .option('--language <language>', `${LANGUAGES.join(' or ')} (default: en)`)
    .option('--json', 'exactly one JSON document on standard output')
    .option('--progress', 'tell progress on standard error even if it is no terminal')
}
