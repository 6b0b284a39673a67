/**
 * To which hosts an address or a password may go.
 *
 * Whoever searches for the server of anna@company.com has thereby asked for company.com and every host below it,
 * over https with a verified certificate. Every other host, wherever its name comes from (a redirection, a DNS
 * record, another address, our own knowledge of Exchange Online), is foreign: DNS and http can be forged by anyone
 * on the way, and then an attacker names a host with a certificate of its own. A person decides, once per host.
 * A host of the domain that was named without encryption is asked about too before it gets a password: DNS names below
 * a company's domain are sometimes delegated to others.
 *
 * Questions are put one after the other, however many ways are searched at once.
 */
import type { HostQuestion } from '#shared/domain/discovery.ts'
import type { AskPerson } from './person.ts'
import { domainOf, hostOf } from './site.ts'

export type HostsOptions = {
  readonly mailbox: string
  /** Approved beforehand for everything, with the port where it is not 443. */
  readonly approved: readonly string[]
  readonly confirm: (question: HostQuestion) => Promise<boolean>
  readonly askPerson: AskPerson
}

export class Hosts {
  readonly #options: HostsOptions
  readonly #approved: ReadonlySet<string | null>
  readonly #answers = new Map<string, Promise<boolean>>()
  readonly #confirmed = new Set<string>()
  readonly #declined = new Set<string>()
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: HostsOptions) {
    this.#options = options
    this.#approved = new Set(options.approved.map(hostOf))
  }

  /** Without asking anybody. */
  isCleared(url: string, sends: HostQuestion['sends']): boolean {
    const { protocol, host } = new URL(url)
    return protocol === 'https:' && (this.#isOwn(host) || this.#isConfirmed(host, sends))
  }

  #isOwn(host: string): boolean {
    const { hostname } = new URL(`https://${host}`)
    const domain = domainOf(this.#options.mailbox)
    return domain !== '' && (hostname === domain || hostname.endsWith(`.${domain}`))
  }

  #isConfirmed(host: string, sends: HostQuestion['sends']): boolean {
    return (
      this.#approved.has(host) ||
      this.#confirmed.has(`${host} credentials`) ||
      this.#confirmed.has(`${host} ${sends}`)
    )
  }

  /** Asks where nobody has decided yet. `false` also when the search ends meanwhile. */
  async clear(wanted: Omit<HostQuestion, 'isForeign'>): Promise<boolean> {
    const { host, sends, namedBy } = wanted
    const question: HostQuestion = { ...wanted, isForeign: !this.#isOwn(host) }
    const isNamedInTheOpen = sends === 'credentials' && namedBy?.startsWith('http:') === true
    if (isNamedInTheOpen ? this.#isConfirmed(host, sends) : this.isCleared(`https://${host}`, sends))
      return true
    // Whoever does not trust a host is not asked about it again for less.
    if (this.#declined.has(question.host)) return false
    const key = `${question.host} ${question.sends}`
    const known = this.#answers.get(key)
    if (known !== undefined) return await known
    const answer = this.#last.then(() => this.#ask(question))
    this.#last = answer
    this.#answers.set(key, answer)
    const isConfirmed = await answer
    if (isConfirmed) this.#confirmed.add(key)
    else this.#declined.add(question.host)
    return isConfirmed
  }

  async #ask(question: HostQuestion): Promise<boolean> {
    const { confirm, askPerson } = this.#options
    return await askPerson(() => confirm(question), false)
  }
}
