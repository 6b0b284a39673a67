/**
 * What a sign-in comes to, whichever scheme was used. The schemes give a `SignIn` and keep no counts; who counts
 * and who locks accounts is one place for all of them (`SignInCounter`).
 */
import type { Mailbox } from '../../mailbox/mailbox.ts'

/** An application that signed in with a token of its own, without a user. */
export type Application = {
  readonly id: string
  /** Application permissions of the token, for example full_access_as_app. */
  readonly roles: readonly string[]
}

/** On whose behalf a request is answered, before impersonation. */
export type Caller =
  | { readonly kind: 'user'; readonly mailbox: Mailbox }
  | { readonly kind: 'application'; readonly application: Application }

export type ResponseHeaders = Readonly<Record<string, string | readonly string[]>>

/** Only `password` counts as a wrong password; the others tell nothing about one. */
export type Refusal = 'password' | 'locked-out' | 'protocol' | 'token'

/**
 * `by` connection: nothing was proven with this request, the connection was signed in before (NTLM).
 * challenged: the first half of NTLM; `headers` carry the challenge. refused may carry headers that say why.
 */
export type SignIn =
  | {
      readonly kind: 'signed-in'
      readonly mailbox: Mailbox
      readonly login: string
      readonly by?: 'credentials' | 'connection'
    }
  | { readonly kind: 'application'; readonly application: Application; readonly login: string }
  | { readonly kind: 'challenged'; readonly headers: ResponseHeaders }
  | {
      readonly kind: 'refused'
      readonly login: string
      readonly reason: Refusal
      readonly headers?: ResponseHeaders
    }
  | { readonly kind: 'none' }

/** The name that the client gave; undefined when it gave none that can be read. */
export function loginOf(signIn: SignIn): string | undefined {
  return 'login' in signIn ? signIn.login : undefined
}
