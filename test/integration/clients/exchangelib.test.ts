/**
 * The test server and a client that we did not write: exchangelib (Debian package python3-exchangelib) works through
 * folders, messages, attachments, synchronisation, tasks, series and a
 * meeting. Every answer is validated against the official schemas.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ExchangeServer, startExchangeServer } from '#test/exchange-server/server.ts'

const run = promisify(execFile)
const PYTHON = '/usr/bin/python3' // Debian's packages are seen by Debian's Python only
const PACKAGE = '/usr/lib/python3/dist-packages/exchangelib'
const MISSING = 'the Debian package python3-exchangelib is not installed'
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

const isInstalled = existsSync(PACKAGE)

describe('exchangelib', () => {
  let server: ExchangeServer
  beforeEach(async () => {
    server = await startExchangeServer({ mailboxes: [ANNA, BERND] })
  })
  afterEach(async () => {
    await server.stop()
  })

  it.skipIf(isInstalled)(`is not tried: ${MISSING}`, () => undefined)

  it.runIf(isInstalled)('finds its way through a mailbox', { timeout: 120_000 }, async () => {
    const script = path.join(import.meta.dirname, 'exchangelib-tour.py')
    const login = ({ address, user, password }: typeof ANNA): string[] => [address, user, password]
    const { stdout } = await run(PYTHON, [script, server.url, ...login(ANNA), ...login(BERND)])
    const steps = stdout.split('\n').filter((line) => line.startsWith('ok '))
    expect(steps.at(-1)).toBe('ok delete a folder')
    expect(server.failedSignIns(ANNA.user)).toBe(0)
    expect(server.mailsSent.map(({ to, subject }) => [to[0], subject])).toEqual([
      [ANNA.address, 'An mich'],
      [BERND.address, 'Sitzung'],
      [ANNA.address, 'Accepted: Sitzung'],
      [BERND.address, 'Sitzung'],
      [BERND.address, 'Canceled: Sitzung'],
    ])
  })
})
