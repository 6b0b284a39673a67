/**
 * What an e-mail is listed and compared by: people, texts, and its attachments by name, size and digest.
 *
 * A large message lies in a file and is never taken into memory as a whole: `mailsplit` cuts the stream into MIME
 * parts, and in the copy that `postal-mime` gets to read, the content of each long part is replaced by its digest.
 * Attachments of that content are then found by it, so that both readers need not agree on anything but bytes.
 *
 * Rejected: `mailparser`, which streams attachments but reads texts and addresses in other ways than `postal-mime`,
 * so that the same message would differ by its size.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { once } from 'node:events'
import { type Transform, Transform as TransformStream, pipeline } from 'node:stream'
import { type MimeNode, type MimePart, Splitter } from 'mailsplit'
import { failure, ok, type Result } from '#shared/result.ts'
import { type MimeMessage, UNREADABLE, readMessage } from './mime-message.ts'
import { readError } from './prime-errors.ts'
import type { NewContent } from './prime-store.ts'

/** In a large message, a text of more than a mebibyte is its digest. */
export type MessageOutline = Omit<MimeMessage, 'attachments'> & {
  readonly attachments: readonly AttachmentOutline[]
}

export type AttachmentOutline = {
  readonly name: string
  readonly contentType: string
  /** Bytes, decoded. */
  readonly size: number
  /** SHA-256 of the decoded content, lower-case hex. */
  readonly digest: string
}

/** Bytes of a part as it is encoded; longer ones are replaced. */
const LONGEST_CONTENT = 65_536
const LONGEST_TEXT = 1_048_576

/** Bytes; mail has lines of at most 998 (RFC 5322, 2.1.1), and a line has to be held to look for a boundary. */
const LONGEST_LINE = 8_388_608

/** @returns `prime.unreadable` when the file cannot be read; a message that is no MIME has an outline all the same */
export async function outlineOf(content: NewContent): Promise<Result<MessageOutline>> {
  const { place } = content
  if (place.kind === 'memory') return ok(outline(await readMessage(place.bytes), new Map()))
  try {
    const replaced = new Map<string, Replaced>()
    const copy = await withoutLongContents(place.path, replaced)
    return ok(outline(copy === null ? UNREADABLE : await readMessage(copy), replaced))
  } catch (error) {
    return failure(readError(error))
  }
}

type Replaced = { readonly size: number; readonly digest: string }

function outline(message: MimeMessage, replaced: ReadonlyMap<string, Replaced>): MessageOutline {
  const attachments = message.attachments.map(({ name, contentType, content }) => {
    const known =
      content.length < 200 ? replaced.get(Buffer.from(content).toString('latin1').trim()) : undefined
    const size = known?.size ?? content.byteLength
    const digest = known?.digest ?? createHash('sha256').update(content).digest('hex')
    return { name, contentType, size, digest }
  })
  return { ...message, attachments }
}

/** @returns the message with every long content replaced, or `null` when it cannot be cut into parts */
async function withoutLongContents(
  path: string,
  replaced: Map<string, Replaced>,
): Promise<Uint8Array | null> {
  const file = createReadStream(path)
  const splitter = new Splitter({ ignoreEmbedded: true })
  // Told by the iteration, too, which ends with the first of them.
  pipeline(file, lineGuard(), splitter, () => undefined)
  const copy: Uint8Array[] = []
  let part: PartCopy | null = null
  const endPart = async (): Promise<void> => {
    if (part !== null) copy.push(...(await part.end(replaced)))
    part = null
  }
  try {
    for await (const piece of splitter as AsyncIterable<MimePart>) {
      if (piece.type === 'node') {
        await endPart()
        copy.push(piece.getHeaders())
        if (piece.multipart === false) part = new PartCopy(piece)
      } else if (piece.type === 'body' && part !== null) {
        if (piece.value !== undefined) await part.add(piece.value)
      } else {
        await endPart()
        if (piece.value !== undefined) copy.push(piece.value)
      }
    }
    await endPart()
  } catch (error) {
    if (file.errored !== null) throw error
    return null // too many parts, headers or lines too long
  }
  return Buffer.concat(copy)
}

/** The content of one part: kept while it is short, decoded and digested when it turns out to be long. */
class PartCopy {
  readonly #node: MimeNode
  readonly #longest: number
  readonly #hash = createHash('sha256')
  #kept: Buffer[] = []
  #length = 0
  #decoder: Transform | null = null
  #size = 0

  constructor(node: MimeNode) {
    this.#node = node
    const isText = node.contentType === 'text/plain' || node.contentType === 'text/html'
    this.#longest = isText && node.disposition !== 'attachment' ? LONGEST_TEXT : LONGEST_CONTENT
  }

  async add(bytes: Buffer): Promise<void> {
    this.#length += bytes.length
    if (this.#decoder === null) {
      this.#kept.push(bytes)
      if (this.#length <= this.#longest) return
      this.#decoder = this.#node.getDecoder()
      this.#decoder.on('data', (decoded: Buffer) => {
        this.#hash.update(decoded)
        this.#size += decoded.length
      })
      for (const kept of this.#kept.splice(0)) await this.#decode(this.#decoder, kept)
    } else await this.#decode(this.#decoder, bytes)
  }

  async end(replaced: Map<string, Replaced>): Promise<readonly Uint8Array[]> {
    const decoder = this.#decoder
    if (decoder === null) return this.#kept
    const ended = once(decoder, 'end')
    decoder.end()
    await ended
    const digest = this.#hash.digest('hex')
    const name = `content-${digest}-${this.#size}`
    replaced.set(name, { size: this.#size, digest })
    return [Buffer.from(this.#node.encoding === 'base64' ? Buffer.from(name).toString('base64') : name)]
  }

  async #decode(decoder: Transform, bytes: Buffer): Promise<void> {
    if (!decoder.write(bytes)) await once(decoder, 'drain')
  }
}

/** The splitter holds a line until it ends; this ends what never does. */
function lineGuard(): Transform {
  let length = 0
  return new TransformStream({
    transform: (chunk: Buffer, _encoding, done) => {
      const last = chunk.lastIndexOf(0x0a)
      length = last === -1 ? length + chunk.length : chunk.length - last - 1
      if (length > LONGEST_LINE) done(new Error('a line without end'))
      else done(null, chunk)
    },
  })
}
