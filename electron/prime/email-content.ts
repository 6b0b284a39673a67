/**
 * An opened e-mail: body as plain text or as sanitised HTML that refers to nothing outside the message.
 *
 * `sanitize-html` keeps an allow-list of elements and attributes; scripts, forms, styles, links' targets and every
 * remote image go. Images inside the message (`cid:`) become data URLs. The renderer additionally shows the result
 * in a frame without scripts and under a policy that loads nothing.
 *
 * What is made to exhaust who reads it is not shown but named: the parser of HTML takes time by the square of the
 * nesting, a window memory by the length of a text, and one image may be referred to a thousand times.
 */
import sanitizeHtml from 'sanitize-html'
import type { EmailRecord } from '#shared/domain/prime-items.ts'
import type { EmailContent, EmailSummary } from '#shared/domain/prime.ts'
import { UNREADABLE, readMessage, type MimeAttachment, type MimeMessage } from './mime-message.ts'

/** Larger inline images are left to the list of attachments, so that one message cannot fill the window's memory. */
const MAX_INLINE_IMAGE_BYTES = 2 * 1024 * 1024
const MAX_INLINE_BYTES = 16 * 1024 * 1024 // of all images together, each time that one is referred to

const MAX_BODY_LENGTH = 4 * 1024 * 1024 // characters; a long newsletter has 200,000
/** Browsers give up at 512, and newsletters have some thirty tables in each other. */
const MAX_NESTING = 512

export async function emailContentOf(
  summary: EmailSummary,
  record: EmailRecord,
  mime: Uint8Array,
): Promise<EmailContent> {
  const message = await readMessage(mime)
  return {
    summary,
    cc: [...record.cc],
    sentAt: record.sentAt,
    body: bodyOf(message),
    attachments: [...record.attachments],
  }
}

function bodyOf(message: MimeMessage): EmailContent['body'] {
  if (message === UNREADABLE) return { kind: 'refused', reason: 'unreadable' }
  const { html, attachments } = message
  const hasHtml = html !== null && html.trim() !== ''
  const text = hasHtml ? html : message.text
  if (text === null || text.trim() === '') return { kind: 'empty' }
  if (text.length > MAX_BODY_LENGTH) return { kind: 'refused', reason: 'too-large' }
  if (!hasHtml) return { kind: 'text', text }
  try {
    return htmlBody(text, attachments)
  } catch (error) {
    if (error instanceof TooNested) return { kind: 'refused', reason: 'too-nested' }
    throw error
  }
}

class TooNested extends Error {}

/** Void elements are in nothing and hold nothing; the parser tells them as closed at once. */
function nestingGuard() {
  let depth = 0
  return {
    onOpenTag: () => {
      depth += 1
      if (depth > MAX_NESTING) throw new TooNested()
    },
    onCloseTag: () => {
      depth -= 1
    },
  }
}

function htmlBody(html: string, attachments: readonly MimeAttachment[]): EmailContent['body'] {
  let remoteContentRemoved = false
  let inlineBytes = 0
  const inlineImage = inlineImages(attachments)
  const clean = sanitizeHtml(html, {
    ...nestingGuard(),
    allowedTags: [...sanitizeHtml.defaults.allowedTags, 'img', 'center', 'font'],
    allowedAttributes: {
      '*': ['align', 'valign', 'dir', 'lang', 'width', 'height', 'bgcolor', 'color'],
      table: ['border', 'cellpadding', 'cellspacing'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
      font: ['size', 'face'],
      img: ['src', 'alt'],
      a: ['title'],
    },
    allowedSchemes: [],
    allowedSchemesByTag: { img: ['data'] },
    transformTags: {
      img: (tagName, attributes) => {
        const reference = attributes.src ?? ''
        const source = inlineImage(reference)
        const { src: _src, ...others } = attributes
        if (source !== null && inlineBytes + source.length <= MAX_INLINE_BYTES) {
          inlineBytes += source.length
          return { tagName, attribs: { ...others, src: source } }
        }
        if (/^\s*(https?:)?\/\//i.test(reference)) remoteContentRemoved = true
        if (attributes.srcset !== undefined) remoteContentRemoved = true
        // An empty span is not seen. The sanitiser's own filter copies what it has written for each that it takes out.
        return others.alt ? { tagName, attribs: others } : { tagName: 'span', attribs: {} }
      },
    },
  })
  if (REMOTE.test(html)) remoteContentRemoved = true
  return { kind: 'html', html: clean, remoteContentRemoved }
}

/** Blanks are counted: without an end, each beginning would be looked at to the end of the text. */
const REMOTE =
  /url\(\s{0,20}["']?\s{0,20}(?:https?:)?\/\/|@import\b|<link\b|\s(?:background|poster)\s{0,20}=\s{0,20}["']?\s{0,20}(?:https?:)?\/\//i

/** Each image is made once, however often and in however many spellings it is referred to. */
function inlineImages(attachments: readonly MimeAttachment[]): (source: string) => string | null {
  // Of several with the same id the first counts.
  const byId = new Map(attachments.toReversed().map((attachment) => [attachment.contentId, attachment]))
  const made = new Map<MimeAttachment, string | null>()
  return (source) => {
    const reference = /^\s*cid:(.+)$/i.exec(source)?.[1]
    const image = reference === undefined ? undefined : byId.get(decode(reference.trim()))
    if (!image) return null
    const known = made.get(image)
    const url = known === undefined ? dataUrlOf(image) : known
    made.set(image, url)
    return url
  }
}

function dataUrlOf({ contentType, content }: MimeAttachment): string | null {
  if (!/^image\/(png|jpe?g|gif|webp|bmp)$/i.test(contentType)) return null
  if (content.byteLength > MAX_INLINE_IMAGE_BYTES) return null
  return `data:${contentType};base64,${Buffer.from(content).toString('base64')}`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
