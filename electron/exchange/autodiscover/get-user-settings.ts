/** Autodiscover with SOAP: GetUserSettings (MS-OXWSADISC 3.1.4.3), which tells everything in one answer since 2010. */
import { escapeXml } from '../soap/envelope.ts'
import { type XmlElement, childOf, textOf } from '../soap/xml-element.ts'
import { type Answer, refusedAnswer, settingsAnswer, unreadable } from './answer.ts'
import { parseDocument } from './document.ts'

const AUTODISCOVER = 'http://schemas.microsoft.com/exchange/2010/Autodiscover'
const ACTION = `${AUTODISCOVER}/Autodiscover/GetUserSettings`
const SETTINGS = ['ExternalEwsUrl', 'InternalEwsUrl', 'AutoDiscoverSMTPAddress', 'CasVersion'] as const

/** @param url where it is sent to; WS-Addressing wants it inside too */
export function build(address: string, url: string): string {
  const settings = SETTINGS.map((name) => `<a:Setting>${name}</a:Setting>`).join('')
  return (
    '<?xml version="1.0" encoding="utf-8"?>' +
    `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:a="${AUTODISCOVER}"` +
    ' xmlns:wsa="http://www.w3.org/2005/08/addressing"><soap:Header>' +
    // The oldest that has the operation: every newer server understands it.
    '<a:RequestedServerVersion>Exchange2010</a:RequestedServerVersion>' +
    `<wsa:Action>${ACTION}</wsa:Action><wsa:To>${escapeXml(url)}</wsa:To></soap:Header>` +
    '<soap:Body><a:GetUserSettingsRequestMessage><a:Request>' +
    `<a:Users><a:User><a:Mailbox>${escapeXml(address)}</a:Mailbox></a:User></a:Users>` +
    `<a:RequestedSettings>${settings}</a:RequestedSettings>` +
    '</a:Request></a:GetUserSettingsRequestMessage></soap:Body></soap:Envelope>'
  )
}

export const HEADERS = { SOAPAction: `"${ACTION}"` } as const

export function parse(body: Uint8Array, address: string): Answer {
  const root = parseDocument(body)
  if ('malformed' in root) return unreadable(root.malformed)
  const content = root.name === 'Envelope' ? childOf(root, 'Body') : undefined
  if (content === undefined) return unreadable(`${root.name} instead of Envelope`)
  const fault = childOf(content, 'Fault')
  if (fault !== undefined) {
    const code = textOf(fault, 'faultcode') ?? 'Fault'
    return refusedAnswer(code.replace(/^.*:/, ''), textOf(fault, 'faultstring') ?? '', address)
  }
  const message = childOf(content, 'GetUserSettingsResponseMessage')
  const response = message && childOf(message, 'Response')
  if (response === undefined) return unreadable('no GetUserSettingsResponseMessage')
  const user = childOf(response, 'UserResponses')?.children.find(({ name }) => name === 'UserResponse')
  // The code of the user tells more than that of the request, which stands above it.
  const judged = user ?? response
  const code = textOf(judged, 'ErrorCode') ?? 'no ErrorCode'
  const target = textOf(judged, 'RedirectTarget')
  if (code === 'RedirectAddress' && target !== null) return { kind: 'redirect-address', address: target }
  if (code === 'RedirectUrl' && target !== null) return { kind: 'redirect-url', url: target }
  if (code !== 'NoError' || user === undefined) {
    return refusedAnswer(code, textOf(judged, 'ErrorMessage') ?? '', address)
  }
  const setting = settingsOf(user)
  return settingsAnswer({
    externalEwsUrl: setting('ExternalEwsUrl'),
    internalEwsUrl: setting('InternalEwsUrl'),
    primaryAddress: setting('AutoDiscoverSMTPAddress'),
    serverVersion: setting('CasVersion') ?? headerVersion(root),
  })
}

function settingsOf(user: XmlElement): (name: (typeof SETTINGS)[number]) => string | null {
  const settings = childOf(user, 'UserSettings')?.children ?? []
  return (name) => {
    const setting = settings.find((one) => textOf(one, 'Name') === name)
    return setting === undefined ? null : textOf(setting, 'Value')
  }
}

/** `ServerVersionInfo` has elements here, where EWS has attributes. */
function headerVersion(root: XmlElement): string | null {
  const header = childOf(root, 'Header')
  const info = header && childOf(header, 'ServerVersionInfo')
  if (info === undefined || textOf(info, 'MajorVersion') === null) return null
  const parts = ['MajorVersion', 'MinorVersion', 'MajorBuildNumber', 'MinorBuildNumber']
  return parts.map((part) => textOf(info, part) ?? '0').join('.')
}
