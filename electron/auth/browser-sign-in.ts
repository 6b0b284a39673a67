/** Signing in with the browser of the system: authorisation code with PKCE on a loopback address (RFC 8252). */
import type { AuthenticationResult } from '@azure/msal-node'
import { scopesOf } from '#shared/domain/oauth2.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { untilAborted } from '../exchange/transport/until-aborted.ts'
import { refusalError } from './identity-error.ts'
import { endOf, signInWith, type InteractiveRequest, type SignedIn } from './interactive-sign-in.ts'
import { openLoopbackReceiver, type RedirectAnswer } from './loopback-receiver.ts'

export type BrowserPages = {
  /** What the browser shows in the end. */
  of(outcome: Result<SignedIn>): string
  /** For whoever comes to the waiting address without belonging to the sign-in. */
  readonly foreign: string
}

export type BrowserSignInOptions = InteractiveRequest & {
  readonly pages: BrowserPages
  /** The address to be opened; called once, when everything waits for the answer. */
  readonly onUrl: (url: string) => void
  /** Keeps what was signed in; the browser is told afterwards. */
  readonly store: (signedIn: SignedIn) => Promise<Result<unknown>>
}

export async function browserSignIn(options: BrowserSignInOptions): Promise<Result<SignedIn>> {
  const { CryptoProvider } = await import('@azure/msal-node')
  const crypto = new CryptoProvider()
  const state = crypto.createNewGuid()
  const opened = await openLoopbackReceiver(state, options.pages.foreign)
  if (!opened.ok) return opened
  const receiver = opened.value
  let browser: RedirectAnswer | null = null
  try {
    const signedIn = await signInWith(options, async ({ application, host }) => {
      const { access, userName, loginHint, claims, signal } = options
      const { verifier, challenge } = await crypto.generatePkceCodes()
      const nonce = crypto.createNewGuid()
      const request = { scopes: scopesOf(access.settings), redirectUri: receiver.redirectUri }
      const url = await application.getAuthCodeUrl({
        ...request,
        state,
        nonce,
        responseMode: 'form_post',
        codeChallenge: challenge,
        codeChallengeMethod: 'S256',
        // msal passes on no proposal together with a prompt.
        ...(loginHint === null ? { prompt: 'select_account' } : { loginHint }),
        ...(claims === null ? {} : { claims }),
      })
      if (signal.aborted) return failure(endOf(signal))
      options.onUrl(url)
      browser = await untilAborted(receiver.answer, signal)
      if (browser === null) return failure(endOf(signal))
      const { parameters } = browser
      const code = parameters.get('code')
      if (code === null) {
        const refusal = {
          code: parameters.get('error') ?? 'invalid_response',
          description: parameters.get('error_description') ?? '',
          number: null,
        }
        return failure(refusalError(refusal, userName, host))
      }
      const result: AuthenticationResult = await application.acquireTokenByCode({
        ...request,
        code,
        nonce,
        codeVerifier: verifier,
      })
      return ok(result)
    })
    const kept = signedIn.ok ? await options.store(signedIn.value) : signedIn
    const outcome = kept.ok ? signedIn : kept
    replyTo(browser, options.pages.of(outcome))
    return outcome
  } finally {
    receiver.close()
  }
}

function replyTo(browser: RedirectAnswer | null, page: string): void {
  browser?.reply(page)
}
