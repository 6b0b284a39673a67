/** Answers of an Exchange server as bytes in chunks, and what the parsers need beside them. */
import type { ReceivedContent } from '#electron/exchange/content-sink.ts'
import { contentSpool } from '#electron/exchange/content-spool.ts'
import type { ResponseContext } from '#electron/exchange/soap/response-reader.ts'
import type { Result } from '#shared/result.ts'
import type { AppError } from '#shared/errors.ts'

export const context: ResponseContext = {
  userName: 'CONTOSO\\anna',
  mailbox: 'anna@contoso.example',
  namesMailbox: false,
}

export const inMemory = contentSpool({ folder: null })

export function bytesOf({ place }: ReceivedContent): Buffer {
  if (place.kind === 'file') throw new Error('expected to be in memory')
  return Buffer.from(place.bytes)
}

export function errorOf(result: Result<unknown>): AppError {
  if (result.ok) throw new Error('expected a failure')
  return result.error
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`unexpected ${JSON.stringify(result.error)}`)
  return result.value
}

/** A body in chunks of the given size; 1 cuts every character and every reference. */
export async function* chunks(content: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

const NAMESPACES =
  'xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" ' +
  'xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" ' +
  'xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"'

export const envelope = (body: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><s:Envelope ${NAMESPACES}><s:Header>` +
  '<t:ServerVersionInfo MajorVersion="15" MinorVersion="2" MajorBuildNumber="1118" MinorBuildNumber="7"/>' +
  `</s:Header><s:Body>${body}</s:Body></s:Envelope>`

export const messages = (operation: string, ...content: readonly string[]): string =>
  envelope(
    `<m:${operation}Response><m:ResponseMessages>${content.join('')}</m:ResponseMessages></m:${operation}Response>`,
  )

export const success = (operation: string, content: string): string =>
  `<m:${operation}ResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode>` +
  `${content}</m:${operation}ResponseMessage>`

export const refused = (operation: string, code: string, text = 'No.', more = ''): string =>
  `<m:${operation}ResponseMessage ResponseClass="Error"><m:MessageText>${text}</m:MessageText>` +
  `<m:ResponseCode>${code}</m:ResponseCode>${more}</m:${operation}ResponseMessage>`

export const item = (id: string, mime: string, more = ''): string =>
  success(
    'GetItem',
    `<m:Items><t:Message><t:MimeContent CharacterSet="UTF-8">${mime}</t:MimeContent>` +
      `<t:ItemId Id="${id}" ChangeKey="ck"/>${more}</t:Message></m:Items>`,
  )

export const base64 = (text: string): string => Buffer.from(text).toString('base64')
