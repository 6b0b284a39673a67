/** What the window is told about an access token: what is in it, never the token. */
import { describe, expect, test } from 'vitest'
import { tokenSecretId } from '#electron/auth/token-store.ts'
import type { AccessToken } from '#shared/domain/access-token.ts'
import { aConnectorWith, servicesUnderTest, valueOf } from '../../unit/services/services-under-test.ts'
import { aCompany, ANNA, asUser, BERND, SERVICE_CLIENT, SERVICE_SECRET, type Company } from './company.ts'

const read = async (
  { services }: Company,
  { id }: { id: Parameters<typeof services.accessTokens.read>[0] },
) => valueOf(await services.accessTokens.read(id))

const codes = (token: AccessToken) =>
  token.kind === 'readable' ? token.verdicts.map(({ code }) => code) : token.kind

describe('the access token of an account', () => {
  test('is explained with its claims, and the token is nowhere in the answer', async () => {
    const company = await aCompany()
    const scope = `${new URL(company.server.url).origin}/EWS.AccessAsUser.All`
    const account = await company.account(company.connector({ scope }), 1, ANNA)
    expect(await company.services.accessTokens.read(account.id)).toMatchObject({
      error: { code: 'oauth2.sign-in-required' },
    })
    expect(await company.signIn(account, asUser(company, ANNA))).toMatchObject({ state: 'succeeded' })

    const token = await read(company, account)
    expect(codes(token)).toEqual(['audience-server', 'permission-user', 'time-valid'])
    const answer = JSON.stringify(token)
    expect(answer).toContain(ANNA)
    expect(answer).toContain(company.provider.tenant)
    const cache = valueOf(await company.services.vault.get(tokenSecretId(account.id)))
    const { AccessToken: kept } = JSON.parse(cache) as { AccessToken: Record<string, { secret: string }> }
    const secrets = Object.values(kept).map(({ secret }) => secret)
    expect(secrets.length).toBeGreaterThan(0)
    for (const secret of secrets) {
      expect(secret.split('.')).toHaveLength(3)
      for (const part of secret.split('.')) expect(answer).not.toContain(part)
    }
    expect(answer).not.toContain('eyJ')
  })

  test('of a service account is judged by the role of its application', async () => {
    const company = await aCompany()
    const connector = company.connector({ clientId: SERVICE_CLIENT, signIn: 'application-secret' })
    const account = await company.account(connector, 1, BERND)
    const { accessTokens, applicationCredentials } = company.services
    expect(await accessTokens.read(account.id)).toMatchObject({
      error: { code: 'oauth2.application-credential-missing' },
    })
    const change = { kind: 'set-secret', secret: SERVICE_SECRET } as const
    valueOf(await applicationCredentials.change(connector.id, change))
    const token = await read(company, account)
    expect(codes(token)).toEqual(['audience-cloud-on-premises', 'permission-application', 'time-valid'])
    expect(JSON.stringify(token)).not.toContain('eyJ')
  })

  test('that was renewed a moment ago says its new time', async () => {
    const company = await aCompany({ lifetimes: { accessToken: 60 } }) // renewed before each use
    const account = await company.account(company.connector(), 1, ANNA)
    await company.signIn(account, asUser(company, ANNA))
    const numberOf = (token: AccessToken) =>
      token.kind === 'readable' ? token.claims.find(({ name }) => name === 'uti')?.value : undefined
    const first = numberOf(await read(company, account))
    expect(first).toBeDefined()
    expect(numberOf(await read(company, account))).not.toBe(first)
  })

  test('is not there where the connector signs in otherwise', async () => {
    const services = servicesUnderTest()
    const { accounts } = await aConnectorWith(services, 1)
    expect(await services.accessTokens.read(accounts[0]!.id)).toMatchObject({
      error: { code: 'oauth2.not-used' },
    })
    await services.close()
  })
})
