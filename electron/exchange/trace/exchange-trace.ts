/**
 * The last exchanges of one account with its server, as an administrator or our support wants to see them: what was
 * asked, what came back, how long it took, under which id the server logged it.
 *
 * A ring buffer, bounded in entries and in characters of bodies, so that tracing costs the same after a month as after
 * a minute. Bodies are mail and are kept only when somebody asked for them. Everything is redacted before it is kept,
 * not when it is shown: what is not there cannot leak into a crash dump or an export.
 */
import type { AppError } from '#shared/errors.ts'
import { redact, redactText } from '#shared/redact.ts'

export type TracedExchange = {
  /** Counts the exchanges of the account from 1. */
  readonly number: number
  /** ISO 8601 with milliseconds and `Z`. */
  readonly startedAt: string
  readonly operation: string
  readonly method: string
  /** Without credentials. */
  readonly url: string
  readonly requestHeaders: Readonly<Record<string, string>>
  readonly requestBytes: number
  /** `null` when bodies are not kept. */
  readonly requestBody: string | null
  /** The `client-request-id`; `null` while or when no answer came. */
  readonly requestId: string | null
  /** HTTP status; `null` while or when no answer came. */
  readonly status: number | null
  readonly responseHeaders: Readonly<Record<string, string>>
  /** Decompressed. */
  readonly responseBytes: number
  /** The beginning of it when it is longer than what is kept of one body; `null` when bodies are not kept. */
  readonly responseBody: string | null
  /** Milliseconds from the start to the head of the answer; `null` when none came. */
  readonly firstByteMilliseconds: number | null
  /** Milliseconds from the start to the end of the body; `null` while it is under way. */
  readonly totalMilliseconds: number | null
  /** Why the exchange ended without a whole answer. */
  readonly error: AppError | null
}

export type TraceOptions = {
  readonly maximumEntries?: number
  /** Characters of all kept bodies together. */
  readonly maximumBodyCharacters?: number
}

const MAXIMUM_ENTRIES = 500
const MAXIMUM_BODY_CHARACTERS = 8_000_000

/** Characters that are kept of one body: a page of 512 changes, or the structure around a message. */
export const LONGEST_BODY = 500_000

export class ExchangeTrace {
  /** Whether bodies are kept from now on. What was kept stays until it makes room. */
  keepsBodies = false
  readonly #maximumEntries: number
  readonly #maximumBodyCharacters: number
  readonly #entries = new Map<number, TracedExchange>()
  #count = 0
  #bodyCharacters = 0

  constructor(options: TraceOptions = {}) {
    this.#maximumEntries = options.maximumEntries ?? MAXIMUM_ENTRIES
    this.#maximumBodyCharacters = options.maximumBodyCharacters ?? MAXIMUM_BODY_CHARACTERS
  }

  /** The exchanges that are kept, the oldest first, also those under way. */
  entries(): readonly TracedExchange[] {
    return [...this.#entries.values()]
  }

  clear(): void {
    this.#entries.clear()
    this.#bodyCharacters = 0
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
    return this.keepsBodies && body !== null ? redactText(body.slice(0, LONGEST_BODY)) : null
  }

  #put(entry: TracedExchange): void {
    this.#bodyCharacters += charactersOf(entry) - charactersOf(this.#entries.get(entry.number))
    this.#entries.set(entry.number, entry)
    for (const oldest of this.#entries.values()) {
      const isFull =
        this.#entries.size > this.#maximumEntries || this.#bodyCharacters > this.#maximumBodyCharacters
      if (!isFull || oldest.number === entry.number) return
      this.#entries.delete(oldest.number)
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
