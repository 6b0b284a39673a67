/**
 * The last exchanges of every account with its server, kept in memory from the start of the application, and saved
 * on request as HAR, redacted, for our support or Microsoft's.
 */
import { writeFile } from 'node:fs/promises'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { ExchangeTrace } from '../exchange/trace/exchange-trace.ts'
import { harOf } from '../exchange/trace/har.ts'
import { withTrace } from '../exchange/trace/with-trace.ts'
import type { Transport } from '../exchange/transport/transport.ts'
import type { AskSavePath } from './data-service.ts'

export class TraceService {
  readonly #traces = new Map<EwsAccountId, ExchangeTrace>()
  readonly #askSavePath: AskSavePath
  readonly #version: string

  /** @param version of the product, as the file names it */
  constructor(askSavePath: AskSavePath, version: string) {
    this.#askSavePath = askSavePath
    this.#version = version
  }

  /** The transport, with what it does kept in the account's trace. */
  traced(transport: Transport, accountId: EwsAccountId): Transport {
    return withTrace(transport, this.#traceOf(accountId))
  }

  /** Asks where. @returns `trace.empty` when nothing was exchanged since the start; `null`: the dialog was closed */
  async save(accountId: EwsAccountId, suggestedName: string): Promise<Result<{ path: string } | null>> {
    const exchanges = this.#traceOf(accountId).entries()
    if (exchanges.length === 0) return failure(appError('trace.empty'))
    const path = await this.#askSavePath(suggestedName)
    if (path === null) return ok(null)
    const written = await writeHar(path, exchanges, this.#version)
    return written.ok ? ok({ path }) : written
  }

  forget(accountIds: readonly EwsAccountId[]): void {
    for (const id of accountIds) this.#traces.delete(id)
  }

  #traceOf(accountId: EwsAccountId): ExchangeTrace {
    const trace = this.#traces.get(accountId) ?? new ExchangeTrace()
    this.#traces.set(accountId, trace)
    return trace
  }
}

async function writeHar(
  file: string,
  exchanges: ReturnType<ExchangeTrace['entries']>,
  version: string,
): Promise<Result<null>> {
  try {
    const har = harOf(exchanges, { name: 'MS EWS Konnektor', version })
    await writeFile(file, `${JSON.stringify(har, null, 2)}\n`)
    return ok(null)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return failure(appError('export.write-failed', { file, reason }))
  }
}
