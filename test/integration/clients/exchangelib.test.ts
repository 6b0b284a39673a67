/**
 * The test server and a client that we did not write: exchangelib (Debian package python3-exchangelib) works through
 * folders, messages, attachments, synchronisation, tasks, series, a
 * meeting, notifications, NTLM, impersonation and the rights of delegates. Every answer is validated against the official schemas.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ExchangeServer, startExchangeServer } from '#test/exchange-server/server.ts'
import { EXCHANGELIB, isExchangelibInstalled, pythonSteps } from './debian-packages.ts'

const ANNA = {
  address: 'anna.meier@contoso.example',
  user: 'anna.meier',
  password: 'geheim',
  displayName: 'Anna Meier',
}
const BERND = {
  address: 'bernd.vogel@contoso.example',
  user: 'bernd.vogel',
  password: 'geheim2',
  displayName: 'Bernd Vogel',
}
const SERVICE = { address: 'dienst@contoso.example', user: 'dienst', password: 'maschine' }

describe.skipIf(!isExchangelibInstalled)(EXCHANGELIB, () => {
  let server: ExchangeServer
  beforeEach(async () => {
    server = await startExchangeServer({
      mailboxes: [
        { ...ANNA, impersonators: [SERVICE.address] },
        { ...BERND, delegates: [ANNA.address], readOnlyDelegates: [SERVICE.address] },
        SERVICE,
      ],
      authentication: ['ntlm', 'basic'],
    })
  })
  afterEach(async () => {
    await server.stop()
  })

  it('finds its way through a mailbox', { timeout: 120_000 }, async () => {
    const login = ({ address, user, password }: typeof SERVICE): string[] => [address, user, password]
    const steps = await pythonSteps('exchangelib-tour.py', [
      server.url,
      ...login(ANNA),
      ...login(BERND),
      ...login(SERVICE),
    ])
    expect(steps.at(-1)).toBe('ok delete a folder')
    const wrongPasswords = [ANNA, BERND, SERVICE].map(({ user }) => server.failedSignIns(user))
    expect(wrongPasswords).toEqual([1, 0, 0]) // the one that the tour sends
    expect(server.mailsSent.map(({ to, subject }) => [to[0], subject])).toEqual([
      [ANNA.address, 'An mich'],
      [BERND.address, 'Sitzung'],
      [ANNA.address, 'Accepted: Sitzung'],
      [BERND.address, 'Sitzung'],
      [BERND.address, 'Canceled: Sitzung'],
    ])
  })
})
