/** What an account signs in with; it lives only as long as a run or a test needs it, and never in the sync host. */
export type Credential = {
  /** `windows` is NTLM or Negotiate, whichever the server offers. */
  readonly kind: 'basic' | 'windows'
  /** As it is sent: `DOMAIN\user`, a UPN or a plain name. */
  readonly userName: string
  readonly password: string
}
