/** Accounts in numbers that nobody types in. */
import type { Page } from '@playwright/test'
import { ACCOUNT_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'

export const mailboxOf = (number: number): string =>
  `person${String(number).padStart(3, '0')}@contoso.example`

type Person = {
  readonly mailbox: string
  /** `null`: none is stored. */
  readonly password: string | null
  /** Default: it is not. */
  readonly active?: boolean
}

/** Adds accounts over the application's own contract, as a form would, only faster. */
export async function addAccounts(page: Page, people: readonly Person[]): Promise<void> {
  await page.evaluate(
    async ({ people: wanted, sync }) => {
      const unwrap = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
        if (result.ok) return result.value
        throw new Error(JSON.stringify(result.error))
      }
      const [entry] = unwrap(await window.api.connectors.list())
      if (!entry) throw new Error('there is no connector')
      for (const { mailbox, password, active = false } of wanted) {
        const owner = { kind: 'employee', name: mailbox.slice(0, 9) } as const
        const prime = unwrap(await window.api.primeAccounts.create({ address: `prime.${mailbox}`, owner }))
        unwrap(
          await window.api.accounts.save({
            id: null,
            draft: {
              ...{ connectorId: entry.connector.id, active, primeEmailAccountId: prime.id },
              ...{ mailbox, access: 'own', userName: mailbox, url: '' },
              sync,
            },
            password: password === null ? { kind: 'keep' } : { kind: 'set', value: password },
          }),
        )
      }
    },
    { people, sync: ACCOUNT_SYNC_DEFAULTS },
  )
}
