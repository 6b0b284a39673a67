/** Which proxy applies, and what is said when its password is missing. */
import { describe, expect, it } from 'vitest'
import { PROXY_SECRET, type Proxy } from '#shared/domain/proxy.ts'
import { DEFAULT_SETTINGS } from '#shared/domain/settings.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, ok } from '#shared/result.ts'
import { currentProxy } from '#electron/services/current-proxy.ts'

const SERVER: Proxy = { kind: 'server', host: 'proxy.firma.ch', port: 8080, userName: 'konnektor' }

async function proxyOf(proxy: Proxy, stored: string | AppError, environment: NodeJS.ProcessEnv = {}) {
  const asked: string[] = []
  const vault = {
    get: (id: string) => {
      asked.push(id)
      return Promise.resolve(typeof stored === 'string' ? ok(stored) : failure(stored))
    },
  }
  const answer = await currentProxy({ get: () => ({ ...DEFAULT_SETTINGS, proxy }) }, vault, environment)
  return { answer, asked }
}

describe('the proxy that applies', () => {
  it('has the password of the vault where it has a user', async () => {
    const { answer, asked } = await proxyOf(SERVER, 'geheim')
    expect(answer).toEqual(ok({ setting: SERVER, password: 'geheim' }))
    expect(asked).toEqual([PROXY_SECRET])
  })

  it('says of its missing password whose it is, and sends nobody to an account', async () => {
    const { answer } = await proxyOf(SERVER, appError('secret.not-stored'))
    expect(answer).toEqual(failure(appError('proxy.password-missing', { user: 'konnektor' })))
  })

  it('passes on why a stored password cannot be read', async () => {
    const damaged = appError('secret.damaged')
    expect((await proxyOf(SERVER, damaged)).answer).toEqual(failure(damaged))
  })

  it('asks for no password without a user, or where the environment names the proxy', async () => {
    expect((await proxyOf({ ...SERVER, userName: '' }, appError('secret.not-stored'))).asked).toEqual([])
    const named = { EWS_KONNEKTOR_PROXY: 'http://konnektor@proxy.firma.ch:3128' }
    expect((await proxyOf(SERVER, appError('secret.not-stored'), named)).asked).toEqual([])
  })
})
