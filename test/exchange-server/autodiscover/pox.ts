/**
 * Autodiscover with plain XML, /autodiscover/autodiscover.xml (MS-OXDSCLI).
 *
 * Everything is said with HTTP 200, errors too, apart from a redirection by HTTP. Only the response schema of Outlook
 * is answered; that of phones gets 601.
 */
import type { PageRequest, Reply } from '../http/http-front.ts'
import { MalformedXmlError, type XmlElement, child, childText, parseXml } from '../soap/xml-tree.ts'
import { type Xml, element, leaf, sequence } from '../soap/xml-writer.ts'
import type { AutodiscoverService } from './autodiscover.ts'
import { deploymentId, packedVersion, serverDn, userDn } from './describe-server.ts'
import { type AutodiscoverUser, redirectionTarget } from './routes.ts'

const REQUEST = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006'
const RESPONSE = 'http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006'
const OUTLOOK_RESPONSE = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a'

const ERROR_ID = '1054084152' // a number that an administrator would look up in the server's log

export function answerPox({ method, path, body }: PageRequest, service: AutodiscoverService): Reply {
  const request = method === 'POST' ? readRequest(body) : undefined
  const address = childText(request, 'EMailAddress') ?? ''
  const schema = childText(request, 'AcceptableResponseSchema')
  if (request === undefined || address === '' || schema === undefined) return error(600, 'Invalid Request')
  if (schema !== OUTLOOK_RESPONSE) return error(601, 'Provider is not available')
  const destination = service.routes.ofUser(address)
  switch (destination.kind) {
    case 'unknown':
      return error(500, "The email address can't be found.")
    case 'http-redirect':
      return { status: 302, headers: { Location: redirectionTarget(destination.url, path) }, body: '' }
    case 'redirect-address':
      return redirection('redirectAddr', leaf('RedirectAddr', destination.address))
    case 'redirect-url':
      return redirection('redirectUrl', leaf('RedirectUrl', redirectionTarget(destination.url, path)))
    case 'settings':
      return response(settings(destination.user, service))
  }
}

function readRequest(body: string): XmlElement | undefined {
  try {
    const root = parseXml(body)
    return root.name === 'Autodiscover' && root.namespace === REQUEST ? child(root, 'Request') : undefined
  } catch (problem) {
    if (problem instanceof MalformedXmlError) return undefined
    throw problem
  }
}

function settings(user: AutodiscoverUser, service: AutodiscoverService): Xml {
  const { hostname, protocol } = new URL(user.ewsUrl)
  const dn = serverDn(hostname)
  const urls = sequence(leaf('ASUrl', user.ewsUrl), leaf('EwsUrl', user.ewsUrl), leaf('OOFUrl', user.ewsUrl))
  const encrypted = leaf('SSL', protocol === 'https:' ? 'On' : 'Off')
  return sequence(
    element(
      'User',
      {},
      leaf('DisplayName', user.displayName),
      leaf('LegacyDN', userDn(user)),
      leaf('AutoDiscoverSMTPAddress', user.address),
      leaf('DeploymentId', deploymentId()),
    ),
    element(
      'Account',
      {},
      leaf('AccountType', 'email'),
      leaf('Action', 'settings'),
      leaf('MicrosoftOnline', service.isOnline ? 'True' : 'False'),
      element(
        'Protocol',
        {},
        leaf('Type', 'EXCH'),
        leaf('Server', hostname),
        leaf('ServerDN', dn),
        leaf('ServerVersion', packedVersion(service.version)),
        leaf('MdbDN', `${dn}/cn=Microsoft Private MDB`),
        urls,
      ),
      element(
        'Protocol',
        {},
        leaf('Type', 'EXPR'),
        leaf('Server', hostname),
        leaf('ServerVersion', packedVersion(service.version)),
        encrypted,
        leaf('AuthPackage', service.authPackage),
        urls,
      ),
    ),
  )
}

function redirection(action: 'redirectAddr' | 'redirectUrl', target: Xml): Reply {
  const account = element('Account', {}, leaf('AccountType', 'email'), leaf('Action', action), target)
  return response(account)
}

function response(content: Xml): Reply {
  return document(element('Response', { xmlns: OUTLOOK_RESPONSE }, content))
}

function error(code: number, message: string): Reply {
  const time = new Date().toISOString().slice(11, 23)
  const details = sequence(leaf('ErrorCode', code), leaf('Message', message), element('DebugData', {}))
  return document(element('Response', {}, element('Error', { Time: time, Id: ERROR_ID }, details)))
}

function document(content: Xml): Reply {
  return {
    status: 200,
    headers: { 'Content-Type': 'text/xml; charset=utf-8', 'Cache-Control': 'private' },
    body: `<?xml version="1.0" encoding="utf-8"?>${element('Autodiscover', { xmlns: RESPONSE }, content)}`,
  }
}
