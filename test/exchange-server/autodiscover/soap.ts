/**
 * Autodiscover with SOAP, /autodiscover/autodiscover.svc: GetUserSettings and GetDomainSettings (MS-OXWSADISC).
 *
 * Three levels can fail: the message (a SOAP fault, HTTP 500; HTTP 400 when it is no XML), the request (an error code
 * for all), and one user or setting of it. A redirection is an error code of a user, or HTTP 302 for everybody.
 */
import type { PageRequest, Reply } from '../http/http-front.ts'
import { NAMESPACE } from '../soap/namespaces.ts'
import { MalformedXmlError, type XmlElement, child, childText, parseXml } from '../soap/xml-tree.ts'
import { type Xml, all, element, leaf, sequence, text } from '../soap/xml-writer.ts'
import type { AutodiscoverService } from './autodiscover.ts'
import { type Destination, redirectionTarget } from './routes.ts'
import { type Setting, readDomainSettings, readUserSettings } from './user-settings.ts'

const AUTODISCOVER = 'http://schemas.microsoft.com/exchange/2010/Autodiscover'
const ADDRESSING = 'http://www.w3.org/2005/08/addressing'
const INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance'
const FAULTS = 'http://schemas.microsoft.com/net/2005/12/windowscommunicationfoundation/dispatcher'

/** What differs between the two operations. */
type Operation = {
  readonly subject: 'User' | 'Domain'
  /** The users or domains of a request. */
  readonly wanted: (request: XmlElement | undefined) => string[]
  readonly settingType: string
  readonly unknown: { readonly code: string; readonly message: string }
  readonly destination: (name: string, service: AutodiscoverService) => Destination
  readonly read: typeof readUserSettings
}

const texts = (list: XmlElement | undefined): string[] =>
  (list?.children ?? []).map((entry) => entry.text.trim())

const OPERATIONS: Readonly<Record<string, Operation>> = {
  GetUserSettings: {
    subject: 'User',
    wanted: (request) =>
      (child(request, 'Users')?.children ?? []).map((user) => childText(user, 'Mailbox') ?? ''),
    settingType: 'StringSetting',
    unknown: { code: 'InvalidUser', message: 'Invalid user' },
    destination: (address, { routes }) => routes.ofUser(address),
    read: readUserSettings,
  },
  GetDomainSettings: {
    subject: 'Domain',
    wanted: (request) => texts(child(request, 'Domains')),
    settingType: 'DomainStringSetting',
    unknown: { code: 'InvalidDomain', message: 'Invalid domain' },
    destination: (domain, { routes }) => routes.ofDomain(domain),
    read: readDomainSettings,
  },
}

export function answerSoap({ method, path, body }: PageRequest, service: AutodiscoverService): Reply {
  if (method !== 'POST') return { status: 405, headers: { Allow: 'POST' }, body: '' }
  const root = readXml(body)
  if (root?.name !== 'Envelope' || root.namespace !== NAMESPACE.soap)
    return { status: 400, headers: {}, body: '' }
  const header = child(root, 'Header')
  const message = child(root, 'Body')?.children[0]
  const name = message?.name.replace(/RequestMessage$/, '') ?? ''
  const action = childText(header, 'Action') ?? ''
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined
  if (
    operation === undefined ||
    message?.namespace !== AUTODISCOVER ||
    action !== `${AUTODISCOVER}/Autodiscover/${name}`
  ) {
    return fault(action, service)
  }
  const request = child(message, 'Request')
  const wanted = operation.wanted(request)
  const settings = texts(child(request, 'RequestedSettings'))
  const invalid = (problem: string): Reply =>
    answer(name, 200, service, sequence(leaf('ErrorCode', 'InvalidRequest'), leaf('ErrorMessage', problem)))
  if (!/^Exchange20\d\d/.test(childText(header, 'RequestedServerVersion') ?? '')) {
    return invalid("The header 'RequestedServerVersion' is missing or invalid.")
  }
  if (wanted.length === 0)
    return invalid(`At least one ${operation.subject.toLowerCase()} must be specified.`)
  if (settings.length === 0) return invalid('At least one setting must be specified.')
  const destinations = wanted.map((one) => operation.destination(one, service))
  const elsewhere = destinations.find((destination) => destination.kind === 'http-redirect')
  if (elsewhere !== undefined) {
    return { status: 302, headers: { Location: redirectionTarget(elsewhere.url, path) }, body: '' }
  }
  const responses = destinations.map((destination, index) =>
    element(
      `${operation.subject}Response`,
      {},
      subjectXml(operation, destination, { name: wanted[index] ?? '', settings, path, service }),
    ),
  )
  const content = element(`${operation.subject}Responses`, {}, all(responses))
  return answer(
    name,
    200,
    service,
    sequence(leaf('ErrorCode', 'NoError'), element('ErrorMessage', {}), content),
  )
}

function readXml(body: string): XmlElement | undefined {
  try {
    return parseXml(body)
  } catch (problem) {
    if (problem instanceof MalformedXmlError) return undefined
    throw problem
  }
}

function subjectXml(
  { subject, settingType, unknown, read }: Operation,
  destination: Destination,
  asked: {
    readonly name: string
    readonly settings: readonly string[]
    readonly path: string
    readonly service: AutodiscoverService
  },
): Xml {
  const outcome = (
    code: string,
    message: string,
    target: string | undefined,
    settings: readonly Setting[],
  ): Xml =>
    sequence(
      // The schema has the rest in the order of the names, which differs between users and domains.
      leaf('ErrorCode', code),
      leaf('ErrorMessage', message),
      subject === 'Domain' ? settingsXml(subject, settingType, settings) : undefined,
      target === undefined ? element('RedirectTarget', { 'i:nil': true }) : leaf('RedirectTarget', target),
      subject === 'User' ? settingsXml(subject, settingType, settings) : undefined,
    )
  switch (destination.kind) {
    case 'settings':
      return outcome('NoError', 'No error.', undefined, read(asked.settings, destination.user, asked.service))
    case 'redirect-address':
      return outcome('RedirectAddress', 'Redirection address.', destination.address, [])
    case 'redirect-url':
    case 'http-redirect': // never alone, see above
      return outcome('RedirectUrl', 'Redirection URL.', redirectionTarget(destination.url, asked.path), [])
    case 'unknown':
      return outcome(unknown.code, `${unknown.message}: '${asked.name}'`, undefined, [])
  }
}

function settingsXml(subject: string, type: string, settings: readonly Setting[]): Xml {
  const errors: Xml[] = []
  const values: Xml[] = []
  for (const setting of settings) {
    if ('value' in setting) {
      const content = sequence(leaf('Name', setting.name), leaf('Value', setting.value))
      values.push(element(`${subject}Setting`, { 'i:type': type }, content))
    } else {
      const message =
        setting.problem === 'InvalidSetting'
          ? `Invalid setting: '${setting.name}'`
          : `The setting is not available: '${setting.name}'`
      const content = sequence(
        leaf('ErrorCode', setting.problem),
        leaf('ErrorMessage', message),
        leaf('SettingName', setting.name),
      )
      errors.push(element(`${subject}SettingError`, {}, content))
    }
  }
  return sequence(
    element(`${subject}SettingErrors`, {}, all(errors)),
    element(`${subject}Settings`, {}, all(values)),
  )
}

function answer(operation: string, status: number, service: AutodiscoverService, response: Xml): Reply {
  const content = element(
    `${operation}ResponseMessage`,
    { xmlns: AUTODISCOVER },
    element('Response', { 'xmlns:i': INSTANCE }, response),
  )
  return envelope(status, `${AUTODISCOVER}/Autodiscover/${operation}Response`, service, content)
}

function fault(action: string, service: AutodiscoverService): Reply {
  const reason =
    `The message with Action '${action}' cannot be processed at the receiver, due to a ContractFilter mismatch at ` +
    'the EndpointDispatcher. This may be because of either a contract mismatch (mismatched Actions between sender ' +
    'and receiver) or a binding/security mismatch between the sender and the receiver.'
  const content = element(
    's:Fault',
    {},
    leaf('faultcode', 'a:ActionNotSupported'),
    element('faultstring', { 'xml:lang': 'en-US' }, text(reason)),
  )
  return envelope(500, `${FAULTS}/fault`, service, content)
}

function envelope(
  status: number,
  action: string,
  { version, schema }: AutodiscoverService,
  content: Xml,
): Reply {
  const info = element(
    'h:ServerVersionInfo',
    { 'xmlns:h': AUTODISCOVER },
    leaf('h:MajorVersion', version.majorVersion),
    leaf('h:MinorVersion', version.minorVersion),
    leaf('h:MajorBuildNumber', version.majorBuildNumber),
    leaf('h:MinorBuildNumber', version.minorBuildNumber),
    leaf('h:Version', schema),
  )
  const header = element('s:Header', {}, element('a:Action', { 's:mustUnderstand': 1 }, text(action)), info)
  return {
    status,
    headers: { 'Content-Type': 'text/xml; charset=utf-8', 'Cache-Control': 'private' },
    body: element(
      's:Envelope',
      { 'xmlns:s': NAMESPACE.soap, 'xmlns:a': ADDRESSING },
      header,
      element('s:Body', {}, content),
    ),
  }
}
