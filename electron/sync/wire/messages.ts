/**
 * What passes between the sync host and main for each request to a server. A port of its own, beside that of the
 * calls: what is said here is bytes, in great number, and needs back-pressure instead of answers.
 *
 *   host → main   open, pull, abort, part, close
 *   main → host   head, chunk, end, failed, ask
 *
 * `transport` numbers the transport of one run, `request` its requests. No credential, no cookie and no proxy is in
 * any of them: main puts them on and takes them off.
 */
import { z } from 'zod'
import { ewsAccountIdSchema } from '#shared/domain/ids.ts'
import { appErrorSchema } from '#shared/errors.ts'

const request = z.number().int()
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

export const toMainSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('open'),
    request,
    transport: z.number().int(),
    accountId: ewsAccountIdSchema,
    operation: z.string(),
    method: z.enum(['GET', 'POST']),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    totalMilliseconds: z.number().positive().optional(),
    body: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('none') }),
      z.object({ kind: z.literal('text'), text: z.string() }),
      z.object({ kind: z.literal('streamed'), byteLength: z.number().int().nonnegative() }),
    ]),
  }),
  /** The host has room for so many further bytes of the answer. */
  z.object({ type: z.literal('pull'), request, bytes: z.number().int().positive() }),
  z.object({ type: z.literal('abort'), request }),
  /** The next part of a streamed body; `null` after the last. */
  z.object({ type: z.literal('part'), request, bytes: bytes.nullable() }),
  /** A run has ended, and with it its transport. */
  z.object({ type: z.literal('close'), transport: z.number().int() }),
])
export type ToMain = z.infer<typeof toMainSchema>

export const toHostSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('head'),
    request,
    status: z.number().int(),
    headers: z.record(z.string(), z.string()),
    challenges: z.array(z.string()),
    requestId: z.string(),
  }),
  z.object({ type: z.literal('chunk'), request, bytes }),
  z.object({ type: z.literal('end'), request }),
  z.object({ type: z.literal('failed'), request, error: appErrorSchema }),
  /** The next part of the body is wanted; `first` when it has to start anew, as a sign-in in several steps does. */
  z.object({ type: z.literal('ask'), request, part: z.enum(['first', 'next']) }),
])
export type ToHost = z.infer<typeof toHostSchema>

/** Bytes of an answer that may be on their way to the host or wait there; the server is slowed down beyond them. */
export const WINDOW = 1_048_576
