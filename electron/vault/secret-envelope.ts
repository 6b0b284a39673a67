/**
 * How one secret lies in `secrets.json`: a versioned envelope around what the cipher of the operating system made.
 *
 * - Version 2 (written): the encrypted text is `{"id": …, "secret": …}`, so that an envelope opens only under the id
 *   for which it was closed. Nobody who can write the file can give the password of one account to the server of
 *   another; and a cipher without integrity (Linux: AES-CBC) that "decrypts" with a wrong key is found out.
 *   `storedBy` and `storedAt` are for the message to whoever cannot open it.
 * - Version 1 (read): the encrypted text is the bare secret; written again as version 2 when it is first read.
 * - Anything newer or of another shape is kept as it is and reported.
 */
import { z } from 'zod'
import { instantSchema, type Instant } from '#shared/domain/ids.ts'

/** Whose key it is, as people would say it; no part of the encryption. */
export const secretOwnerSchema = z.object({ user: z.string(), computer: z.string() })
export type SecretOwner = z.infer<typeof secretOwnerSchema>

const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/)

const envelopeSchema = z.discriminatedUnion('version', [
  z.object({ version: z.literal(1), data: base64 }),
  z.object({ version: z.literal(2), storedBy: secretOwnerSchema, storedAt: instantSchema, data: base64 }),
])
export type SecretEnvelope = z.infer<typeof envelopeSchema>

export const ENVELOPE_VERSION = 2

/** @returns `newer`: from a later version of the application; `damaged`: of no known shape */
export function readEnvelope(stored: unknown): SecretEnvelope | 'newer' | 'damaged' {
  const parsed = envelopeSchema.safeParse(stored)
  if (parsed.success) return parsed.data
  const version = z.object({ version: z.number().int() }).safeParse(stored)
  return version.success && version.data.version > ENVELOPE_VERSION ? 'newer' : 'damaged'
}

export function closedEnvelope(encrypted: Buffer, storedBy: SecretOwner, storedAt: Instant): SecretEnvelope {
  return { version: ENVELOPE_VERSION, storedBy, storedAt, data: encrypted.toString('base64') }
}

/** What is given to the cipher. */
export function boundText(id: string, secret: string): string {
  return JSON.stringify({ id, secret })
}

const boundSchema = z.object({ id: z.string(), secret: z.string() })

/** @returns the secret, or `null` when the text was not made for this id */
export function secretOf({ version }: SecretEnvelope, id: string, text: string): string | null {
  if (version === 1) return text
  try {
    const bound = boundSchema.parse(JSON.parse(text))
    return bound.id === id ? bound.secret : null
  } catch {
    return null
  }
}
