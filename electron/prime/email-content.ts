/**
 * An opened e-mail: body as plain text or as sanitised HTML that refers to nothing outside the message.
 *
 * `sanitize-html` keeps an allow-list of elements and attributes; scripts, forms, styles, links' targets and every
 * remote image go. Images inside the message (`cid:`) become data URLs. The renderer additionally shows the result
 * in a frame without scripts and under a policy that loads nothing.
 */
import sanitizeHtml from 'sanitize-html'
import type { EmailRecord } from '#shared/domain/prime-items.ts'
import type { EmailContent, EmailSummary } from '#shared/domain/prime.ts'
import { readMessage, type MimeAttachment, type MimeMessage } from './mime-message.ts'

/** Larger inline images are left to the list of attachments, so that one message cannot fill the window's memory. */
const MAX_INLINE_IMAGE_BYTES = 2 * 1024 * 1024

export async function emailContentOf(
  summary: EmailSummary,
  record: EmailRecord,
  mime: Uint8Array,
): Promise<EmailContent> {
  const message = await readMessage(mime)
  return {
    summary,
    to: [...record.to],
    cc: [...record.cc],
    sentAt: record.sentAt,
    body: bodyOf(message),
    attachments: [...record.attachments],
  }
}

function bodyOf(message: MimeMessage): EmailContent['body'] {
  if (message.html !== null && message.html.trim() !== '') return htmlBody(message.html, message.attachments)
  if (message.text !== null && message.text.trim() !== '') return { kind: 'text', text: message.text }
  return { kind: 'empty' }
}

function htmlBody(html: string, attachments: readonly MimeAttachment[]): EmailContent['body'] {
  let remoteContentRemoved = false
  const clean = sanitizeHtml(html, {
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
        const source = inlineImage(attributes.src ?? '', attachments)
        const { src: _src, ...others } = attributes
        if (source !== null) return { tagName, attribs: { ...others, src: source } }
        if (/^\s*(https?:)?\/\//i.test(attributes.src ?? '')) remoteContentRemoved = true
        return { tagName, attribs: others }
      },
    },
    exclusiveFilter: (frame) => frame.tag === 'img' && !frame.attribs.src && !frame.attribs.alt,
  })
  if (/url\(\s*["']?\s*(https?:)?\/\//i.test(html) || /<link\b/i.test(html)) remoteContentRemoved = true
  return { kind: 'html', html: clean, remoteContentRemoved }
}

function inlineImage(source: string, attachments: readonly MimeAttachment[]): string | null {
  const reference = /^\s*cid:(.+)$/i.exec(source)?.[1]
  if (reference === undefined) return null
  const wanted = decode(reference.trim())
  const image = attachments.find((attachment) => attachment.contentId === wanted)
  if (!image || !/^image\/(png|jpe?g|gif|webp|bmp)$/i.test(image.contentType)) return null
  if (image.content.byteLength > MAX_INLINE_IMAGE_BYTES) return null
  return `data:${image.contentType};base64,${Buffer.from(image.content).toString('base64')}`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
