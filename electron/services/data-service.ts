/** The view of the data: Prime e-mail accounts, their e-mails, and saving one as `.eml`. */
import type { PrimeItemId } from '#shared/domain/ids.ts'
import { ok, type Result } from '#shared/result.ts'
import type { EngineApi } from '../sync/engine-api.ts'
import { fileName } from './file-name.ts'

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
    const path = await this.#askSavePath(fileName(email.value.summary.subject, 'eml', 'E-Mail'))
    if (path === null) return ok(null)
    const written = await this.#engine.exportEmail({ id, path })
    return written.ok ? ok({ path }) : written
  }
}
