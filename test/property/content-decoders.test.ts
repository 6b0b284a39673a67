/** The faster decoders of MIME parts against those of the library itself, of which Node has a second copy as CommonJS. */
import { createRequire } from 'node:module'
import fc from 'fast-check'
import FastPostalMime from 'postal-mime'
import { beforeAll, describe, expect, it } from 'vitest'
import { decodeFaster } from '#electron/prime/content-decoders.ts'

const Original = createRequire(import.meta.url)('postal-mime') as typeof FastPostalMime

const ENCODINGS = ['7bit', '8bit', 'base64', 'BASE64', 'quoted-printable', 'x-unknown', ''] as const

/** Lines as they come in parts: base64 in lines of any length, padded or not, soft breaks, and any bytes at all. */
const line = fc.oneof(
  fc.base64String({ maxLength: 76 }).map((text) => Buffer.from(text)),
  fc.base64String({ maxLength: 76 }).map((text) => Buffer.from(text.replace(/=+$/, ''))),
  fc
    .constantFrom('=', '==', '', 'Grüezi=', 'Gr=C3=BCezi', '=XY', '-_-_', 'QQ==QUI=QUJD', '\ufeff')
    .map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
)
const content = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\r\n', '\n'))
  .map(([lines, end]) => Buffer.concat(lines.flatMap((each) => [each, Buffer.from(end)])))

const part = fc.record({
  type: fc.constantFrom('text/plain', 'text/html; charset=iso-8859-1', 'application/pdf; name=a.pdf'),
  encoding: fc.constantFrom(...ENCODINGS),
  content,
})

function messageOf(parts: readonly { type: string; encoding: string; content: Buffer }[]): Buffer {
  const pieces = parts.flatMap(({ type, encoding, content: body }) => [
    Buffer.from(`--limit\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`),
    body,
    Buffer.from('\r\n'),
  ])
  const head = 'Subject: Test\r\nContent-Type: multipart/mixed; boundary=limit\r\n\r\n'
  return Buffer.concat([Buffer.from(head), ...pieces, Buffer.from('--limit--\r\n')])
}

describe('the content of a part', () => {
  beforeAll(() => {
    decodeFaster(FastPostalMime)
  })

  it('is what the library itself makes of it, however it is encoded', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 4 }), async (parts) => {
        const message = messageOf(parts)
        expect(await FastPostalMime.parse(message)).toEqual(await Original.parse(message))
      }),
      { numRuns: 500 },
    )
  })

  it('may be long', async () => {
    const long = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251))
    const lines = Buffer.from(long.toString('base64').replace(/.{76}/g, '$&\r\n'))
    const message = messageOf([
      { type: 'application/pdf', encoding: 'base64', content: lines },
      { type: 'text/plain', encoding: 'quoted-printable', content: lines },
    ])
    const fast = await FastPostalMime.parse(message)
    expect(fast).toEqual(await Original.parse(message))
    expect(Buffer.from(fast.attachments[0]!.content as ArrayBuffer).equals(long)).toBe(true)
  })

  it('is put together without a Blob', async () => {
    const original = globalThis.Blob
    const refused = class extends original {
      constructor() {
        super()
        throw new Error('a Blob')
      }
    }
    globalThis.Blob = refused
    try {
      for (const encoding of ENCODINGS) {
        const message = messageOf([{ type: 'text/plain', encoding, content: Buffer.from('QUJD\r\n') }])
        await expect(FastPostalMime.parse(message)).resolves.toMatchObject({ subject: 'Test' })
      }
    } finally {
      globalThis.Blob = original
    }
  })
})
