/**
 * What is particular to Exchange Online: EWS ends there. Reaching this step proves that it is still open for this tenant
 * and this application; how it is refused otherwise tells the sign-in.
 *
 * Recognised by the host, or by the version, which an address of the company's own leads to as well.
 */
import type { Detail } from '#shared/domain/connection-test.ts'
import { serviceKindOf } from '#shared/domain/exchange-url.ts'
import { EWS_RETIREMENT, daysUntilRetirement, exchangeProductOf } from '#shared/domain/exchange-versions.ts'
import type { Step } from './step.ts'

export const exchangeOnline: Step = {
  id: 'exchange-online',
  timeout: 1_000, // nothing is asked
  needsAccount: true,
  onFailure: 'go-on',
  run: ({ url, applicationId, now }, _account, { clients }) => {
    const version = clients?.caller.serverInfo()?.version ?? ''
    const isOnline =
      serviceKindOf(url.href) === 'exchange-online' || exchangeProductOf(version, now())?.isOnline === true
    if (!isOnline) {
      return Promise.resolve({ state: 'skipped', verdict: { name: 'only-exchange-online', params: {} } })
    }
    const params = { ...EWS_RETIREMENT, days: daysUntilRetirement(now()) }
    const details: Detail[] = applicationId === null ? [] : [{ name: 'applicationId', value: applicationId }]
    return Promise.resolve({ state: 'warning', verdict: { name: 'ews-retires', params }, details })
  },
}
