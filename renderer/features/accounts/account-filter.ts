/** Finding one account among hundreds: by text, and by what needs attention. */
import type { AccountEntry } from '#shared/contract/contract.ts'
import { isTroubled as hasTroubledResults } from '#shared/domain/health.ts'
import type { PrimeEmailAccount } from '#shared/domain/prime.ts'

export type AccountFilter = { readonly text: string; readonly onlyTroubled: boolean }

export type AccountLine = { readonly entry: AccountEntry; readonly prime: PrimeEmailAccount | undefined }

export function filterAccounts(lines: readonly AccountLine[], filter: AccountFilter): readonly AccountLine[] {
  const wanted = filter.text.trim().toLocaleLowerCase()
  return lines.filter((line) => {
    if (filter.onlyTroubled && !isTroubled(line.entry)) return false
    return wanted === '' || searchable(line).includes(wanted)
  })
}

/** A failed test or synchronisation, a password that cannot be read, or one that was refused. */
export function isTroubled(entry: AccountEntry): boolean {
  return hasTroubledResults(entry) || entry.password === 'unreadable' || entry.logon.state !== 'well'
}

function searchable({ entry, prime }: AccountLine): string {
  const { mailbox, userName } = entry.account
  return [mailbox, userName, prime?.address, prime?.owner.name].join('\n').toLocaleLowerCase()
}
