/** The rotated refresh token is stored before it is used, however many ask, and whatever happens in between. */
import { describe, expect, test } from 'vitest'
import { tokenSecretId } from '#electron/auth/token-store.ts'
import { valueOf } from '../../unit/services/services-under-test.ts'
import { aCompany, ANNA, asUser, type Company } from './company.ts'

const refreshTokenOf = async (company: Company, accountId: Parameters<typeof tokenSecretId>[0]) => {
  const cache = valueOf(await company.services.vault.get(tokenSecretId(accountId)))
  const { RefreshToken } = JSON.parse(cache) as { RefreshToken: Record<string, { secret: string }> }
  return Object.values(RefreshToken).map(({ secret }) => secret)
}

const signedIn = async () => {
  // Every use asks for a new token, and each answer brings a new refresh token.
  const company = await aCompany({ lifetimes: { accessToken: 60 } })
  const account = await company.account(company.connector(), 1, ANNA)
  await company.signIn(account, asUser(company, ANNA))
  return { company, account }
}

describe('a rotated refresh token', () => {
  test('takes the place of the old one in the vault before the request goes to Exchange', async () => {
    const { company, account } = await signedIn()
    const before = await refreshTokenOf(company, account.id)
    const stored = () => JSON.stringify(company.services.files.secrets?.content)
    const old = stored()
    let atExchange = ''
    company.server.intercept(() => {
      atExchange = stored()
      return 'pass'
    })
    expect(await company.sync(account)).toBe('ok')
    const after = await refreshTokenOf(company, account.id)
    expect(after).toHaveLength(1)
    expect(after).not.toEqual(before)
    expect(atExchange).not.toBe(old)
    expect(atExchange).toBe(stored())
  })

  test('that cannot be stored is not used: Exchange is not asked, and the reason is told', async () => {
    const { company, account } = await signedIn()
    company.services.files.secrets!.broken = true
    expect(await company.sync(account)).toBe('document.write-failed')
    expect(company.server.journal).toEqual([])
    expect(await company.state(account)).toMatchObject({ state: 'signed-in' })
  })

  test('is asked for once when many ask at the same time', async () => {
    const { company, account } = await signedIn()
    const asked = () => company.provider.requests.filter(({ grantType }) => grantType === 'refresh_token')
    expect(await Promise.all([1, 2, 3, 4, 5].map(() => company.sync(account)))).toEqual(Array(5).fill('ok'))
    expect(asked()).toHaveLength(1)
    expect(asked().every(({ status }) => status === 200)).toBe(true)
  })

  test('that came while the account was signed out does not come back into the vault', async () => {
    const { company, account } = await signedIn()
    company.provider.beforeAnswer(async ({ grantType }) => {
      if (grantType === 'refresh_token') valueOf(company.services.signIn.signOut(account.id))
      return Promise.resolve()
    })
    expect(await company.sync(account)).not.toBe('ok')
    expect(await company.services.vault.state(tokenSecretId(account.id))).toBe('none')
    expect(await company.state(account)).toMatchObject({ state: 'required', identity: null })
  })
})
