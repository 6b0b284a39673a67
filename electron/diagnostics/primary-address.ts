/**
 * The address in the settings against the primary SMTP address of the mailbox. Another address of the same mailbox opens
 * it too, until somebody takes it away, and two accounts could be connected with one mailbox without anybody noticing.
 */
import type { Detail } from '#shared/domain/connection-test.ts'
import { EXCHANGE_STEP_TIMEOUT, clientsOf, failed, serverDetails } from './exchange-steps.ts'
import { primaryAddressOf, sameAddress } from './look-up-address.ts'
import type { Step } from './step.ts'

export const primaryAddress: Step = {
  id: 'primary-address',
  timeout: EXCHANGE_STEP_TIMEOUT,
  needsAccount: true,
  onFailure: 'go-on',
  run: async (target, account, findings, signal) => {
    const opened = await clientsOf(target, account, findings)
    if (!opened.ok) return failed(opened.error, null)
    const { mailbox } = account
    const client = opened.value.mailbox
    const found = await primaryAddressOf(client, mailbox, signal)
    if (!found.ok && found.error.category !== 'permanent' && found.error.category !== 'blocked') {
      return failed(found.error, client)
    }
    const primary = found.ok ? found.value : null
    const told: Detail[] = primary === null ? [] : [{ name: 'primaryAddress', value: primary }]
    const details = [...told, ...serverDetails(client)]
    if (primary === null) {
      return { state: 'passed', verdict: { name: 'primary-address-not-told', params: { mailbox } }, details }
    }
    if (sameAddress(primary, mailbox)) {
      return { state: 'passed', verdict: { name: 'primary-address-confirmed', params: { mailbox } }, details }
    }
    return {
      state: 'warning',
      verdict: { name: 'mailbox-alias', params: { mailbox, primary } },
      details,
      offers: [{ field: 'mailbox', value: primary }],
    }
  },
}
