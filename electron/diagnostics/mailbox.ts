/**
 * The mailbox of the account exists and may be opened in the way that the account says: as its owner, by a permission
 * on it, or by impersonation. It is named, so that another's is found too.
 *
 * A mailbox that is said to be the user's own, but opens only by a permission, works; the test warns all the same,
 * because the permission may be taken away by somebody who does not know what for it is.
 *
 * One that lives elsewhere is looked for with Autodiscover, first at the server that was asked, which usually knows; the
 * address that it tells is offered. An address that Exchange does not take is looked up: another one of a mailbox does
 * for impersonation only when it is the primary one.
 */
import type { Offer } from '#shared/domain/connection-test.ts'
import type { AppError } from '#shared/errors.ts'
import { discoverMailbox } from '../exchange/autodiscover/discover-mailbox.ts'
import { EXCHANGE_STEP_TIMEOUT, clientsOf, failed, serverDetails } from './exchange-steps.ts'
import { primaryAddressOf, sameAddress } from './look-up-address.ts'
import { type Step, type TestAccount, type TestClients, type TestTarget } from './step.ts'

/** Milliseconds for the search, within those of the step. */
const SEARCH_TIMEOUT = 15_000

export const mailbox: Step = {
  id: 'mailbox',
  timeout: EXCHANGE_STEP_TIMEOUT,
  needsAccount: true,
  run: async (target, account, findings, signal) => {
    const opened = await clientsOf(target, account, findings)
    if (!opened.ok) return failed(opened.error, null)
    const client = opened.value.mailbox
    const root = { kind: 'distinguished', name: 'msgfolderroot', mailbox: account.mailbox } as const
    const answer = await client.getFolder(root, signal, 'id')
    if (!answer.ok) {
      const offers = await betterValues(answer.error, target, account, opened.value, signal)
      return { ...failed(answer.error, client), offers }
    }
    const details = serverDetails(client)
    if (account.access === 'own' && answer.value.id !== findings.ownRoot) {
      const params = { mailbox: account.mailbox, userName: account.credential.userName }
      const offers: Offer[] = [{ field: 'access', value: 'delegated' }]
      return { state: 'warning', verdict: { name: 'mailbox-of-another', params }, details, offers }
    }
    const verdict = { name: 'mailbox-found', params: { mailbox: account.mailbox } } as const
    return { state: 'passed', verdict, details }
  },
}

async function betterValues(
  { code }: AppError,
  target: TestTarget,
  account: TestAccount,
  { caller }: TestClients,
  signal: AbortSignal,
): Promise<Offer[]> {
  switch (code) {
    case 'exchange.mailbox-moved':
      return await addressElsewhere(target, account, signal)
    case 'exchange.impersonation-required':
      return [{ field: 'access', value: 'impersonation' }]
    case 'exchange.mailbox-not-found': {
      const primary = await primaryAddressOf(caller, account.mailbox, signal)
      if (!primary.ok || primary.value === null || sameAddress(primary.value, account.mailbox)) return []
      return [{ field: 'mailbox', value: primary.value }]
    }
    default:
      return []
  }
}

async function addressElsewhere(
  { url, trust, openTransport }: TestTarget,
  { mailbox, credential }: TestAccount,
  signal: AbortSignal,
): Promise<Offer[]> {
  const { result } = await discoverMailbox({
    mailbox,
    credential: credential.kind === 'basic' ? credential : null,
    // Nobody is asked within a test, so every way leads to the server under test and to no other.
    openTransport: (asked) => openTransport({ ...asked, url: url.href }),
    trust,
    confirmHost: () => Promise.resolve(false),
    servers: [url.host],
    limits: { total: SEARCH_TIMEOUT },
    signal,
  })
  return result.ok && result.value.ewsUrl !== url.href ? [{ field: 'url', value: result.value.ewsUrl }] : []
}
