/** The view of the data: Prime e-mail accounts, their e-mails, and saving one as `.eml`. */
import type { PrimeItemId } from '#shared/domain/ids.ts'
import { ok, type Result } from '#shared/result.ts'
import type { EngineApi } from '../sync/engine-api.ts'

/** Asks the person where to save. @returns the chosen path, or `null` when the dialog was closed. */
export type AskSavePath = (suggestedName: string) => Promise<string | null>

export class DataService {
  readonly #engine: EngineApi
  readonly #askSavePath: AskSavePath

  constructor(engine: EngineApi, askSavePath: AskSavePath) {
    this.#engine = engine
    this.#askSavePath = askSavePath
  }

  async saveEmail(id: PrimeItemId): Promise<Result<{ path: string } | null>> {
    const email = await this.#engine.openEmail({ id })
    if (!email.ok) return email
    const path = await this.#askSavePath(emlFileName(email.value.summary.subject))
    if (path === null) return ok(null)
    const written = await this.#engine.exportEmail({ id, path })
    return written.ok ? ok({ path }) : written
  }
}

/** Longer names trouble Windows, whose paths end at 260 characters. */
const MAX_NAME_LENGTH = 80

/**
 * A file name from a subject: no path separators, no reserved characters or control characters, no right-to-left
 * marks that disguise an extension, no trailing dots, no device names of Windows.
 */
export function emlFileName(subject: string): string {
  const name = subject
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/[\\/:*?"<>|]/g, '_')
    .replace(/\s+/g, ' ')
  const shortened = name
    .slice(0, MAX_NAME_LENGTH)
    // Half of a character that was cut in two.
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/^[. ]+|[. ]+$/g, '')
  // Windows takes `con.report.eml` for the device too.
  const isDevice = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]) *(\.|$)/i.test(shortened)
  if (shortened === '') return 'E-Mail.eml'
  return isDevice ? `E-Mail ${shortened}.eml` : `${shortened}.eml`
}
