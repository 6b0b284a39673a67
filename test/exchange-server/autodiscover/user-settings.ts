/** The settings that GetUserSettings and GetDomainSettings give, by name (MS-OXWSADISC 2.2.4). */
import type { AutodiscoverService } from './autodiscover.ts'
import { deploymentId, serverDn, supportedSchemas, userDn, versionText } from './describe-server.ts'
import type { AutodiscoverUser } from './routes.ts'

type Read = (user: AutodiscoverUser, service: AutodiscoverService) => string

const ewsUrl: Read = (user) => user.ewsUrl
const host: Read = (user) => new URL(user.ewsUrl).hostname
const version: Read = (_user, service) => versionText(service.version)

const USER_SETTINGS: Readonly<Record<string, Read>> = {
  ActiveDirectoryServer: host,
  AutoDiscoverSMTPAddress: (user) => user.address,
  CasVersion: version,
  CrossOrganizationSharingEnabled: () => 'True',
  EwsSupportedSchemas: (_user, service) => supportedSchemas(service.version),
  ExternalEwsUrl: ewsUrl,
  ExternalEwsVersion: version,
  ExternalMailboxServer: host,
  ExternalMailboxServerRequiresSSL: (user) => (user.ewsUrl.startsWith('https:') ? 'True' : 'False'),
  ExternalMailboxServerAuthenticationMethods: (_user, service) => service.authPackage,
  InternalEwsUrl: ewsUrl,
  InternalMailboxServer: host,
  InternalMailboxServerDN: (user) => serverDn(new URL(user.ewsUrl).hostname),
  InternalRpcClientServer: host,
  MailboxDN: (user) => `${serverDn(new URL(user.ewsUrl).hostname)}/cn=Microsoft Private MDB`,
  MailboxVersion: version,
  MapiHttpEnabled: () => 'False',
  ShowGalAsDefaultView: () => 'True',
  UserDeploymentId: () => deploymentId(),
  UserDisplayName: (user) => user.displayName,
  UserDN: (user) => userDn(user),
  UserMSOnline: (_user, service) => (service.isOnline ? 'True' : 'False'),
}

const DOMAIN_SETTINGS: Readonly<Record<string, Read>> = {
  ExternalEwsUrl: ewsUrl,
  ExternalEwsVersion: version,
}

/** Exist in the protocol, but nothing of the kind is here: POP, OAB, ECP, the web client, and so on. */
const NOT_AVAILABLE =
  /^((Internal|External)(Ecp|Emws|OAB|Photos|UM|Web|Pop3|Imap4|Smtp|Rpc|Server|Outlook|MailboxServer)|Ecp|Alternate|Public|Interop|Exchange|Mobile|Document|SP|SiteMailbox|Redirect|EwsPartner|Cert|Grouping)/

export type Setting =
  | { readonly name: string; readonly value: string }
  | { readonly name: string; readonly problem: 'InvalidSetting' | 'SettingIsNotAvailable' }

const readWith =
  (settings: Readonly<Record<string, Read>>) =>
  (names: readonly string[], user: AutodiscoverUser, service: AutodiscoverService): readonly Setting[] =>
    names.map((name) => {
      const read = Object.hasOwn(settings, name) ? settings[name] : undefined
      if (read !== undefined) return { name, value: read(user, service) }
      return { name, problem: NOT_AVAILABLE.test(name) ? 'SettingIsNotAvailable' : 'InvalidSetting' }
    })

export const readUserSettings = readWith(USER_SETTINGS)
export const readDomainSettings = readWith(DOMAIN_SETTINGS)
