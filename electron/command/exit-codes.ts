/** What the exit codes mean: one table for the help of the command line, and for the articles, which a test compares. */
import { EXIT } from '../cli/output.ts'

/** Those of a Nagios plug-in; `status --nagios` ends with them. */
export const NAGIOS = { ok: 0, warning: 1, critical: 2, unknown: 3 } as const

export const EXIT_TABLE: readonly { readonly code: number; readonly en: string; readonly de: string }[] = [
  { code: EXIT.success, en: 'success', de: 'Erfolg' },
  {
    code: EXIT.failure,
    en: 'failed, also when only some accounts did',
    de: 'fehlgeschlagen, auch nur bei einzelnen Konten',
  },
  { code: EXIT.usage, en: 'wrong call; nothing was done', de: 'falscher Aufruf; es wurde nichts getan' },
  {
    code: EXIT.interrupted,
    en: 'ended with Ctrl+C or by the system',
    de: 'mit Strg+C oder vom System beendet',
  },
]

export const EXIT_HELP = [
  'Exit code:',
  ...EXIT_TABLE.map(({ code, en }) => `  ${String(code).padEnd(4)} ${en}`),
  `With --nagios: ${Object.entries(NAGIOS)
    .map(([name, code]) => `${code} ${name}`)
    .join(', ')}. With --prtg always 0.`,
].join('\n')
