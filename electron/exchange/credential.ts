/** What an account signs in with; it lives only as long as a run or a test needs it. */
export type Credential = {
  readonly kind: 'basic'
  /** As it is sent: `DOMAIN\user`, a UPN or a plain name. */
  readonly userName: string
  readonly password: string
}
