/** The secret of an application ends on a day that only people see at the identity provider; who enters it is warned. */
import { describe, expect, it } from 'vitest'
import { applicationSecretId } from '#electron/auth/application-credential.ts'
import { DEFAULT_OAUTH2 } from '#shared/domain/oauth2.ts'
import { applicationCredentialChangeSchema } from '#shared/domain/application-credential.ts'
import { aConnector, servicesUnderTest, valueOf } from './services-under-test.ts'

function arranged() {
  const services = servicesUnderTest()
  const application = { tenant: 'firma.ch', clientId: '00000000-0000-4000-8000-000000000000' }
  const oauth2 = { ...DEFAULT_OAUTH2, ...application, signIn: 'application-secret' as const }
  const draft = aConnector({ authenticationMethod: 'oauth2', oauth2 })
  const { id } = valueOf(services.connectors.save(null, draft))
  const store = async (day: { validUntil?: string }) => {
    const change = applicationCredentialChangeSchema.parse({ kind: 'set-secret', secret: 'geheim', ...day })
    return valueOf(await services.applicationCredentials.change(id, change))
  }
  return { services, id, store }
}

describe('the secret of an application', () => {
  it('ends with the day that was entered with it, and the overview says so', async () => {
    const { services, id, store } = arranged()
    const end = new Date(2031, 5, 15, 23, 59, 59).toISOString()
    expect(await store({ validUntil: '2031-06-15' })).toMatchObject({ kind: 'secret', validTo: end })
    expect(valueOf(await services.applicationCredentials.get(id))).toMatchObject({ secret: 'geheim' })
    const { endings } = await services.overview.get()
    expect(endings).toMatchObject([{ kind: 'application-secret', connector: { id }, at: end }])
  })

  it('has no known end without that day, or with a new secret without one', async () => {
    const { services, store } = arranged()
    expect(await store({})).toMatchObject({ kind: 'secret', validTo: null })
    await store({ validUntil: '2031-06-15' })
    expect(await store({})).toMatchObject({ kind: 'secret', validTo: null })
    expect((await services.overview.get()).endings).toEqual([])
  })

  it('that was stored before there was such a day stays valid', async () => {
    const { services, id } = arranged()
    valueOf(await services.vault.set(applicationSecretId(id), '{"kind":"secret","secret":"geheim"}'))
    expect(await services.applicationCredentials.state(id)).toMatchObject({ kind: 'secret', validTo: null })
    expect(valueOf(await services.applicationCredentials.get(id))).toEqual({
      kind: 'secret',
      secret: 'geheim',
    })
  })
})
