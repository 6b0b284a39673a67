/**
 * Autodiscover version 2: /autodiscover/autodiscover.json?Email=…&Protocol=Ews, and the older form with the address in
 * the path, /autodiscover/autodiscover.json/v1.0/ADDRESS?Protocol=Ews.
 *
 * It asks for no sign-in and gives nothing but an address. Every kind of redirection is an HTTP 302 that counts how
 * often it happened. Microsoft documents it nowhere; codes and texts are those that Exchange is seen to answer.
 */
import type { PageRequest, Reply } from '../http/http-front.ts'
import type { AutodiscoverService } from './autodiscover.ts'
import { redirectionTarget } from './routes.ts'

export const JSON_PATH = '/autodiscover/autodiscover.json'
const WITH_ADDRESS = /^\/autodiscover\/autodiscover\.json\/v1\.0\/([^/]+)$/i
const MAX_REDIRECTIONS = 10 // one more ends in an error, so that two servers cannot send a client around for ever

const PROTOCOLS = ['Ews', 'AutodiscoverV1']

export const isJsonPath = (path: string): boolean =>
  path.toLowerCase() === JSON_PATH || WITH_ADDRESS.test(path)

export function answerJson({ path, query }: PageRequest, service: AutodiscoverService): Reply {
  const parameters = new Map([...query].map(([name, value]) => [name.toLowerCase(), value]))
  const address = parameters.get('email') ?? decoded(WITH_ADDRESS.exec(path)?.[1])
  const asked = parameters.get('protocol')
  if (address === undefined || asked === undefined) {
    return error(
      'MandatoryParameterMissing',
      `A valid value must be provided for the query parameter '${address === undefined ? 'Email' : 'Protocol'}'`,
    )
  }
  const protocol = PROTOCOLS.find((known) => known.toLowerCase() === asked.toLowerCase())
  if (protocol === undefined) {
    const supported = PROTOCOLS.join(',')
    return error(
      'InvalidProtocol',
      `The given protocol value '${asked}' is invalid. Supported values are '${supported}'`,
    )
  }
  if (!/^[^@\s]+@[^@\s]+$/.test(address)) {
    return error('InvalidEmailAddress', `The given email address '${address}' is invalid.`)
  }
  const count = Number(parameters.get('redirectcount') ?? '0') + 1
  const redirect = (origin: string, to: string): Reply => {
    if (!(count <= MAX_REDIRECTIONS)) return error('TooManyRedirects', 'Too many redirects.')
    const target = new URL(redirectionTarget(origin, JSON_PATH))
    const query = new URLSearchParams({ Email: to, Protocol: protocol, RedirectCount: String(count) })
    target.search = query.toString()
    return { status: 302, headers: { Location: target.href }, body: '' }
  }
  const destination = service.routes.ofUser(address)
  switch (destination.kind) {
    case 'unknown':
      return error('UserNotFound', 'The given user is not found', 404)
    case 'redirect-address':
      return redirect(service.origin(), destination.address)
    case 'redirect-url':
    case 'http-redirect':
      return redirect(destination.url, address)
    case 'settings': {
      const { ewsUrl } = destination.user
      const url = protocol === 'Ews' ? ewsUrl : new URL('/autodiscover/autodiscover.xml', ewsUrl).href
      return json(200, { Protocol: protocol, Url: url })
    }
  }
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text)
  } catch {
    return text
  }
}

const error = (ErrorCode: string, ErrorMessage: string, status = 400): Reply =>
  json(status, { ErrorCode, ErrorMessage })

function json(status: number, value: Readonly<Record<string, string>>): Reply {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'private' },
    body: JSON.stringify(value),
  }
}
