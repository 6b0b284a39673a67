/** What Autodiscover tells about the organisation and the server: names, versions, schemas (MS-OXDSCLI, MS-OXWSADISC). */
import { createHash } from 'node:crypto'
import type { ServerVersion } from '../soap/envelope.ts'
import type { AutodiscoverUser } from './routes.ts'

const ORGANIZATION = '/o=Contoso/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)'

/** The number of an answer that is the same in every run. */
export const deploymentId = (): string => {
  const hex = createHash('sha256').update(ORGANIZATION).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const userDn = ({ address }: AutodiscoverUser): string => {
  const number = createHash('sha256').update(address.toLowerCase()).digest('hex').slice(0, 32)
  return `${ORGANIZATION}/cn=Recipients/cn=${number}-${address.replace(/@.*/, '')}`
}

export const serverDn = (server: string): string => `${ORGANIZATION}/cn=Configuration/cn=Servers/cn=${server}`

export const versionText = (version: ServerVersion): string =>
  [version.majorVersion, version.minorVersion, version.majorBuildNumber, version.minorBuildNumber].join('.')

/** The version as POX writes it: bits 4 (7), 6 (major), 6 (minor), 1 (set), 15 (build), in hexadecimal. */
export function packedVersion({ majorVersion, minorVersion, majorBuildNumber }: ServerVersion): string {
  const upper = (7 << 12) | (majorVersion << 6) | minorVersion
  const lower = 0x8000 | majorBuildNumber
  return [upper, lower].map((half) => half.toString(16).toUpperCase().padStart(4, '0')).join('')
}

const OLDER_SCHEMAS = [
  'Exchange2007',
  'Exchange2007_SP1',
  'Exchange2010',
  'Exchange2010_SP1',
  'Exchange2010_SP2',
  'Exchange2013',
]

const FIRST_BUILD_OF_SP1 = 847 // of Exchange 2013

/** EwsSupportedSchemas: since Exchange 2016 the list ends with Exchange2015, whatever else the server speaks. */
export function supportedSchemas({ minorVersion, majorBuildNumber }: ServerVersion): string {
  const hasSp1 = minorVersion > 0 || majorBuildNumber >= FIRST_BUILD_OF_SP1
  return [
    ...OLDER_SCHEMAS,
    ...(hasSp1 ? ['Exchange2013_SP1'] : []),
    ...(minorVersion > 0 ? ['Exchange2015'] : []),
  ].join(', ')
}
