/** The identity provider as Microsoft's own library sees it (msal-node, which comes with ews-javascript-api). */
import { request as httpsRequest } from 'node:https'
import {
  ConfidentialClientApplication,
  type INetworkModule,
  InteractionRequiredAuthError,
  type NetworkResponse,
  PublicClientApplication,
} from '@azure/msal-node'
import { describe, expect, test } from 'vitest'
import {
  ANNA,
  PUBLIC,
  SERVICE,
  EWS_SCOPE,
  DEFAULT_SCOPE,
  VERIFIER,
  CHALLENGE,
  provider,
  start,
  startServer,
  ews,
  impersonate,
} from './identity-provider-under-test.ts'

describe('msal-node', () => {
  /** msal's network, so that it trusts the certificate of the provider and nothing else. */
  const network = (): INetworkModule => {
    const send = <T>(
      method: 'GET' | 'POST',
      url: string,
      options?: { headers?: Record<string, string>; body?: string },
    ): Promise<NetworkResponse<T>> =>
      new Promise((resolve, reject) => {
        const { headers = {}, body = '' } = options ?? {}
        const length = method === 'POST' ? { 'content-length': Buffer.byteLength(body) } : {}
        const request = httpsRequest(
          url,
          { method, headers: { ...headers, ...length }, ca: provider.caCertificate },
          (response) => {
            const parts: Buffer[] = []
            response.on('data', (part: Buffer) => parts.push(part))
            response.on('end', () => {
              const text = Buffer.concat(parts).toString('utf8')
              resolve({
                headers: response.headers as Record<string, string>,
                body: JSON.parse(text) as T,
                status: response.statusCode ?? 0,
              })
            })
          },
        )
        request.on('error', reject)
        request.end(body)
      })
    return {
      sendGetRequestAsync: (url, options) => send('GET', url, options),
      sendPostRequestAsync: (url, options) => send('POST', url, options),
    }
  }
  const options = (clientId: string, clientSecret?: string) => ({
    auth: {
      clientId,
      authority: provider.authority,
      knownAuthorities: [new URL(provider.url).host],
      ...(clientSecret === undefined ? {} : { clientSecret }),
    },
    system: { networkClient: network() },
  })

  // msal looks at the clock of the machine, so these tests do too.
  const realTime = { tls: 'private-ca', now: Date.now } as const

  test('signs a user in by device code and renews the token silently, until it must ask again', async () => {
    await start(realTime)
    await startServer()
    const application = new PublicClientApplication(options(PUBLIC))
    const signedIn = await application.acquireTokenByDeviceCode({
      scopes: [EWS_SCOPE],
      deviceCodeCallback: ({ userCode }) => {
        provider.approveDevice(userCode, ANNA)
      },
    })
    expect(signedIn?.account?.username).toBe(ANNA)
    expect((await ews(signedIn?.accessToken)).status).toBe(200)
    const account = signedIn!.account!
    const silent = { account, scopes: [EWS_SCOPE], forceRefresh: true }
    const renewed = await application.acquireTokenSilent(silent)
    expect(renewed.accessToken).not.toBe(signedIn!.accessToken)
    expect((await application.acquireTokenSilent(silent)).fromCache).toBe(false)

    provider.revokeUser(ANNA)
    await expect(application.acquireTokenSilent(silent)).rejects.toThrow(InteractionRequiredAuthError)
  })

  test('redeems a code with PKCE', async () => {
    await start(realTime)
    provider.answerAutomatically({ kind: 'sign-in', username: ANNA })
    const application = new PublicClientApplication(options(PUBLIC))
    const redirectUri = 'http://localhost:4711/callback'
    const request = { scopes: [EWS_SCOPE], redirectUri }
    const url = await application.getAuthCodeUrl({
      ...request,
      codeChallenge: CHALLENGE,
      codeChallengeMethod: 'S256',
    })
    const location = await new Promise<string>((resolve, reject) => {
      const asked = httpsRequest(url, { ca: provider.caCertificate }, (response) => {
        response.resume()
        resolve(response.headers.location ?? '')
      })
      asked.on('error', reject).end()
    })
    const code = new URL(location).searchParams.get('code')!
    const result = await application.acquireTokenByCode({ ...request, code, codeVerifier: VERIFIER })
    expect(result.account?.username).toBe(ANNA)
    expect(result.scopes).toContain(EWS_SCOPE)
  })

  test('gets a token for an application by secret', async () => {
    await start(realTime)
    await startServer()
    const application = new ConfidentialClientApplication(options(SERVICE, 'klasse&geheim'))
    const result = await application.acquireTokenByClientCredential({ scopes: [DEFAULT_SCOPE] })
    expect((await ews(result?.accessToken, impersonate(ANNA))).status).toBe(200)
  })
})
