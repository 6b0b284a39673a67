import { describe, expect, it } from 'vitest'
import { lookUpSrv } from '#electron/exchange/autodiscover/srv.ts'

describe('looking up a DNS record', () => {
  const NAME = '_autodiscover._tcp.contoso.invalid'

  it('ends when the search ends, before or meanwhile', async () => {
    const cancelled = { ok: false, error: { code: 'sync.cancelled' } }
    expect(await lookUpSrv(NAME, AbortSignal.abort())).toMatchObject(cancelled)
    const controller = new AbortController()
    const lookup = lookUpSrv(NAME, controller.signal)
    controller.abort()
    expect(await lookup).toMatchObject(cancelled)
  })
})
