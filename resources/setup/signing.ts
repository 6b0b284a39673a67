/**
 * How the programs and installers are signed. Only variables of the environment say so, because a certificate and its
 * password belong to the machine that publishes, and to no file of the project. Pure.
 *
 * Whoever sets a part of what one way needs is told what is missing: a package that was meant to be signed must not
 * come out without. For the same reason two ways at once are refused.
 */

export const WINDOWS_STORE = ['EWS_KONNEKTOR_SIGN_SUBJECT', 'EWS_KONNEKTOR_SIGN_SHA1'] as const

/** Of the account for Azure Trusted Signing; the signing account itself is in the variables `AZURE_…` of Azure's own. */
export const AZURE_SIGNING = [
  'EWS_KONNEKTOR_SIGN_ENDPOINT',
  'EWS_KONNEKTOR_SIGN_ACCOUNT',
  'EWS_KONNEKTOR_SIGN_PROFILE',
  'EWS_KONNEKTOR_SIGN_PUBLISHER',
] as const

/** One of these sets proves to Azure who signs (EnvironmentCredential of Azure.Identity). */
const AZURE_PROOFS = [
  ['AZURE_CLIENT_SECRET'],
  ['AZURE_CLIENT_CERTIFICATE_PATH'],
  ['AZURE_USERNAME', 'AZURE_PASSWORD'],
] as const

export type Environment = Readonly<Record<string, string | undefined>>

export type WindowsSigning =
  | { readonly way: 'none' }
  /** electron-builder reads the variables itself. */
  | { readonly way: 'file' }
  | { readonly way: 'store'; readonly subject: string | null; readonly sha1: string | null }
  | {
      readonly way: 'azure'
      readonly endpoint: string
      readonly account: string
      readonly profile: string
      readonly publisher: string
    }

export type MacSigning =
  | { readonly way: 'none' }
  /** As a file, or by its name in the keychain; electron-builder reads the variables itself. */
  | { readonly way: 'certificate'; readonly isNotarized: boolean }

export class SigningError extends Error {}

/** @throws SigningError that names the variables */
export function windowsSigning(environment: Environment): WindowsSigning {
  const has = isSetIn(environment)
  const ways: WindowsSigning[] = []
  const file = fileOf(environment, ['WIN_CSC_LINK', 'CSC_LINK'], ['WIN_CSC_KEY_PASSWORD', 'CSC_KEY_PASSWORD'])
  if (file) ways.push({ way: 'file' })
  if (WINDOWS_STORE.some(has)) {
    const [subject = null, sha1 = null] = WINDOWS_STORE.map((name) => (has(name) ? environment[name] : null))
    ways.push({ way: 'store', subject, sha1 })
  }
  const azure = azureOf(environment)
  if (azure) ways.push(azure)
  const [way, another] = ways
  if (another) {
    throw new SigningError(
      `The environment names more than one way to sign for Windows (${ways.map(({ way }) => way).join(', ')}); leave the variables of one.`,
    )
  }
  return way ?? { way: 'none' }
}

/** @throws SigningError that names the variables */
export function macSigning(environment: Environment): MacSigning {
  const isSigned = fileOf(environment, ['CSC_LINK'], ['CSC_KEY_PASSWORD']) || isSetIn(environment)('CSC_NAME')
  const keys = ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER']
  const account = ['APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID']
  const isNotarized = [keys, account].map((names) => areSet(environment, names, 'To notarize')).includes(true)
  if (isNotarized && !isSigned) {
    throw new SigningError(
      'To notarize for macOS, CSC_LINK and CSC_KEY_PASSWORD, or CSC_NAME, are needed too.',
    )
  }
  return isSigned ? { way: 'certificate', isNotarized } : { way: 'none' }
}

/** The lines that packing shows, for the systems that it packs for. @throws SigningError */
export function describeSigning(
  systems: { readonly windows: boolean; readonly mac: boolean },
  environment: Environment,
): string[] {
  const lines: string[] = []
  if (systems.windows) lines.push(`Windows: ${WINDOWS_WORDS[windowsSigning(environment).way]}`)
  if (systems.mac) {
    const mac = macSigning(environment)
    lines.push(
      mac.way === 'none'
        ? 'macOS: NOT SIGNED, no certificate in the environment'
        : `macOS: signed with the certificate that CSC_LINK or CSC_NAME names, ${mac.isNotarized ? 'and notarized' : 'NOT NOTARIZED'}`,
    )
  }
  return lines
}

const WINDOWS_WORDS: Readonly<Record<WindowsSigning['way'], string>> = {
  none: 'NOT SIGNED, no certificate in the environment; Windows will warn whoever starts the installer',
  file: 'signed with the certificate in WIN_CSC_LINK',
  store: "signed with a certificate in the store of this computer's Windows",
  azure: 'signed with Azure Trusted Signing',
}

function azureOf(environment: Environment): WindowsSigning | null {
  // Azure's own variables may be there for another reason; ours say that it is to sign.
  if (!AZURE_SIGNING.some(isSetIn(environment))) return null
  areSet(environment, [...AZURE_SIGNING, 'AZURE_TENANT_ID', 'AZURE_CLIENT_ID'], 'To sign with Azure')
  if (!AZURE_PROOFS.some((names) => names.every(isSetIn(environment)))) {
    const proofs = AZURE_PROOFS.map((names) => names.join(' and ')).join(', or ')
    throw new SigningError(`To sign with Azure, one of these is missing in the environment: ${proofs}`)
  }
  const [endpoint = '', account = '', profile = '', publisher = ''] = AZURE_SIGNING.map(
    (name) => environment[name],
  )
  return { way: 'azure', endpoint, account, profile, publisher }
}

/** Whether there is a certificate as a file, with its password, each under one of its names. */
function fileOf(environment: Environment, links: readonly string[], passwords: readonly string[]): boolean {
  const has = isSetIn(environment)
  const isThere = links.some(has)
  if (isThere === passwords.some(has)) return isThere
  const [missing, there] = isThere ? [passwords, links] : [links, passwords]
  throw new SigningError(
    `To sign, ${missing.join(' or ')} is missing in the environment; ${there.find(has) ?? ''} is there.`,
  )
}

/** All or none of them. */
function areSet(environment: Environment, names: readonly string[], purpose: string): boolean {
  const missing = names.filter((name) => !isSetIn(environment)(name))
  if (missing.length === names.length) return false
  if (missing.length > 0) {
    throw new SigningError(`${purpose}, these are missing in the environment: ${missing.join(', ')}`)
  }
  return true
}

function isSetIn(environment: Environment): (name: string) => boolean {
  return (name) => (environment[name] ?? '').trim() !== ''
}
