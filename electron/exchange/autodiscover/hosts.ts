/**
 * To which hosts an address or a password may go.
 *
 * Whoever searches for the server of anna@company.com has thereby asked for company.com and every host below it,
 * over https with a verified certificate. Every other host, wherever its name comes from (a redirection, a DNS
 * record, another address, our own knowledge of Exchange Online), is foreign: DNS and http can be forged by anyone
 * on the way, and then an attacker names a host with a certificate of its own. A person decides, once per host.
 *
 * Questions are put one after the other, however many ways are searched at once.
 */
import type { HostQuestion } from './discovery.ts'
import { domainOf, hostOf } from './site.ts'

export type HostsOptions = {
  readonly mailbox: string
  /** Approved beforehand for everything, with the port where it is not 443. */
  readonly approved: readonly string[]
  readonly confirm: (question: HostQuestion) => Promise<boolean>
  readonly signal: AbortSignal
  /** The clock of the search stands still while a person thinks. */
  readonly whileAsking: <T>(question: Promise<T>) => Promise<T>
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
    const { protocol, host, hostname } = new URL(url)
    if (protocol !== 'https:') return false
    const domain = domainOf(this.#options.mailbox)
    const isOwn = domain !== '' && (hostname === domain || hostname.endsWith(`.${domain}`))
    return (
      isOwn ||
      this.#approved.has(host) ||
      this.#confirmed.has(`${host} credentials`) ||
      this.#confirmed.has(`${host} ${sends}`)
    )
  }

  /** Asks where nobody has decided yet. `false` also when the search ends meanwhile. */
  async clear(question: HostQuestion): Promise<boolean> {
    if (this.isCleared(`https://${question.host}`, question.sends)) return true
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
    const { confirm, signal, whileAsking } = this.#options
    if (signal.aborted) return false
    let onAbort: () => void = () => undefined
    const ended = new Promise<false>((resolve) => {
      onAbort = () => {
        resolve(false)
      }
    })
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      return await whileAsking(Promise.race([confirm(question), ended]))
    } finally {
      signal.removeEventListener('abort', onAbort)
    }
  }
}
