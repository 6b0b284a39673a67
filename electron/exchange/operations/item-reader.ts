/** Reads one item of a GetItem answer: `m:Items` › the item, whatever its element is called › its properties. */
import { type Result, failure, ok } from '#shared/result.ts'
import { malformedResponse } from '../errors.ts'
import type { ChangeKey, ExchangeItemId, FetchedItem, Person } from '../exchange-client.ts'
import { Base64Decoder } from '../soap/base64-decoder.ts'
import type { ContentReader } from '../soap/response-reader.ts'
import { instantOrNull } from './instant.ts'

/** An item as it was read: the id is known even if the rest is of no use. */
export type ReadItem = { readonly id: ExchangeItemId; readonly item: Result<FetchedItem> }

export class ItemReader implements ContentReader<ReadItem> {
  readonly piecesOf = 'MimeContent'
  #itemKind = ''
  #id: ExchangeItemId | undefined
  #changeKey: ChangeKey | null = null
  #properties: Record<string, string> = {}
  #property = ''
  #people: Record<string, { name: string; address: string }> = {}
  #categories: string[] = []
  #mime: Base64Decoder | null = null

  begin(): void {
    this.#itemKind = ''
    this.#id = undefined
    this.#changeKey = null
    this.#properties = {}
    this.#people = {}
    this.#categories = []
    this.#mime = null
  }

  open(name: string, depth: number, attribute: (name: string) => string | undefined): void {
    // Items (1) › Message (2) › From (3) › Mailbox (4) › EmailAddress (5)
    if (depth === 2) this.#itemKind ||= name
    if (depth !== 3) return
    this.#property = name
    if (name === 'MimeContent') this.#mime ??= new Base64Decoder()
    if (name === 'ItemId') {
      this.#id ??= attribute('Id') as ExchangeItemId | undefined
      this.#changeKey ??= (attribute('ChangeKey') ?? null) as ChangeKey | null
    }
  }

  piece(text: string): void {
    this.#mime?.write(text)
  }

  close(name: string, depth: number, text: string): void {
    if (depth === 3) this.#properties[name] ??= text
    else if (depth === 4 && this.#property === 'Categories' && name === 'String') this.#categories.push(text)
    else if (depth === 5 && (name === 'Name' || name === 'EmailAddress')) {
      const person = (this.#people[this.#property] ??= { name: '', address: '' })
      person[name === 'Name' ? 'name' : 'address'] = text
    }
  }

  end(): Result<ReadItem> {
    const id = this.#id
    if (id === undefined) return failure(malformedResponse('no ItemId'))
    return ok({ id, item: this.#item(id) })
  }

  #item(id: ExchangeItemId): Result<FetchedItem> {
    if (this.#mime === null) return failure(malformedResponse('no MimeContent'))
    const mime = this.#mime.end()
    if (mime === null) return failure(malformedResponse('MimeContent is not base64'))
    const properties = this.#properties
    return ok({
      itemKind: this.#itemKind,
      id,
      changeKey: this.#changeKey,
      itemClass: properties.ItemClass ?? '',
      subject: properties.Subject ?? '',
      from: this.#from(),
      isRead: isTrue(properties.IsRead),
      importance: importanceOf(properties.Importance),
      categories: this.#categories,
      sentAt: instantOrNull(properties.DateTimeSent),
      receivedAt: instantOrNull(properties.DateTimeReceived),
      internetMessageId: textOrNull(properties.InternetMessageId),
      hasAttachments: isTrue(properties.HasAttachments),
      mime,
    })
  }

  #from(): Person | null {
    return this.#people.From ?? this.#people.Sender ?? null
  }
}

function isTrue(text: string | undefined): boolean {
  const value = text?.trim().toLowerCase()
  return value === 'true' || value === '1' // both are xs:boolean
}

function textOrNull(text: string | undefined): string | null {
  const value = text?.trim() ?? ''
  return value === '' ? null : value
}

function importanceOf(text: string | undefined): FetchedItem['importance'] {
  const value = text?.trim().toLowerCase()
  return value === 'low' || value === 'high' ? value : 'normal'
}
