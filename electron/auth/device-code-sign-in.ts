/** Signing in on another device, for machines without a browser (RFC 8628): a code is shown, and msal asks until it was used. */
import { scopesOf } from '#shared/domain/oauth2.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { untilAborted } from '../exchange/transport/until-aborted.ts'
import { refusalError } from './identity-error.ts'
import { IdentityNetworkFailure } from './identity-network.ts'
import { endOf, signInWith, type InteractiveRequest, type SignedIn } from './interactive-sign-in.ts'

export type DeviceCodePrompt = {
  readonly userCode: string
  readonly verificationUrl: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

export type DeviceCodeSignInOptions = InteractiveRequest & {
  readonly onCode: (prompt: DeviceCodePrompt) => void
  readonly store: (signedIn: SignedIn) => Promise<Result<unknown>>
}

export async function deviceCodeSignIn(options: DeviceCodeSignInOptions): Promise<Result<SignedIn>> {
  const { access, claims, signal } = options
  const signedIn = await signInWith(options, async ({ application, network, host }) => {
    const request = {
      scopes: scopesOf(access.settings),
      cancel: signal.aborted,
      ...(claims === null ? {} : { claims }),
      deviceCodeCallback: (prompt: { userCode: string; verificationUri: string; expiresIn: number }) => {
        // msal takes a refusal for a code without letters.
        if (network.refusal) {
          throw new IdentityNetworkFailure(refusalError(network.refusal, options.userName, host))
        }
        const { userCode, verificationUri: verificationUrl, expiresIn } = prompt
        options.onCode({ userCode, verificationUrl, expiresAt: Date.now() + expiresIn * 1000 })
      },
    }
    const onAbort = (): void => {
      request.cancel = true // msal looks at it before each question
    }
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      // Whoever cancels does not wait until the next question is due.
      const ended = await untilAborted(application.acquireTokenByDeviceCode(request), signal)
      return ended === null ? failure(endOf(signal)) : ok(ended)
    } finally {
      signal.removeEventListener('abort', onAbort)
    }
  })
  if (!signedIn.ok) return signedIn
  const kept = await options.store(signedIn.value)
  return kept.ok ? signedIn : kept
}
