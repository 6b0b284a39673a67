/** `support-package`: the package of the settings' card, written without a question. */
import { appError } from '#shared/errors.ts'
import { fillText } from '#shared/texts/fill.ts'
import { failed } from '../cli/output.ts'
import type { Call } from './arguments.ts'
import type { CommandAnswer } from './print.ts'
import type { CommandContext } from './run-command.ts'

export async function runSupportPackage(
  { to, names, subjects }: Call & { readonly verb: 'support-package' },
  { services, events, signal, language, words, progress }: CommandContext,
): Promise<CommandAnswer> {
  if (signal.aborted) return failed(appError('command.cancelled'))
  const stop = events.on('support.onDidProgress', ({ done, total, name }) => {
    progress(`${done}/${total} ${name}`)
  })
  const cancel = (): void => void services.support.cancel()
  signal.addEventListener('abort', cancel, { once: true })
  try {
    const written = await services.support.writeTo(to, { language, names, subjects })
    if (!written.ok) return failed(written.error)
    const { path: file } = written.value
    return {
      error: null,
      json: { document: 'support-package', version: 1, file },
      lines: [fillText(words.packageWritten, { file })],
    }
  } finally {
    signal.removeEventListener('abort', cancel)
    stop()
  }
}
