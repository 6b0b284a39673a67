/**
 * The authorize endpoint: checks what a client asks, lets the user choose on a page, and sends the browser back
 * with a code or an error.
 *
 * What is wrong with the client itself (unknown, wrong address) is shown on a page and never sent anywhere; all
 * other errors go back to the application. A browser that signed in before is known by a cookie.
 */
import { randomUUID } from 'node:crypto'
import type { AuthorizationCodes } from './authorization-codes.ts'
import type { Demands } from './demands.ts'
import { OAuthError } from './oauth-error.ts'
import { formPostPage, messagePage, signInPage } from './pages.ts'
import {
  type IdentityApplication,
  type IdentityUser,
  findUser,
  isConfidential,
  isRegisteredRedirect,
  requireApplication,
} from './registrations.ts'

/** What answers in place of a person. */
export type AutomaticAnswer =
  | { readonly kind: 'sign-in'; readonly username: string }
  | { readonly kind: 'error'; readonly error: string; readonly description: string }

export type PageReply = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type AuthorizeOptions = {
  readonly users: readonly IdentityUser[]
  readonly applications: readonly IdentityApplication[]
  readonly codes: AuthorizationCodes
  readonly demands: Demands
  /** Users by the cookie of their browser. */
  readonly sessions: Map<string, IdentityUser>
  readonly automaticAnswer: AutomaticAnswer | undefined
}

export const SESSION_COOKIE = 'ESTSAUTH'

const html = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): PageReply => ({
  status,
  headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers },
  body,
})

/** Answers GET (the question of a client) and POST (what the user chose on the page). */
export function authorize(
  parameters: URLSearchParams,
  session: string | undefined,
  options: AuthorizeOptions,
): PageReply {
  const chosen = takeAnswer(parameters)
  const redirectUri = parameters.get('redirect_uri') ?? ''
  let application: IdentityApplication
  try {
    application = requireApplication(options.applications, parameters.get('client_id') ?? undefined)
    if (!isRegisteredRedirect(application, redirectUri)) {
      throw new OAuthError(
        'invalid_request',
        50011,
        `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured ` +
          `for the application '${application.clientId}'.`,
      )
    }
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error
    return html(400, messagePage('Sorry, but we’re having trouble signing you in.', error.message))
  }

  const back = (fields: Readonly<Record<string, string>>, headers = {}): PageReply =>
    sendBack(parameters, redirectUri, fields, headers)
  const problem = problemOf(parameters, application)
  if (problem !== undefined) return back(problem)

  const signedIn = (user: IdentityUser, headers = {}): PageReply => {
    options.demands.satisfy(user, parameters.get('claims') ?? undefined)
    const code = options.codes.issue({
      user,
      clientId: application.clientId,
      scopes: (parameters.get('scope') ?? '').split(/\s+/).filter((scope) => scope !== ''),
      nonce: parameters.get('nonce') ?? undefined,
      redirectUri,
      codeChallenge: parameters.get('code_challenge') ?? undefined,
    })
    return back({ code, session_state: randomUUID() }, headers)
  }
  const newSession = (user: IdentityUser): Record<string, string> => {
    const id = randomUUID()
    options.sessions.set(id, user)
    return { 'Set-Cookie': `${SESSION_COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax` }
  }
  const ask = (message?: string): PageReply => {
    const hint = chosen.username ?? parameters.get('login_hint') ?? undefined
    return html(200, signInPage({ users: options.users, hint, request: parameters, message }))
  }

  if (chosen.answer === 'cancel') {
    return back({ error: 'access_denied', error_description: 'AADSTS65004: User declined to consent.' })
  }
  if (chosen.answer === 'sign-in') {
    const user = findUser(options.users, chosen.username ?? '')
    if (user === undefined) return ask('AADSTS50034: Choose an account.')
    if (user.password !== undefined && user.password !== chosen.password) {
      return ask('AADSTS50126: Error validating credentials due to invalid username or password.')
    }
    return signedIn(user, newSession(user))
  }

  const prompt = parameters.get('prompt')
  const known = session === undefined ? undefined : options.sessions.get(session)
  const hint = parameters.get('login_hint')
  const fitsHint = known !== undefined && (hint === null || findUser([known], hint) !== undefined)
  if (fitsHint && prompt !== 'login' && prompt !== 'select_account') return signedIn(known)
  if (prompt === 'none') {
    return back({
      error: 'login_required',
      error_description: 'AADSTS50058: A silent sign-in request was sent but no user is signed in.',
    })
  }
  const { automaticAnswer } = options
  if (automaticAnswer?.kind === 'error') {
    return back({ error: automaticAnswer.error, error_description: automaticAnswer.description })
  }
  if (automaticAnswer?.kind === 'sign-in') {
    const user = findUser(options.users, automaticAnswer.username)
    if (user === undefined) throw new Error(`the identity provider has no user ${automaticAnswer.username}`)
    return signedIn(user, newSession(user))
  }
  return ask()
}

type ChosenAnswer = {
  readonly answer: string | undefined
  readonly username: string | undefined
  readonly password: string | undefined
}

/** Takes what the page added out of the parameters, so that they are the question again. */
function takeAnswer(parameters: URLSearchParams): ChosenAnswer {
  const take = (name: string): string | undefined => {
    const value = parameters.get(name) ?? undefined
    parameters.delete(name)
    return value
  }
  return { answer: take('answer'), username: take('chosen_user'), password: take('chosen_password') }
}

function problemOf(
  parameters: URLSearchParams,
  application: IdentityApplication,
): Readonly<Record<string, string>> | undefined {
  if (parameters.get('response_type') !== 'code') {
    return {
      error: 'unsupported_response_type',
      error_description: "AADSTS700054: Only response_type 'code' is supported.",
    }
  }
  const challenge = parameters.get('code_challenge')
  if (challenge === null && isConfidential(application)) return undefined
  if (challenge === null) {
    return {
      error: 'invalid_request',
      error_description:
        'AADSTS9002325: Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
    }
  }
  if (parameters.get('code_challenge_method') === 'S256') return undefined
  return {
    error: 'invalid_request',
    error_description: 'AADSTS501491: The code_challenge_method must be S256.',
  }
}

function sendBack(
  parameters: URLSearchParams,
  redirectUri: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
): PageReply {
  const state = parameters.get('state')
  const all = new URLSearchParams({ ...fields, ...(state === null ? {} : { state }) })
  if (parameters.get('response_mode') === 'form_post') {
    return html(200, formPostPage(redirectUri, all), headers)
  }
  const target = new URL(redirectUri)
  if (parameters.get('response_mode') === 'fragment') target.hash = all.toString()
  else for (const [name, value] of all) target.searchParams.append(name, value)
  return { status: 302, headers: { Location: target.href, ...headers }, body: '' }
}
