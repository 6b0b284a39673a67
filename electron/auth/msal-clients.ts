/**
 * msal-node, set up for one connector. It is loaded with the first sign-in and not with the application.
 *
 * Microsoft's own clouds are known to msal. Every other authority (AD FS, a provider of one's own) is trusted by its
 * host because the administrator entered it; its metadata is read from there, over verified TLS like everything else.
 */
import type { ConfidentialClientApplication, ICachePlugin, PublicClientApplication } from '@azure/msal-node'
import { authorityOf, CLOUDS, type OAuth2Settings } from '#shared/domain/oauth2.ts'
import type { Trust } from '#shared/domain/trust.ts'
import type { OpenTransport } from '../exchange/transport/open-transport.ts'
import type { ApplicationCredential } from './application-credential.ts'
import { IdentityNetwork } from './identity-network.ts'

/** What is needed to speak with the identity provider of a connector. */
export type IdentityProviderAccess = {
  readonly settings: OAuth2Settings
  /** Authorities only: a fingerprint belongs to the Exchange server, not to the identity provider. */
  readonly trust: Trust
  readonly openTransport: OpenTransport
}

export type Client<T> = { readonly application: T; readonly network: IdentityNetwork; readonly host: string }

export async function publicClient(
  access: IdentityProviderAccess,
  cache?: ICachePlugin,
): Promise<Client<PublicClientApplication>> {
  const { PublicClientApplication } = await import('@azure/msal-node')
  const { auth, network, host } = setUp(access)
  const application = new PublicClientApplication({
    auth,
    system: { networkClient: network },
    ...(cache ? { cache: { cachePlugin: cache } } : {}),
  })
  return { application, network, host }
}

export async function confidentialClient(
  access: IdentityProviderAccess,
  credential: ApplicationCredential,
): Promise<Client<ConfidentialClientApplication>> {
  const { ConfidentialClientApplication } = await import('@azure/msal-node')
  const { auth, network, host } = setUp(access)
  const proof =
    credential.kind === 'secret'
      ? { clientSecret: credential.secret }
      : {
          clientCertificate: {
            thumbprintSha256: credential.thumbprint,
            privateKey: credential.privateKey,
            x5c: credential.certificate,
          },
        }
  const application = new ConfidentialClientApplication({
    auth: { ...auth, ...proof },
    system: { networkClient: network },
  })
  return { application, network, host }
}

const MICROSOFT_HOSTS: ReadonlySet<string> = new Set(
  Object.values(CLOUDS).map(({ authority }) => new URL(authority).host),
)

function setUp({ settings, trust, openTransport }: IdentityProviderAccess) {
  const authority = authorityOf(settings)
  const { host } = new URL(authority)
  return {
    host,
    network: new IdentityNetwork(openTransport, trust),
    auth: {
      clientId: settings.clientId,
      authority,
      knownAuthorities: MICROSOFT_HOSTS.has(host) ? [] : [host],
      // Continuous access evaluation: Exchange may refuse a valid token with a claims challenge, see bearer-authentication.ts.
      clientCapabilities: ['CP1'],
    },
  }
}
