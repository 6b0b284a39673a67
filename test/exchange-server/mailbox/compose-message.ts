/** Writes a plain text message from a few fields, for tests that do not care about MIME. */
import type { Address } from './item.ts'

export type MessageFields = {
  readonly subject?: string
  readonly from?: Address | string
  readonly to?: readonly (Address | string)[]
  readonly text?: string
  readonly messageId?: string
  /** Milliseconds since 1970. */
  readonly sentAt?: number
}

/** The value of a header, encoded where it is not plain ASCII (RFC 2047). */
export const encoded = (value: string): string =>
  /^[\x20-\x7e]*$/.test(value) ? value : `=?utf-8?B?${Buffer.from(value, 'utf8').toString('base64')}?=`

const written = (address: Address | string): string =>
  typeof address === 'string' ? address : `${encoded(address.name)} <${address.address}>`

/** The bytes of the message, with CRLF line ends. */
export function composeMessage(
  fields: MessageFields,
  defaults: { readonly messageId: string; readonly sentAt: number },
): Uint8Array {
  const lines = [
    `From: ${written(fields.from ?? { name: 'Bernd Vogel', address: 'bernd.vogel@contoso.example' })}`,
    ...(fields.to === undefined ? [] : [`To: ${fields.to.map(written).join(', ')}`]),
    `Subject: ${encoded(fields.subject ?? 'Message')}`,
    `Date: ${new Date(fields.sentAt ?? defaults.sentAt).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${fields.messageId ?? defaults.messageId}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    fields.text ?? 'Text of the message.',
    '',
  ]
  return Buffer.from(lines.join('\r\n'), 'utf8')
}
