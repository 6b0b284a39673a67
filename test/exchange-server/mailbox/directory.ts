/** All mailboxes of the server: who signs in as whom, and who may open what. */
import { Mailbox, type MailboxOptions } from './mailbox.ts'

export class Directory {
  readonly #byAddress = new Map<string, Mailbox>()
  readonly #byUser = new Map<string, Mailbox>()

  constructor(mailboxes: readonly MailboxOptions[]) {
    for (const options of mailboxes) this.add(options)
  }

  add(options: MailboxOptions): Mailbox {
    const mailbox = new Mailbox(options)
    this.#byAddress.set(mailbox.address.toLowerCase(), mailbox)
    this.#byUser.set(mailbox.user.toLowerCase(), mailbox)
    return mailbox
  }

  mailboxes(): Mailbox[] {
    return [...this.#byAddress.values()]
  }

  byAddress(address: string): Mailbox | undefined {
    return this.#byAddress.get(address.toLowerCase())
  }

  /** The mailbox of a user name in one of the forms user, DOMAIN\user and user@domain (UPN or address). */
  byLogin(login: string): Mailbox | undefined {
    const name = login.trim().toLowerCase()
    const plain = name.slice(name.indexOf('\\') + 1)
    return this.#byAddress.get(plain) ?? this.#byUser.get(plain) ?? this.#byUser.get(plain.replace(/@.*/, ''))
  }

  /** The mailboxes that a user may open, their own first. */
  accessibleTo(caller: Mailbox): Mailbox[] {
    return [caller, ...this.mailboxes().filter((other) => other !== caller && mayOpen(caller, other))]
  }
}

/** Whether the owner of one mailbox may open another. */
export function mayOpen(caller: Mailbox, mailbox: Mailbox): boolean {
  return caller === mailbox || mailbox.delegates.has(caller.address.toLowerCase())
}
