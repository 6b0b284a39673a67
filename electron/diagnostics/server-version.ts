/**
 * Which Exchange answers, and whether Microsoft still mends it. Read from the SOAP header of the sign-in, so that no
 * request goes out for it.
 *
 * An unsupported server works; the warning says what it means. What nobody knew when the table was written is shown as
 * it is.
 */
import type { Detail, Verdict, Warning } from '#shared/domain/connection-test.ts'
import { exchangeProductOf, type ExchangeProduct } from '#shared/domain/exchange-versions.ts'
import { serverDetails } from './exchange-steps.ts'
import type { Step } from './step.ts'

export const serverVersion: Step = {
  id: 'server-version',
  timeout: 1_000, // nothing is asked
  needsAccount: true,
  onFailure: 'go-on',
  run: (target, _account, { clients }) => {
    const client = clients?.caller ?? null
    const build = client?.serverInfo()?.version ?? null
    const product = build === null ? null : exchangeProductOf(build, target.now())
    const details: Detail[] = [
      ...(product === null ? [] : [{ name: 'product', value: product.name } as const]),
      ...endOf(product),
      ...serverDetails(client),
    ]
    const judged = judge(build, product)
    return Promise.resolve({ ...judged, details })
  },
}

function judge(
  build: string | null,
  product: ExchangeProduct | null,
): { state: 'passed'; verdict: Verdict } | { state: 'warning'; verdict: Warning } {
  if (build === null) return { state: 'passed', verdict: { name: 'server-version-not-told', params: {} } }
  if (product === null) {
    return { state: 'passed', verdict: { name: 'server-version-unknown', params: { build } } }
  }
  const params = { product: product.name, build }
  if (product.isOnline) return { state: 'passed', verdict: { name: 'server-online', params } }
  const { support } = product
  switch (support.kind) {
    case 'supported':
      return { state: 'passed', verdict: { name: 'server-supported', params } }
    case 'extended': {
      const { since, paidUntil } = support
      return {
        state: 'warning',
        verdict: { name: 'server-extended-support', params: { ...params, since, paidUntil } },
      }
    }
    case 'ended': {
      const { since } = support
      return { state: 'warning', verdict: { name: 'server-out-of-support', params: { ...params, since } } }
    }
  }
}

function endOf(product: ExchangeProduct | null): Detail[] {
  return product === null || product.support.kind === 'supported'
    ? []
    : [{ name: 'endOfSupport', value: product.support.since }]
}
