/**
 * How an application proves itself at the token endpoint: a secret in the form or in the header, or an assertion
 * signed with its key (RFC 7523). A public application proves nothing and must not pretend to.
 */
import { createPublicKey } from 'node:crypto'
import { jwtVerify } from 'jose'
import { OAuthError } from './oauth-error.ts'
import { type IdentityApplication, isConfidential, requireApplication } from './registrations.ts'

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** @throws OAuthError */
export async function authenticateClient(
  form: URLSearchParams,
  authorization: string | undefined,
  options: {
    readonly applications: readonly IdentityApplication[]
    /** Values of `aud` that an assertion may carry. */
    readonly audiences: readonly string[]
    readonly now: number
    /** mandatory: also public applications are refused, as for client_credentials. */
    readonly proof: 'as-registered' | 'mandatory'
  },
): Promise<IdentityApplication> {
  const header = basicCredentials(authorization)
  const application = requireApplication(
    options.applications,
    header?.id ?? form.get('client_id') ?? undefined,
  )
  const secret = header?.secret ?? form.get('client_secret') ?? undefined
  const assertion = form.get('client_assertion') ?? undefined
  if (!isConfidential(application) && options.proof === 'as-registered') {
    if (secret === undefined && assertion === undefined) return application
    throw new OAuthError(
      'invalid_client',
      700025,
      "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
      { status: 401 },
    )
  }
  if (secret !== undefined) {
    if (application.secret !== undefined && secret === application.secret) return application
    throw new OAuthError(
      'invalid_client',
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, ` +
        `not the client secret ID, for a secret added to app '${application.clientId}'.`,
      { status: 401 },
    )
  }
  if (assertion !== undefined && form.get('client_assertion_type') === ASSERTION_TYPE) {
    if (await isAssertionOf(application, assertion, options)) return application
    throw new OAuthError(
      'invalid_client',
      700027,
      'The certificate with identifier used to sign the client assertion is not registered on application.',
      { status: 401 },
    )
  }
  throw new OAuthError(
    'invalid_client',
    7000218,
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    { status: 401 },
  )
}

async function isAssertionOf(
  { clientId, assertionKeys = [] }: IdentityApplication,
  assertion: string,
  options: { readonly audiences: readonly string[]; readonly now: number },
): Promise<boolean> {
  for (const pem of assertionKeys) {
    try {
      await jwtVerify(assertion, createPublicKey(pem), {
        issuer: clientId,
        subject: clientId,
        audience: [...options.audiences],
        currentDate: new Date(options.now),
        clockTolerance: 1, // second; msal rounds its `nbf` up (Entra ID allows five minutes)
        requiredClaims: ['exp'],
      })
      return true
    } catch {
      // Not this key, or not a good assertion; the answer is the same for all.
    }
  }
  return false
}

function basicCredentials(
  authorization: string | undefined,
): { readonly id: string; readonly secret: string } | undefined {
  const encoded = /^basic +(\S+)$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return { id: decodeURIComponent(id), secret: decodeURIComponent(secret) }
}
