/** All mailboxes of the server: who signs in as whom, and who may open what. */
import type { MailboxStorage } from './mailbox-storage.ts'
import { Mailbox, type MailboxOptions } from './mailbox.ts'

/** What the directory knows of a mailbox beyond its content. */
export type DirectoryEntry = MailboxOptions & {
  /** Other addresses of the mailbox: they find it, but the server tells the primary one. */
  readonly aliases?: readonly string[]
  /** Addresses of the mailboxes whose users may open this one too, but change nothing. */
  readonly readOnlyDelegates?: readonly string[]
  /** Addresses of the users who may act as this one by ExchangeImpersonation. */
  readonly impersonators?: readonly string[]
}

export class Directory {
  readonly #byAddress = new Map<string, Mailbox>()
  readonly #byAlias = new Map<string, Mailbox>()
  readonly #byUser = new Map<string, Mailbox>()

  readonly #impersonators = new Map<Mailbox, ReadonlySet<string>>()
  readonly #impersonatorsOfAll: ReadonlySet<string>

  readonly #storageOf: ((address: string) => MailboxStorage) | undefined

  /**
   * @param impersonators addresses of the users who may act as anyone
   * @param storageOf what keeps a mailbox; without it, they live in memory
   */
  constructor(
    mailboxes: readonly DirectoryEntry[],
    impersonators: readonly string[] = [],
    storageOf?: (address: string) => MailboxStorage,
  ) {
    this.#storageOf = storageOf
    this.#impersonatorsOfAll = lowerCase(impersonators)
    for (const options of mailboxes) this.add(options)
  }

  add({ readOnlyDelegates = [], impersonators = [], aliases = [], ...options }: DirectoryEntry): Mailbox {
    const delegates = [...(options.delegates ?? []), ...readOnlyDelegates]
    const mailbox = new Mailbox({ ...options, delegates }, this.#storageOf?.(options.address))
    READ_ONLY.set(mailbox, lowerCase(readOnlyDelegates))
    this.#impersonators.set(mailbox, lowerCase(impersonators))
    this.#byAddress.set(mailbox.address.toLowerCase(), mailbox)
    for (const alias of aliases) this.#byAlias.set(alias.toLowerCase(), mailbox)
    this.#byUser.set(mailbox.user.toLowerCase(), mailbox)
    return mailbox
  }

  mailboxes(): Mailbox[] {
    return [...this.#byAddress.values()]
  }

  byAddress(address: string): Mailbox | undefined {
    const name = address.toLowerCase()
    return this.#byAddress.get(name) ?? this.#byAlias.get(name)
  }

  /** The mailbox of a user name in one of the forms user, DOMAIN\user and user@domain (UPN or address). */
  byLogin(login: string): Mailbox | undefined {
    const name = login.trim().toLowerCase()
    const plain = name.slice(name.indexOf('\\') + 1)
    return this.#byAddress.get(plain) ?? this.#byUser.get(plain) ?? this.#byUser.get(plain.replace(/@.*/, ''))
  }

  /** Whether a user may act as the owner of a mailbox. */
  mayImpersonate(caller: Mailbox, mailbox: Mailbox): boolean {
    const address = caller.address.toLowerCase()
    return this.#impersonatorsOfAll.has(address) || this.#impersonators.get(mailbox)?.has(address) === true
  }

  /** The mailboxes that a user may open, their own first. */
  accessibleTo(caller: Mailbox): Mailbox[] {
    return [caller, ...this.mailboxes().filter((other) => other !== caller && mayOpen(caller, other))]
  }
}

const lowerCase = (addresses: readonly string[]): ReadonlySet<string> =>
  new Set(addresses.map((address) => address.toLowerCase()))

/** Delegates of a mailbox who may only read. Beside the mailbox, because rights are the directory's matter. */
const READ_ONLY = new WeakMap<Mailbox, ReadonlySet<string>>()

/** Whether the owner of one mailbox may change another; an operation that writes asks `requireWriteAccess`. */
export function mayWrite(caller: Mailbox, mailbox: Mailbox): boolean {
  return mayOpen(caller, mailbox) && READ_ONLY.get(mailbox)?.has(caller.address.toLowerCase()) !== true
}

/** Whether the owner of one mailbox may open another. */
export function mayOpen(caller: Mailbox, mailbox: Mailbox): boolean {
  return caller === mailbox || mailbox.delegates.has(caller.address.toLowerCase())
}
