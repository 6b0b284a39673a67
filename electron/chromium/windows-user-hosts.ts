/**
 * The servers to which Chromium proves who is signed in to Windows, without asking anyone (Kerberos or NTLM).
 *
 * Electron offers this list on a session, but Chromium keeps a single one for all of them. Two things follow:
 * - Without any list the zones of Windows decide, and every server of the intranet would be answered as the user of
 *   Windows, before a stored password is even asked for. So there always is a list, if need be with a name that nobody
 *   can have.
 * - While a server is on the list, any 401 of it is answered so, on whichever session it arrives. Therefore a server is
 *   used either as the user of Windows or otherwise, not both at a time.
 *
 * Tickets are never passed on (`auth-negotiate-delegate-allowlist` stays empty): Exchange needs no delegation for EWS.
 */
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'

type Use = 'windows-user' | 'others'

const NOBODY = 'nobody.invalid' // RFC 2606: never a host

export class WindowsUserHosts {
  readonly #apply: (hosts: string) => void
  readonly #uses = new Map<string, { readonly use: Use; count: number }>()

  /** @param apply gets the comma-separated list at the start and after every change */
  constructor(apply: (hosts: string) => void) {
    this.#apply = apply
    apply(NOBODY)
  }

  /** @returns what ends the use; or `sign-in.windows-user-mixed` while the host is used in the other way */
  begin(host: string, use: Use): Result<() => void> {
    const current = this.#uses.get(host)
    if (current && current.use !== use) return failure(appError('sign-in.windows-user-mixed', { host }))
    const counted = current ?? { use, count: 0 }
    counted.count += 1
    this.#uses.set(host, counted)
    if (use === 'windows-user' && counted.count === 1) this.#tell()
    let isInUse = true
    return ok(() => {
      if (!isInUse) return
      isInUse = false
      counted.count -= 1
      if (counted.count > 0) return
      this.#uses.delete(host)
      if (use === 'windows-user') this.#tell()
    })
  }

  #tell(): void {
    const hosts = [...this.#uses].filter(([, { use }]) => use === 'windows-user').map(([host]) => host)
    this.#apply(hosts.length === 0 ? NOBODY : hosts.join(','))
  }
}
