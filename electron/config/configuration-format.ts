/**
 * The file of an exported configuration: JSON in UTF-8, at most 8 MiB, version 1.
 *
 * Without secrets:
 *
 *     { "format": "ms-ews-konnektor-configuration", "version": 1, "exportedAt": "2026-11-24T12:00:00.000Z",
 *       "secrets": "none", "configuration": { "connectors": [ … ] } }
 *
 * With secrets the whole configuration is encrypted, addresses included: whoever could change the address of a server
 * in the file would be sent the password at the next synchronisation.
 *
 *     { "format": …, "version": 1, "exportedAt": …, "secrets": "passphrase",
 *       "kdf": { "name": "scrypt", "N": 131072, "r": 8, "p": 1, "salt": "<base64>" },
 *       "cipher": { "name": "aes-256-gcm", "iv": "<base64, 12 bytes>", "tag": "<base64, 16 bytes>" },
 *       "data": "<base64>" }
 *
 *     key  = scrypt(UTF-8 of the passphrase in Unicode NFKC, salt, N, r, p, 32 bytes)          RFC 7914
 *     JSON of the configuration = AES-256-GCM decrypt(key, iv, data, tag,                       NIST SP 800-38D
 *                                 additional data = UTF-8 "ms-ews-konnektor-configuration/1")
 *
 * N, r and p are OWASP's advice (128 MiB, some 0.4 s); a file may ask for at most 256 MiB, so that none can exhaust
 * the machine that opens it. There is no compression, and therefore nothing that unpacks into more than was read.
 * Rejected: the envelope of the vault (bound to one user of one computer) and a ZIP with a password.
 */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { z } from 'zod'
import { configurationSchema, type Configuration } from '#shared/domain/configuration.ts'
import { instantSchema, type Instant } from '#shared/domain/ids.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'

const FORMAT = 'ms-ews-konnektor-configuration'
const VERSION = 1
const ADDITIONAL_DATA = Buffer.from(`${FORMAT}/${VERSION}`, 'utf8')

export const MAX_FILE_BYTES = 8 * 1_048_576
const MAX_MEMORY = 256 * 1_048_576 // bytes for scrypt, which takes 128 · N · r
const KEY_BYTES = 32
const PARAMETERS = { N: 131_072, r: 8, p: 1 }

const bytes = (minimum: number, maximum = minimum) =>
  z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((buffer) => buffer.length >= minimum && buffer.length <= maximum)

const isPowerOfTwo = (value: number): boolean => (value & (value - 1)) === 0

const kdfSchema = z
  .strictObject({
    name: z.literal('scrypt'),
    N: z.number().int().min(16_384).max(1_048_576).refine(isPowerOfTwo),
    r: z.number().int().min(1).max(32),
    p: z.number().int().min(1).max(4),
    salt: bytes(16, 64),
  })
  .refine(({ N, r }) => 128 * N * r <= MAX_MEMORY)

const common = { format: z.literal(FORMAT), version: z.literal(VERSION), exportedAt: instantSchema }
const sealedSchema = z.strictObject({
  ...common,
  secrets: z.literal('passphrase'),
  kdf: kdfSchema,
  cipher: z.strictObject({ name: z.literal('aes-256-gcm'), iv: bytes(12), tag: bytes(16) }),
  data: bytes(1, MAX_FILE_BYTES),
})
const plainSchema = z.strictObject({
  ...common,
  secrets: z.literal('none'),
  configuration: configurationSchema,
})
const fileSchema = z.discriminatedUnion('secrets', [plainSchema, sealedSchema])

export type SealedConfiguration = z.infer<typeof sealedSchema>

export type ReadConfiguration =
  | { readonly kind: 'plain'; readonly configuration: Configuration }
  | { readonly kind: 'sealed'; readonly sealed: SealedConfiguration }

/** For a configuration without secrets; one with secrets is a broken invariant. */
export function plainFile(configuration: Configuration, exportedAt: Instant): string {
  const holdsSecret = configuration.connectors.some(
    ({ applicationCredential, accounts }) =>
      applicationCredential !== undefined || accounts.some(({ password }) => password !== undefined),
  )
  if (holdsSecret) throw new Error('secrets belong into a sealed file')
  return written({ format: FORMAT, version: VERSION, exportedAt, secrets: 'none', configuration })
}

export async function sealedFile(
  configuration: Configuration,
  passphrase: string,
  exportedAt: Instant,
): Promise<string> {
  const salt = randomBytes(16)
  const iv = randomBytes(12)
  const key = await keyOf(passphrase, { ...PARAMETERS, salt })
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(ADDITIONAL_DATA)
  const clear = Buffer.from(JSON.stringify(configuration), 'utf8')
  const data = Buffer.concat([cipher.update(clear), cipher.final()])
  clear.fill(0)
  key.fill(0)
  return written({
    format: FORMAT,
    version: VERSION,
    exportedAt,
    secrets: 'passphrase',
    kdf: { name: 'scrypt', ...PARAMETERS, salt: salt.toString('base64') },
    cipher: {
      name: 'aes-256-gcm',
      iv: iv.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
    },
    data: data.toString('base64'),
  })
}

/** @returns `configuration.unreadable` or `configuration.newer-version` */
export function readFile(file: string, text: string): Result<ReadConfiguration> {
  const parsed = parsedJson(text)
  const content = fileSchema.safeParse(parsed)
  if (content.success) {
    return content.data.secrets === 'none'
      ? ok({ kind: 'plain', configuration: content.data.configuration })
      : ok({ kind: 'sealed', sealed: content.data })
  }
  const header = z.object({ format: z.literal(FORMAT), version: z.number().int() }).safeParse(parsed)
  const isNewer = header.success && header.data.version > VERSION
  return failure(appError(isNewer ? 'configuration.newer-version' : 'configuration.unreadable', { file }))
}

/** @returns `configuration.wrong-passphrase`, which is also what a changed file looks like, or `….unreadable` */
export async function openSealed(
  file: string,
  { kdf, cipher: { iv, tag }, data }: SealedConfiguration,
  passphrase: string,
): Promise<Result<Configuration>> {
  const key = await keyOf(passphrase, kdf)
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 })
  decipher.setAAD(ADDITIONAL_DATA).setAuthTag(tag)
  key.fill(0)
  let clear: Buffer
  try {
    clear = Buffer.concat([decipher.update(data), decipher.final()])
  } catch {
    return failure(appError('configuration.wrong-passphrase', { file }))
  }
  const parsed = configurationSchema.safeParse(parsedJson(clear.toString('utf8')))
  clear.fill(0)
  return parsed.success ? ok(parsed.data) : failure(appError('configuration.unreadable', { file }))
}

type KeyParameters = { readonly N: number; readonly r: number; readonly p: number; readonly salt: Buffer }

/** Off the event loop, in libuv's pool. */
function keyOf(passphrase: string, { N, r, p, salt }: KeyParameters): Promise<Buffer> {
  const maxmem = MAX_MEMORY + 1_048_576 // what scrypt takes beside its blocks
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, KEY_BYTES, { N, r, p, maxmem }, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function written(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`
}
