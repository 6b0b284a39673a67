/**
 * GetAttachment: files with their content, attached items with their MIME content and properties
 * (MS-OXWSATT 3.1.4.3).
 *
 * Contents go to their sinks while they are read. Microsoft's servers answer attached items best as MIME, which
 * keeps everything, and by their properties for kinds that have no MIME.
 */
import type { AppError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import type { FetchedAttachment } from '../attachment.ts'
import type { ExchangeOperation } from '../call.ts'
import type { OpenContentSink, ReceivedContent } from '../content-sink.ts'
import { malformedResponse } from '../errors.ts'
import type { AttachmentId, ExchangeItemId } from '../ids.ts'
import type { ExchangeItem } from '../item.ts'
import { escapeXml, soapEnvelope } from '../soap/envelope.ts'
import { type IncomingContent, IncomingContents } from '../soap/incoming-content.ts'
import type { ContentReader } from '../soap/response-reader.ts'
import { ElementCollector, type XmlElement, idOf } from '../soap/xml-element.ts'
import type { Attributes } from '../soap/xml-stream.ts'
import { type ReadElement, type TakeElement, batchOperation } from './batch.ts'
import { attachmentOf, readItem } from './item/read-item.ts'

type Take = TakeElement<AttachmentId, FetchedAttachment>
type ReadAttachment = ReadElement<AttachmentId, FetchedAttachment>

/** @param ids each once, at least one */
export function operation(
  ids: readonly AttachmentId[],
  openSink: OpenContentSink,
  onElement: Take,
): ExchangeOperation<void> {
  return batchOperation({
    name: 'GetAttachment',
    ids,
    build,
    newReader: () => new AttachmentReader(openSink),
    onElement,
  })
}

export function build(ids: readonly AttachmentId[]): string {
  return soapEnvelope(
    '<m:GetAttachment><m:AttachmentShape><t:IncludeMimeContent>true</t:IncludeMimeContent></m:AttachmentShape>' +
      `<m:AttachmentIds>${ids.map((id) => `<t:AttachmentId Id="${escapeXml(id)}"/>`).join('')}</m:AttachmentIds>` +
      '</m:GetAttachment>',
  )
}

const CONTENTS: ReadonlySet<string> = new Set(['Content', 'MimeContent'])
const NOT_ITEMS: ReadonlySet<string> = new Set(['AttachmentId', 'Name', 'ContentType', 'ContentId'])

export class AttachmentReader implements ContentReader<ReadAttachment> {
  readonly piecesOf = CONTENTS
  readonly #contents: IncomingContents
  #attachment: XmlElement | null = null
  #content: IncomingContent | null = null
  #mime: IncomingContent | null = null
  #kind = ''
  readonly #collector = new ElementCollector(2, (element, parent) => {
    if (parent === 'Attachments') this.#attachment ??= element
  })

  constructor(openSink: OpenContentSink) {
    this.#contents = new IncomingContents(openSink)
  }

  begin(): void {
    this.#attachment = null
    this.#content = null
    this.#mime = null
    this.#kind = ''
    this.#collector.reset()
  }

  open(name: string, depth: number, attributes: Attributes): void {
    // Attachments (1) › FileAttachment (2) › Content (3), or ItemAttachment (2) › Message (3) › MimeContent (4)
    if (depth === 2) this.#kind ||= name
    if (this.#isContent(name, depth)) this.#content ??= this.#contents.open()
    else if (this.#isMime(name, depth)) this.#mime ??= this.#contents.open()
    this.#collector.open(name, depth, attributes)
  }

  piece(text: string, depth: number): void {
    if (depth === 3) this.#content?.write(text)
    else if (depth === 4) this.#mime?.write(text)
  }

  close(name: string, depth: number, text: string): void {
    if (this.#isContent(name, depth)) this.#content?.end()
    else if (this.#isMime(name, depth)) this.#mime?.end()
    this.#collector.close(depth, text)
  }

  end(): Result<ReadAttachment> {
    const attachment = this.#attachment
    const id = attachment && (idOf(attachment, 'AttachmentId') as AttachmentId | null)
    if (attachment === null || id === null) return failure(malformedResponse('no AttachmentId'))
    const content = this.#content
    const mime = this.#mime
    return ok({
      id,
      complete: () => complete(attachment, content, mime),
      discard: async () => {
        if (content !== null) await this.#contents.discard(content)
        if (mime !== null) await this.#contents.discard(mime)
      },
    })
  }

  settle(): Promise<AppError | null> {
    return this.#contents.settle()
  }

  release(): Promise<void> {
    return this.#contents.discardAll()
  }

  #isContent(name: string, depth: number): boolean {
    return depth === 3 && name === 'Content' && this.#kind === 'FileAttachment'
  }

  #isMime(name: string, depth: number): boolean {
    return depth === 4 && name === 'MimeContent' && this.#kind === 'ItemAttachment'
  }
}

async function complete(
  element: XmlElement,
  content: IncomingContent | null,
  mime: IncomingContent | null,
): Promise<Result<FetchedAttachment>> {
  const properties = attachmentOf(element)
  if (properties === null) return failure(malformedResponse('no AttachmentId'))
  switch (element.name) {
    case 'FileAttachment': {
      if (content === null) return failure(malformedResponse('no Content'))
      const received = await content.complete('Content')
      return received.ok ? ok({ ...properties, kind: 'file', content: received.value }) : received
    }
    case 'ItemAttachment': {
      let received: ReceivedContent | null = null
      if (mime !== null) {
        const whole = await mime.complete('MimeContent')
        if (!whole.ok) return whole
        received = whole.value
      }
      return ok({ ...properties, kind: 'item', item: attachedItemOf(element), mime: received })
    }
    default:
      return ok({ ...properties, kind: 'other' })
  }
}

/** The one child that is an item, whatever kind of item it is: items are the only ones with properties of their own. */
function attachedItemOf(attachment: XmlElement): ExchangeItem | null {
  const element = attachment.children.find(
    ({ name, children }) => children.length > 0 && !NOT_ITEMS.has(name),
  )
  if (element === undefined) return null
  const item = readItem(element, (idOf(element, 'ItemId') ?? '') as ExchangeItemId)
  return { ...item, others: item.others.filter(({ name }) => name !== 'MimeContent') }
}
