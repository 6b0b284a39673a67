/**
 * One exchange with a server, as an administrator or our support wants to see it: what was asked, what came back, how
 * long it took, under which id the server logged it. What is in here was redacted when it was kept.
 */
import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'

const headersSchema = z.record(z.string(), z.string())
const countSchema = z.number().int().nonnegative()

export const exchangeSummarySchema = z.object({
  /** Counts the exchanges of the account from 1. */
  number: countSchema,
  /** ISO 8601 with milliseconds and `Z`. */
  startedAt: z.string(),
  operation: z.string(),
  method: z.string(),
  /** Without credentials. */
  url: z.string(),
  requestBytes: countSchema,
  /** The `client-request-id`; `null` while or when no answer came. */
  requestId: z.string().nullable(),
  /** HTTP status; `null` while or when no answer came. */
  status: z.number().int().nullable(),
  /** Decompressed. */
  responseBytes: countSchema,
  /** Milliseconds from the start to the head of the answer; `null` when none came. */
  firstByteMilliseconds: z.number().nonnegative().nullable(),
  /** Milliseconds from the start to the end of the body; `null` while it is under way. */
  totalMilliseconds: z.number().nonnegative().nullable(),
  /** Why the exchange ended without a whole answer. */
  error: appErrorSchema.nullable(),
})
export type ExchangeSummary = z.infer<typeof exchangeSummarySchema>

export const tracedExchangeSchema = exchangeSummarySchema.extend({
  requestHeaders: headersSchema,
  /** The beginning of it when it is longer than what is kept of one body; `null` when bodies are not kept. */
  requestBody: z.string().nullable(),
  responseHeaders: headersSchema,
  /** Like that of the request. */
  responseBody: z.string().nullable(),
})
export type TracedExchange = z.infer<typeof tracedExchangeSchema>

/** What somebody who knows the trace as it was at one revision needs to know it as it is now. */
export const traceChangesSchema = z.object({
  revision: countSchema,
  keepsBodies: z.boolean(),
  /** Exchanges with lower numbers are gone. */
  first: countSchema,
  /** New ones and those that went on, by number. */
  changed: z.array(exchangeSummarySchema),
})
export type TraceChanges = z.infer<typeof traceChangesSchema>

/** Characters that are kept of one body: a page of 512 changes, or the structure around a message. */
export const LONGEST_BODY = 500_000
