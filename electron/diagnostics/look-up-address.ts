/**
 * The primary SMTP address of a mailbox, from any of its addresses, as the directory of Exchange knows it.
 *
 * By ResolveNames, which every user may call and which takes `smtp:` for one exact address. Rejected: Autodiscover, which
 * not every company publishes and which may lead to another forest.
 */
import { ok, type Result } from '#shared/result.ts'
import type { ExchangeConnection } from '../exchange/create-exchange-client.ts'

/** @returns `null` where the directory does not tell: the mailbox is hidden, or several have something like it */
export async function primaryAddressOf(
  { gateway }: ExchangeConnection,
  address: string,
  signal: AbortSignal,
): Promise<Result<string | null>> {
  const people = await gateway.resolveNames({ name: `smtp:${address}`, searchIn: 'directory' }, signal)
  if (!people.ok) return people
  const [only, ...others] = people.value
  if (only !== undefined && others.length === 0) return ok(only.address)
  const same = people.value.find((person) => sameAddress(person.address, address))
  return ok(same?.address ?? null)
}

export function sameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
