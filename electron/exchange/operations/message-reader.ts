/**
 * Reads one message of a GetItem answer: `m:Items` › the item, whatever its element is called › its properties. The
 * MIME content goes to its sink while it is read.
 */
import { type Result, failure, ok } from '#shared/result.ts'
import type { AppError } from '#shared/errors.ts'
import type { OpenContentSink } from '../content-sink.ts'
import { malformedResponse } from '../errors.ts'
import type { ExtendedProperty } from '../extended-property.ts'
import { keysOf } from '../item-keys.ts'
import type { ChangeKey, ExchangeItemId } from '../ids.ts'
import type { FetchedItem, Person } from '../message.ts'
import { type IncomingContent, IncomingContents } from '../soap/incoming-content.ts'
import type { ContentReader } from '../soap/response-reader.ts'
import { instantOrNull, isTrue } from '../soap/values.ts'
import { ElementCollector, type XmlElement, textOf } from '../soap/xml-element.ts'
import type { Attributes } from '../soap/xml-stream.ts'
import type { ReadElement } from './batch.ts'
import { flagOf, importanceOf, personOf, textOrNull } from './item/item-values.ts'
import { extendedPropertyOf } from './item/read-extended-property.ts'

type Properties = Omit<FetchedItem, 'mime'>
export type ReadMessage = ReadElement<ExchangeItemId, FetchedItem>

const MIME: ReadonlySet<string> = new Set(['MimeContent'])
/** Those with parts, which come rarely and are small. */
const COMPOSED: ReadonlySet<string> = new Set(['BccRecipients', 'Flag', 'ExtendedProperty'])

export class MessageReader implements ContentReader<ReadMessage> {
  readonly piecesOf = MIME
  readonly #contents: IncomingContents
  #itemKind = ''
  #id: ExchangeItemId | undefined
  #changeKey: ChangeKey | null = null
  readonly #properties = new Map<string, string>()
  #property = ''
  readonly #people = new Map<string, Person>()
  #categories: string[] = []
  #mime: IncomingContent | null = null
  #bcc: readonly Person[] = []
  #flag: FetchedItem['flag'] = 'none'
  #extended: ExtendedProperty[] = []
  readonly #collector = new ElementCollector(3, (element) => {
    this.#take(element)
  })

  constructor(openSink: OpenContentSink) {
    this.#contents = new IncomingContents(openSink)
  }

  begin(): void {
    this.#itemKind = ''
    this.#id = undefined
    this.#changeKey = null
    this.#properties.clear()
    this.#property = ''
    this.#people.clear()
    this.#categories = []
    this.#mime = null
    this.#bcc = []
    this.#flag = 'none'
    this.#extended = []
    this.#collector.reset()
  }

  open(name: string, depth: number, attributes: Attributes): void {
    // Items (1) › Message (2) › From (3) › Mailbox (4) › EmailAddress (5)
    if (depth === 2) this.#itemKind ||= name
    if (depth === 3) this.#property = name
    if (depth >= 3 && COMPOSED.has(this.#property)) this.#collector.open(name, depth, attributes)
    if (depth !== 3) return
    if (name === 'MimeContent') this.#mime ??= this.#contents.open()
    if (name === 'ItemId') {
      this.#id ??= attributes.get('Id') as ExchangeItemId | undefined
      this.#changeKey ??= (attributes.get('ChangeKey') ?? null) as ChangeKey | null
    }
  }

  piece(text: string, depth: number): void {
    if (depth === 3) this.#mime?.write(text)
  }

  close(name: string, depth: number, text: string): void {
    if (depth >= 3 && COMPOSED.has(this.#property)) this.#collector.close(depth, text)
    else if (depth === 3) {
      if (name === 'MimeContent') this.#mime?.end()
      else if (!this.#properties.has(name)) this.#properties.set(name, text)
    } else if (depth === 4 && this.#property === 'Categories' && name === 'String') {
      this.#categories.push(text)
    } else if (depth === 5 && (name === 'Name' || name === 'EmailAddress')) {
      const person = this.#people.get(this.#property) ?? { name: '', address: '' }
      const known = name === 'Name' ? { ...person, name: text } : { ...person, address: text }
      this.#people.set(this.#property, known)
    }
  }

  end(): Result<ReadMessage> {
    const id = this.#id
    if (id === undefined) return failure(malformedResponse('no ItemId'))
    const mime = this.#mime
    const properties = this.#read(id)
    return ok({
      id,
      complete: async () => {
        if (mime === null) return failure(malformedResponse('no MimeContent'))
        const content = await mime.complete('MimeContent')
        return content.ok ? ok({ ...properties, mime: content.value }) : content
      },
      discard: async () => {
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

  #take(element: XmlElement): void {
    switch (element.name) {
      case 'BccRecipients':
        this.#bcc = element.children.map(personOf).filter((person) => person !== null)
        break
      case 'Flag':
        this.#flag = flagOf(textOf(element, 'FlagStatus')) ?? 'none'
        break
      default: {
        const property = extendedPropertyOf(element)
        if (property !== null) this.#extended.push(property)
      }
    }
  }

  #read(id: ExchangeItemId): Properties {
    const properties = this.#properties
    return {
      itemKind: this.#itemKind,
      id,
      changeKey: this.#changeKey,
      itemClass: properties.get('ItemClass') ?? '',
      subject: properties.get('Subject') ?? '',
      from: this.#people.get('From') ?? this.#people.get('Sender') ?? null,
      isRead: isTrue(properties.get('IsRead')),
      importance: importanceOf(properties.get('Importance')) ?? 'normal',
      categories: this.#categories,
      sentAt: instantOrNull(properties.get('DateTimeSent')),
      receivedAt: instantOrNull(properties.get('DateTimeReceived')),
      internetMessageId: textOrNull(properties.get('InternetMessageId') ?? ''),
      hasAttachments: isTrue(properties.get('HasAttachments')),
      bcc: this.#bcc,
      isDraft: isTrue(properties.get('IsDraft')),
      flag: this.#flag,
      createdAt: instantOrNull(properties.get('DateTimeCreated')),
      lastModifiedAt: instantOrNull(properties.get('LastModifiedTime')),
      ...keysOf(this.#extended),
    }
  }
}
