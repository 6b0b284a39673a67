/**
 * Makes realistic business mails in German and English: plain text, HTML with and without images, attachments,
 * umlauts in every place where real mails have them. The same seed gives the same bytes.
 *
 * Sizes follow a log-normal distribution with a median of about 15 kB and a mean of about 27 kB, as measured on
 * real mailboxes. The envelope is known without reading the bytes back, which makes large mailboxes quick to
 * fill; a unit test holds both against each other. Rejected: a MIME library (it would choose encodings itself,
 * and its output changes with its version).
 */
import type { Address, MessageEnvelope, MessageState } from '../mailbox/item.ts'
import { Random } from './random.ts'
import { ENGLISH, GERMAN, PEOPLE, type Vocabulary } from './vocabulary.ts'

export type GeneratedMessage = {
  readonly mime: Uint8Array
  readonly envelope: MessageEnvelope
  readonly state: Pick<MessageState, 'isRead' | 'importance' | 'categories' | 'receivedAt'>
}

const NEWEST = Date.UTC(2026, 0, 15, 8) // fixed, so that a seed means the same mails every day
const MEDIAN_GAP = 20 * 60_000 // ms between two mails
const MEDIAN_SIZE = 14_500 // bytes
const SIZE_SIGMA = 1.1
const LARGEST_SIZE = 3_000_000 // bytes
const LARGEST_TEXT = 60_000 // bytes; what is above comes as an attachment

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8')

/** Generates messages from the newest to the oldest. */
export function* generateMessages(count: number, seed: number): Generator<GeneratedMessage> {
  const random = new Random(seed)
  let receivedAt = NEWEST
  for (let index = 0; index < count; index++) {
    // Seconds, because EWS gives no fractions.
    receivedAt -= Math.max(1, Math.round(random.logNormal(MEDIAN_GAP, 1.3) / 1000)) * 1000
    yield generateMessage(random, index, seed, receivedAt)
  }
}

function generateMessage(random: Random, index: number, seed: number, receivedAt: number): GeneratedMessage {
  const words = random.chance(0.65) ? GERMAN : ENGLISH
  const size = Math.min(LARGEST_SIZE, random.logNormal(MEDIAN_SIZE, SIZE_SIGMA))
  const from = random.pick(PEOPLE)
  const to = [random.pick(PEOPLE), ...(random.chance(0.3) ? [random.pick(PEOPLE)] : [])]
  const cc = random.chance(0.2) ? [random.pick(PEOPLE)] : []
  const subject = random.pick(words.subjects).replace('%d', String(1000 + random.below(9000)))
  const messageId = `<${seed}.${index}.${random.below(1_000_000_000).toString(36)}@contoso.example>`
  const body = generateBody(random, words, size)
  const header = [
    `From: ${writeAddress(from)}`,
    `To: ${to.map(writeAddress).join(',\r\n ')}`,
    ...(cc.length === 0 ? [] : [`Cc: ${cc.map(writeAddress).join(', ')}`]),
    `Subject: ${encodeWords(subject)}`,
    `Date: ${new Date(receivedAt).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${messageId}`,
    'MIME-Version: 1.0',
  ]
  return {
    mime: Buffer.concat([utf8(`${header.join('\r\n')}\r\n`), body.mime]),
    envelope: {
      subject,
      from,
      sender: from,
      to,
      cc,
      bcc: [],
      replyTo: [],
      internetMessageId: messageId,
      inReplyTo: undefined,
      references: undefined,
      sentAt: receivedAt,
      hasAttachments: body.hasAttachments,
    },
    state: {
      isRead: index > 20 || random.chance(0.4),
      importance: random.chance(0.06) ? 'High' : random.chance(0.02) ? 'Low' : 'Normal',
      categories: random.chance(0.1)
        ? [random.pick(['Kunde', 'Lieferant', 'Büro & Verwaltung', 'Project X'])]
        : [],
      receivedAt,
    },
  }
}

type Part = {
  readonly mime: Buffer
  readonly hasAttachments: boolean
}

/** A part with its own header, an empty line and its content. */
function generateBody(random: Random, words: Vocabulary, size: number): Part {
  const boundary = `=_${random.below(1e9).toString(36)}${random.below(1e9).toString(36)}`
  const attached = size > LARGEST_TEXT || random.chance(0.15)
  const textSize = attached ? Math.min(size * 0.2, 8000) : size
  const isHtml = random.chance(0.7) || textSize > 20_000
  const text = isHtml ? generateHtml(random, words, textSize, boundary) : plainPart(random, words, textSize)
  if (!attached) return { mime: text, hasAttachments: false }
  // Base64 makes 4 bytes of 3 and adds CRLF every 76.
  const file = attachmentPart(random, random.pick(words.files), Math.max(600, (size - text.length) * 0.73))
  return { mime: multipart('mixed', `${boundary}m`, [text, file]), hasAttachments: true }
}

function generateHtml(random: Random, words: Vocabulary, size: number, boundary: string): Buffer {
  const withImage = random.chance(0.25) && size > 6000
  const image = withImage ? `logo.${boundary.slice(2)}@contoso.example` : undefined
  const plain = plainPart(random, words, Math.min(size * 0.25, 4000))
  const imageSize = withImage ? Math.round(size * 0.3) : 0
  const html = htmlPart(random, words, size - plain.length - imageSize * 1.37, image)
  const alternative = multipart('alternative', `${boundary}a`, [plain, html])
  if (image === undefined) return alternative
  const picture = Buffer.concat([
    utf8(
      'Content-Type: image/png; name="logo.png"\r\nContent-Transfer-Encoding: base64\r\n' +
        `Content-ID: <${image}>\r\nContent-Disposition: inline; filename="logo.png"\r\n\r\n`,
    ),
    base64Lines(random.bytes(imageSize)),
  ])
  return multipart('related', `${boundary}r`, [alternative, picture])
}

function multipart(kind: string, boundary: string, parts: readonly Buffer[]): Buffer {
  return Buffer.concat([
    utf8(`Content-Type: multipart/${kind};\r\n boundary="${boundary}"\r\n\r\n`),
    ...parts.flatMap((part) => [utf8(`--${boundary}\r\n`), part, utf8('\r\n')]),
    utf8(`--${boundary}--\r\n`),
  ])
}

function plainPart(random: Random, words: Vocabulary, size: number): Buffer {
  const lines = [`${random.pick(words.greetings)},`, '']
  for (let length = 0; length < size - 400;) {
    const sentence = random.pick(words.sentences)
    lines.push(sentence, ...(random.chance(0.3) ? [''] : []))
    length += Buffer.byteLength(sentence) + 3
  }
  const content = [...lines, '', `${random.pick(words.closings)},`, ''].join('\r\n')
  if (random.chance(0.15)) {
    const latin = Buffer.from(content.replace(/[^\u0020-\u00ff\r\n\t]/g, '-'), 'latin1')
    const head = 'Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
    return Buffer.concat([utf8(head), latin])
  }
  return utf8(`Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${content}`)
}

function htmlPart(random: Random, words: Vocabulary, size: number, image: string | undefined): Buffer {
  const parts = [
    '<html><head><meta charset="utf-8"><style>p.MsoNormal{margin:0;font-family:Calibri,sans-serif}</style></head><body>',
    `<p class="MsoNormal">${random.pick(words.greetings)},</p>`,
  ]
  for (let length = 300; length < size - 100;) {
    const paragraph = `<p class="MsoNormal">${random.pick(words.sentences).replace(/&/g, '&amp;')}</p>`
    parts.push(paragraph)
    length += Buffer.byteLength(paragraph) + 2
  }
  if (image !== undefined) parts.push(`<img src="cid:${image}" alt="Logo">`)
  parts.push(`<p class="MsoNormal">${random.pick(words.closings)}</p></body></html>`, '')
  return utf8(
    `Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${parts.join('\r\n')}`,
  )
}

function attachmentPart(random: Random, name: string, size: number): Buffer {
  const type = name.endsWith('.pdf') ? 'application/pdf' : 'application/octet-stream'
  return Buffer.concat([
    utf8(
      `Content-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n` +
        `Content-Disposition: attachment;\r\n filename*=UTF-8''${encodeURIComponent(name)}\r\n\r\n`,
    ),
    base64Lines(random.bytes(Math.round(size))),
  ])
}

function base64Lines(bytes: Buffer): Buffer {
  return utf8(bytes.toString('base64').replace(/.{76}(?=.)/g, '$&\r\n'))
}

function writeAddress({ name, address }: Address): string {
  if (name === '') return address
  return /^[\x20-\x7e]*$/.test(name)
    ? `"${name.replace(/["\\]/g, '\\$&')}" <${address}>`
    : `${encodeWords(name)} <${address}>`
}

/** RFC 2047 in pieces short enough for one encoded word each, never cut within a character. */
function encodeWords(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text
  const pieces: string[] = []
  let piece = ''
  for (const character of text) {
    if (Buffer.byteLength(piece + character) > 42) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  pieces.push(piece)
  return pieces.map((part) => `=?utf-8?B?${utf8(part).toString('base64')}?=`).join('\r\n ')
}
