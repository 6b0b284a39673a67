/**
 * The last exchanges of one account with its server, as an administrator or our support wants to see them: what was
 * asked, what came back, how long it took, under which id the server logged it.
 *
 * A ring buffer, bounded in entries and in characters of bodies, so that tracing costs the same after a month as after
 * a minute. Bodies are mail and are kept only when somebody asked for them. Everything is redacted before it is kept,
 * not when it is shown: what is not there cannot leak into a crash dump or an export.
 */
import {
  exchangeSummarySchema,
  LONGEST_BODY,
  type TraceChanges,
  type TracedExchange,
} from '#shared/domain/exchange-trace.ts'
import { redact, redactText } from '#shared/redact.ts'

export type TraceOptions = {
  readonly maximumEntries?: number
  /** Characters of all kept bodies together. */
  readonly maximumBodyCharacters?: number
}

const MAXIMUM_ENTRIES = 500
const MAXIMUM_BODY_CHARACTERS = 8_000_000

export class ExchangeTrace {
  /** Whether bodies are kept from now on. What was kept stays until it makes room. */
  keepsBodies = false
  readonly #maximumEntries: number
  readonly #maximumBodyCharacters: number
  readonly #entries = new Map<number, TracedExchange>()
  /** In which revision each entry was written last. */
  readonly #writtenIn = new Map<number, number>()
  #count = 0
  #revision = 0
  #bodyCharacters = 0

  constructor(options: TraceOptions = {}) {
    this.#maximumEntries = options.maximumEntries ?? MAXIMUM_ENTRIES
    this.#maximumBodyCharacters = options.maximumBodyCharacters ?? MAXIMUM_BODY_CHARACTERS
  }

  /** The exchanges that are kept, the oldest first, also those under way. */
  entries(): readonly TracedExchange[] {
    return [...this.#entries.values()]
  }

  get(number: number): TracedExchange | undefined {
    return this.#entries.get(number)
  }

  /** What is different from what was told at that revision; at 0 nothing was told. */
  changesSince(revision: number): TraceChanges {
    const entries = this.entries()
    return {
      revision: this.#revision,
      keepsBodies: this.keepsBodies,
      first: entries[0]?.number ?? this.#count + 1,
      changed: entries
        .filter(({ number }) => (this.#writtenIn.get(number) ?? 0) > revision)
        .map((entry) => exchangeSummarySchema.parse(entry)),
    }
  }

  /** What is under way is forgotten too. */
  clear(): void {
    this.#entries.clear()
    this.#writtenIn.clear()
    this.#revision++
    this.#bodyCharacters = 0
  }

  /** The exchanges stay, without what is mail. */
  forgetBodies(): void {
    for (const entry of this.entries()) {
      if (charactersOf(entry) > 0) this.#put({ ...entry, requestBody: null, responseBody: null })
    }
  }

  /** @returns the number under which the exchange is completed */
  begin(
    started: Pick<
      TracedExchange,
      'startedAt' | 'operation' | 'method' | 'url' | 'requestHeaders' | 'requestBytes' | 'requestBody'
    >,
  ): number {
    const number = ++this.#count
    this.#put({
      ...started,
      number,
      url: redactText(started.url),
      requestHeaders: redactedHeaders(started.requestHeaders),
      requestBody: this.#body(started.requestBody),
      requestId: null,
      status: null,
      responseHeaders: {},
      responseBytes: 0,
      responseBody: null,
      firstByteMilliseconds: null,
      totalMilliseconds: null,
      error: null,
    })
    return number
  }

  /** Adds what is known now; an exchange that has made room meanwhile is forgotten. */
  complete(
    number: number,
    known: Partial<
      Pick<
        TracedExchange,
        | 'requestId'
        | 'status'
        | 'responseHeaders'
        | 'responseBytes'
        | 'responseBody'
        | 'firstByteMilliseconds'
        | 'totalMilliseconds'
        | 'error'
      >
    >,
  ): void {
    const entry = this.#entries.get(number)
    if (entry === undefined) return
    this.#put({
      ...entry,
      ...known,
      ...(known.responseHeaders !== undefined && { responseHeaders: redactedHeaders(known.responseHeaders) }),
      ...(known.responseBody !== undefined && { responseBody: this.#body(known.responseBody) }),
    })
  }

  #body(body: string | null): string | null {
    // Redacted before it is cut: half a token would no longer look like one.
    return this.keepsBodies && body !== null ? redactText(body).slice(0, LONGEST_BODY) : null
  }

  #put(entry: TracedExchange): void {
    this.#bodyCharacters += charactersOf(entry) - charactersOf(this.#entries.get(entry.number))
    this.#entries.set(entry.number, entry)
    this.#writtenIn.set(entry.number, ++this.#revision)
    for (const oldest of this.#entries.values()) {
      const isFull =
        this.#entries.size > this.#maximumEntries || this.#bodyCharacters > this.#maximumBodyCharacters
      if (!isFull || oldest.number === entry.number) return
      this.#entries.delete(oldest.number)
      this.#writtenIn.delete(oldest.number)
      this.#bodyCharacters -= charactersOf(oldest)
    }
  }
}

function charactersOf(entry: TracedExchange | undefined): number {
  return (entry?.requestBody?.length ?? 0) + (entry?.responseBody?.length ?? 0)
}

function redactedHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return redact(headers) as Record<string, string>
}
