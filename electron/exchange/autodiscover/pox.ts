/**
 * Autodiscover with plain XML (MS-OXDSCLI), the only service that every Exchange since 2007 has.
 *
 * `EXCH` is the way from inside, `EXPR` the one from outside; Exchange 2013 and later may repeat a protocol as
 * `Protocol Type="…"` with `Internal` and `External` in it for MAPI over HTTP, which EWS does not need.
 */
import { escapeXml } from '../soap/envelope.ts'
import { type XmlElement, childOf, textOf } from '../soap/xml-element.ts'
import { type Answer, refusedAnswer, settingsAnswer, unreadable } from './answer.ts'
import { parseDocument } from './document.ts'

const REQUEST = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006'
const OUTLOOK_RESPONSE = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a'

export function build(address: string): string {
  return (
    `<?xml version="1.0" encoding="utf-8"?><Autodiscover xmlns="${REQUEST}"><Request>` +
    `<EMailAddress>${escapeXml(address)}</EMailAddress>` +
    `<AcceptableResponseSchema>${OUTLOOK_RESPONSE}</AcceptableResponseSchema></Request></Autodiscover>`
  )
}

export function parse(body: Uint8Array, address: string): Answer {
  const root = parseDocument(body)
  if ('malformed' in root) return unreadable(root.malformed)
  const response = root.name === 'Autodiscover' ? childOf(root, 'Response') : undefined
  if (response === undefined) return unreadable(`${root.name} instead of Autodiscover`)
  const error = childOf(response, 'Error')
  if (error !== undefined) {
    return refusedAnswer(textOf(error, 'ErrorCode') ?? '', textOf(error, 'Message') ?? '', address)
  }
  const account = childOf(response, 'Account')
  if (account === undefined) return unreadable('no Account')
  return accountAnswer(account, childOf(response, 'User'))
}

function accountAnswer(account: XmlElement, user: XmlElement | undefined): Answer {
  // The action is written in several cases; servers that leave it out mean settings.
  const redirectAddress = textOf(account, 'RedirectAddr')
  const redirectUrl = textOf(account, 'RedirectUrl')
  switch (textOf(account, 'Action')?.toLowerCase() ?? 'settings') {
    case 'redirectaddr':
      return redirectAddress === null
        ? unreadable('no RedirectAddr')
        : { kind: 'redirect-address', address: redirectAddress }
    case 'redirecturl':
      return redirectUrl === null ? unreadable('no RedirectUrl') : { kind: 'redirect-url', url: redirectUrl }
    default: {
      const inside = protocolOf(account, 'EXCH')
      const outside = protocolOf(account, 'EXPR')
      const version = [inside, outside].map((protocol) => protocol && textOf(protocol, 'ServerVersion'))
      return settingsAnswer({
        internalEwsUrl: inside === undefined ? null : textOf(inside, 'EwsUrl'),
        externalEwsUrl: outside === undefined ? null : textOf(outside, 'EwsUrl'),
        serverVersion: unpackVersion(version.find((text) => typeof text === 'string') ?? ''),
        primaryAddress: user === undefined ? null : textOf(user, 'AutoDiscoverSMTPAddress'),
      })
    }
  }
}

function protocolOf(account: XmlElement, type: string): XmlElement | undefined {
  return account.children.find(
    (child) => child.name === 'Protocol' && textOf(child, 'Type')?.toUpperCase() === type,
  )
}

/**
 * `73C28608` is 15.2.1544: eight hexadecimal digits of 4, 6 (major), 6 (minor), 1 and 15 (build) bits
 * (MS-OXDSCLI, `ServerVersion`). `null` for anything else.
 */
export function unpackVersion(packed: string): string | null {
  if (!/^[0-9a-f]{8}$/i.test(packed)) return null
  const bits = Number.parseInt(packed, 16)
  return [(bits >>> 22) & 0x3f, (bits >>> 16) & 0x3f, bits & 0x7fff].join('.')
}
