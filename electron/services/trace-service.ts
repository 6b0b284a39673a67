/**
 * The last exchanges of every account with its server, kept in memory from the start of the application: shown to the
 * administrator, and saved on request as HAR, redacted, for our support or Microsoft's.
 *
 * Who looks at a trace asks again and again what has changed since; an answer holds no bodies, and at most what the
 * trace keeps. Rejected: an event for each exchange. A run of many accounts would send thousands that nobody reads.
 */
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import type { TraceChanges, TracedExchange } from '#shared/domain/exchange-trace.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { Documents } from '../config/documents.ts'
import { ExchangeTrace } from '../exchange/trace/exchange-trace.ts'
import { harOf } from '../exchange/trace/har.ts'
import { withTrace } from '../exchange/trace/with-trace.ts'
import type { Transport } from '../exchange/transport/transport.ts'
import type { Policies } from '../policies/policies.ts'
import type { AskSavePath } from './data-service.ts'
import { fileName } from './file-name.ts'
import { writeWhole } from './write-file.ts'

export type TraceServiceParts = {
  readonly documents: Documents
  readonly askSavePath: AskSavePath
  /** Of the product, as the file names it. */
  readonly version: string
  readonly refusalOf: Policies['refusalOf']
}

export class TraceService {
  readonly #traces = new Map<EwsAccountId, ExchangeTrace>()
  /** When bodies have been kept long enough, by account. */
  readonly #bodyTimers = new Map<EwsAccountId, NodeJS.Timeout>()
  readonly #parts: TraceServiceParts

  constructor(parts: TraceServiceParts) {
    this.#parts = parts
  }

  /** The transport, with what it does kept in the account's trace. */
  traced(transport: Transport, accountId: EwsAccountId): Transport {
    return withTrace(transport, this.#traceOf(accountId))
  }

  /** @param since the revision of the answer before; 0 for all */
  list(accountId: EwsAccountId, since: number): Result<TraceChanges> {
    return this.#with(accountId, (trace) => ok(trace.changesSince(since)))
  }

  /** @returns `trace.gone` when it has made room for others, or was cleared */
  open(accountId: EwsAccountId, number: number): Result<TracedExchange> {
    return this.#with(accountId, (trace) => {
      const exchange = trace.get(number)
      return exchange ? ok(exchange) : failure(appError('trace.gone'))
    })
  }

  /** The oldest first; none of an account that has not exchanged anything. */
  exchangesOf(accountId: EwsAccountId): readonly TracedExchange[] {
    return this.#traces.get(accountId)?.entries() ?? []
  }

  /** From now on, for the hours of the settings: nobody forgets a switch for long that keeps mail. */
  keepBodies(accountId: EwsAccountId, keeps: boolean): Result<null> {
    const refusal = keeps ? this.#parts.refusalOf('traceBodies') : null
    if (refusal) return failure(refusal)
    return this.#with(accountId, (trace) => {
      trace.keepsBodies = keeps
      if (keeps) this.#forgetBodiesLater(accountId, trace)
      return ok(null)
    })
  }

  /** What was kept goes with the switch, also where a person has turned it off meanwhile. */
  #forgetBodiesLater(accountId: EwsAccountId, trace: ExchangeTrace): void {
    clearTimeout(this.#bodyTimers.get(accountId))
    const hours = this.#parts.documents.settings.get().traceBodyHours
    const timer = setTimeout(() => {
      trace.keepsBodies = false
      trace.forgetBodies()
    }, hours * 3_600_000)
    timer.unref()
    this.#bodyTimers.set(accountId, timer)
  }

  close(): void {
    for (const timer of this.#bodyTimers.values()) clearTimeout(timer)
  }

  clear(accountId: EwsAccountId): Result<null> {
    return this.#with(accountId, (trace) => {
      trace.clear()
      return ok(null)
    })
  }

  /**
   * Asks where; the file is named after the mailbox.
   * @returns `trace.empty` when nothing was exchanged since the start; `null`: the dialog was closed
   */
  async save(accountId: EwsAccountId): Promise<Result<{ path: string } | null>> {
    const account = this.#accountOf(accountId)
    if (!account) return failure(appError('account.not-found'))
    const exchanges = this.#traceOf(accountId).entries()
    if (exchanges.length === 0) return failure(appError('trace.empty'))
    const path = await this.#parts.askSavePath(fileName(account.mailbox, 'har', 'Exchange'))
    if (path === null) return ok(null)
    const har = harOf(exchanges, { name: 'MS EWS Konnektor', version: this.#parts.version })
    const written = await writeWhole(path, `${JSON.stringify(har, null, 2)}\n`)
    return written.ok ? ok({ path }) : written
  }

  forget(accountIds: readonly EwsAccountId[]): void {
    for (const id of accountIds) this.#traces.delete(id)
  }

  #with<T>(accountId: EwsAccountId, use: (trace: ExchangeTrace) => Result<T>): Result<T> {
    return this.#accountOf(accountId) ? use(this.#traceOf(accountId)) : failure(appError('account.not-found'))
  }

  #accountOf(accountId: EwsAccountId): EwsAccount | undefined {
    return this.#parts.documents.connections.get().accounts.find(({ id }) => id === accountId)
  }

  #traceOf(accountId: EwsAccountId): ExchangeTrace {
    const trace = this.#traces.get(accountId) ?? new ExchangeTrace()
    this.#traces.set(accountId, trace)
    return trace
  }
}
