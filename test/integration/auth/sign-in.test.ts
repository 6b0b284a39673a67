/** Signing in with OAuth2, from the address that opens in the browser to the mailbox that opens with the token. */
import { describe, expect, test } from 'vitest'
import { SECOND_FACTOR_CLAIMS } from '#test/exchange-server/identity-provider/oauth-error.ts'
import { DEFAULT_OAUTH2 } from '#shared/domain/oauth2.ts'
import { tokenSecretId } from '#electron/auth/token-store.ts'
import { aConnector, anAccount, valueOf } from '../../unit/services/services-under-test.ts'
import { aCompany, ANNA, asUser, BERND, type Company } from './company.ts'

const signedIn = async (company: Company, mailbox = ANNA) => {
  const connector = company.connector()
  const account = await company.account(connector, 1, mailbox)
  expect(await company.signIn(account, asUser(company, mailbox))).toMatchObject({ state: 'succeeded' })
  return { connector, account }
}

/** Every use asks the provider: a token that lives this long is renewed at once. */
const SHORT = { accessToken: 60 }

const refreshes = ({ provider }: Company) =>
  provider.requests.filter(({ grantType }) => grantType === 'refresh_token')

describe('signing in with the browser', () => {
  test('opens the mailbox with the token of the user, and says so in the browser in the language of the window', async () => {
    const company = await aCompany()
    const connector = company.connector()
    const account = await company.account(connector, 1, ANNA)
    expect(await company.state(account)).toMatchObject({
      state: 'required',
      identity: null,
      error: { code: 'oauth2.sign-in-required', params: { userName: ANNA } },
    })
    expect(await company.sync(account)).toBe('oauth2.sign-in-required')
    const report = await company.test(connector, account)
    expect(report.steps.map((step) => (step.state === 'failed' ? step.error.code : step.state))).toEqual(
      expect.arrayContaining(['passed', 'oauth2.sign-in-required', 'skipped']),
    )
    expect(company.provider.requests).toEqual([])

    let page = ''
    const ended = await company.signIn(account, async (waiting) => {
      expect(waiting).toMatchObject({ way: 'browser', isOpen: true })
      page = (await asUser(company, ANNA)()).html
    })
    expect(ended).toMatchObject({ state: 'succeeded', identity: { userName: ANNA } })
    expect(page).toContain('<html lang="de">')
    expect(page).toContain(`${ANNA} ist für ${ANNA} angemeldet`)
    expect(page).toContain('Sie können dieses Fenster schliessen')

    const asked = new URL(company.opened[0]!).searchParams
    expect(Object.fromEntries(asked)).toMatchObject({
      response_mode: 'form_post',
      code_challenge_method: 'S256',
      login_hint: ANNA,
    })
    expect(asked.get('redirect_uri')).toMatch(/^http:\/\/localhost:\d+$/)
    expect(await company.state(account)).toMatchObject({ state: 'signed-in', identity: { userName: ANNA } })
    expect(await company.sync(account)).toBe('ok')
    expect((await company.test(connector, account)).outcome).toBe('passed')
    expect(company.server.successfulSignIns('anna.meier')).toBeGreaterThan(0)
  })

  test('keeps tokens in the vault alone: neither documents nor events have one', async () => {
    const events: unknown[] = []
    const company = await aCompany()
    const { account } = await signedIn(company)
    const cache = valueOf(await company.services.vault.get(tokenSecretId(account.id)))
    const { RefreshToken } = JSON.parse(cache) as { RefreshToken: Record<string, { secret: string }> }
    const [{ secret }] = Object.values(RefreshToken) as [{ secret: string }]
    expect(secret.length).toBeGreaterThan(20)
    events.push(company.progress, await company.state(account))
    const written = JSON.stringify([
      events,
      Object.values(company.services.files).map((file) => file.content),
    ])
    expect(written).not.toContain(secret)
    expect(written).toContain(ANNA)
  })

  test('that is cancelled at the page changes nothing, and the browser says what happened', async () => {
    const company = await aCompany()
    const account = await company.account(company.connector(), 1, ANNA)
    company.provider.answerAutomatically({
      kind: 'error',
      error: 'access_denied',
      description: 'AADSTS65004: User declined to consent.',
    })
    let page = ''
    const ended = await company.signIn(account, async () => {
      page = (await company.browser.open(company.opened[0]!)).html
    })
    expect(ended).toMatchObject({ state: 'failed', error: { code: 'oauth2.declined' } })
    expect(page).toContain('Die Anmeldung wurde im Browser abgebrochen.')
    expect(await company.state(account)).toMatchObject({ state: 'required', identity: null })
  })

  test('that is cancelled in the window answers the browser no more', async () => {
    const company = await aCompany()
    const account = await company.account(company.connector(), 1, ANNA)
    const ended = await company.signIn(account, ({ id }) => company.services.signIn.cancel(id))
    expect(ended).toMatchObject({ state: 'failed', error: { code: 'oauth2.cancelled' } })
    await expect(asUser(company, ANNA)()).rejects.toThrow(/ECONNREFUSED|other side closed/)
    expect(await company.state(account)).toMatchObject({ state: 'required', identity: null })
  })

  test('as somebody else is refused with both names, and leaves the first sign-in as it was', async () => {
    const company = await aCompany({ lifetimes: SHORT })
    const { account } = await signedIn(company)
    let page = ''
    const ended = await company.signIn(account, async () => {
      page = (await asUser(company, BERND)()).html
    })
    const params = { expected: ANNA, actual: BERND }
    expect(ended).toMatchObject({ state: 'failed', error: { code: 'oauth2.wrong-identity', params } })
    expect(page).toContain(`Dieses Konto gehört zu ${ANNA}, angemeldet hat sich aber ${BERND}.`)
    expect(await company.state(account)).toMatchObject({ state: 'signed-in', identity: { userName: ANNA } })
    expect(await company.sync(account)).toBe('ok')
    expect(company.server.successfulSignIns('bernd.vogel')).toBe(0)
  })

  test('as somebody else is possible after signing out', async () => {
    const company = await aCompany()
    const { account } = await signedIn(company)
    valueOf(company.services.signIn.signOut(account.id))
    expect(await company.services.vault.state(tokenSecretId(account.id))).toBe('none')
    expect(await company.sync(account)).toBe('oauth2.sign-in-required')
    await company.signIn(account, asUser(company, BERND))
    expect(await company.state(account)).toMatchObject({ state: 'signed-in', identity: { userName: BERND } })
  })

  test('of two accounts at once gives each the tokens of its own user', async () => {
    const company = await aCompany()
    const connector = company.connector()
    const anna = await company.account(connector, 1, ANNA)
    const bernd = await company.account(connector, 2, BERND)
    const urls: string[] = []
    let bothWait: () => void = () => undefined
    let turn = new Promise<void>((resolve) => (bothWait = resolve))
    const play = (username: string) => async () => {
      const url = company.opened.find((each) => new URL(each).searchParams.get('login_hint') === username)!
      urls.push(url)
      if (urls.length === 2) bothWait()
      await (turn = turn.then(async () => {
        company.provider.answerAutomatically({ kind: 'sign-in', username })
        await company.browser.open(url)
      }))
    }
    const [first, second] = await Promise.all([
      company.signIn(anna, play(ANNA)),
      company.signIn(bernd, play(BERND)),
    ])
    expect([first, second]).toMatchObject([
      { state: 'succeeded', identity: { userName: ANNA } },
      { state: 'succeeded', identity: { userName: BERND } },
    ])
    expect([await company.sync(anna), await company.sync(bernd)]).toEqual(['ok', 'ok'])
    expect(company.server.successfulSignIns('anna.meier')).toBe(1)
    expect(company.server.successfulSignIns('bernd.vogel')).toBe(1)
  })

  test('listens to nobody who does not know the state of the sign-in', async () => {
    const company = await aCompany()
    const account = await company.account(company.connector(), 1, ANNA)
    const ended = await company.signIn(account, async () => {
      const redirect = new URL(company.opened[0]!).searchParams.get('redirect_uri')!
      const post = (body: string, headers = {}) => fetch(redirect, { method: 'POST', body, headers })
      const form = { 'content-type': 'application/x-www-form-urlencoded' }
      const forged = await post('code=stolen&state=guessed', form)
      expect(forged.status).toBe(400)
      expect(await forged.text()).toContain('Diese Seite gehört zu keiner Anmeldung')
      expect((await fetch(`${redirect}/?code=x&state=y`)).status).toBe(404)
      expect((await post('x'.repeat(200_000))).status).toBe(400)
      await asUser(company, ANNA)()
    })
    expect(ended).toMatchObject({ state: 'succeeded' })
  })

  test('is not started for a connector that signs in otherwise', async () => {
    const company = await aCompany()
    const basic = valueOf(company.services.connectors.save(null, aConnector({ name: 'Basic' })))
    const draft = anAccount(basic.id, 2)
    const { account } = valueOf(await company.services.accounts.save(null, draft, { kind: 'keep' }))
    expect(await company.state(account)).toEqual({ state: 'not-used' })
    const service = company.connector({ signIn: 'application-secret' })
    const own = await company.account(service, 1, ANNA)
    expect(await company.state(own)).toEqual({ state: 'application' })
    for (const { id } of [account, own]) {
      const started = company.services.signIn.start(id, 'browser')
      expect(started).toMatchObject({ error: { code: 'oauth2.not-a-user' } })
    }
  })
})

describe('signing in with a device code', () => {
  test('waits until the code was used on another device', async () => {
    const company = await aCompany()
    const account = await company.account(company.connector(), 1, ANNA)
    const ended = await company.signIn(
      account,
      (waiting) => {
        if (waiting.way !== 'device-code') throw new Error('another way')
        expect(waiting.verificationUrl).toContain('/oauth2/v2.0/deviceauth')
        company.provider.approveDevice(waiting.userCode, ANNA)
      },
      'device-code',
    )
    expect(ended).toMatchObject({ state: 'succeeded', identity: { userName: ANNA } })
    expect(company.opened).toEqual([])
    expect(await company.sync(account)).toBe('ok')
  })

  test.each([
    ['declined', 'oauth2.declined'],
    ['cancelled', 'oauth2.cancelled'],
  ])('that is %s ends with %s', async (how, code) => {
    const company = await aCompany()
    const account = await company.account(company.connector(), 1, ANNA)
    const ended = await company.signIn(
      account,
      (waiting) => {
        if (waiting.way !== 'device-code') throw new Error('another way')
        if (how === 'declined') company.provider.declineDevice(waiting.userCode)
        else company.services.signIn.cancel(waiting.id)
      },
      'device-code',
    )
    expect(ended).toMatchObject({ state: 'failed', error: { code } })
  })
})

describe('a sign-in that has to be repeated', () => {
  test.each([
    ['revoked', 'oauth2.revoked', 'AADSTS50173'],
    ['expired', 'oauth2.expired', 'AADSTS700082'],
  ] as const)(
    'because it was %s is told once, with its number, and not tried again by itself',
    async (why, code, aadsts) => {
      const clock = { offset: 0 }
      const company = await aCompany({
        lifetimes: { ...SHORT, refreshToken: 120 },
        now: () => Date.now() + clock.offset,
      })
      const { account } = await signedIn(company)
      expect(await company.sync(account)).toBe('ok')
      if (why === 'revoked') company.provider.revokeUser(ANNA)
      else clock.offset = 121_000
      expect(await company.sync(account)).toBe(code)
      const asked = refreshes(company).length
      expect(await company.state(account)).toMatchObject({
        state: 'required',
        identity: { userName: ANNA },
        error: { code, params: { userName: ANNA, aadsts } },
      })
      expect(await company.sync(account)).toBe(code)
      expect(refreshes(company)).toHaveLength(asked)
      await expect
        .poll(() => company.notices, { timeout: 10_000 })
        .toEqual([
          {
            title: 'Anmeldung erforderlich',
            body: expect.stringContaining(ANNA) as string,
            place: { screen: 'connector', connectorId: account.connectorId, accounts: 'attention' },
          },
        ])

      await company.signIn(account, asUser(company, ANNA))
      expect(await company.state(account)).toMatchObject({ state: 'signed-in' })
      clock.offset = 0
      if (why === 'revoked') expect(await company.sync(account)).toBe('ok')
    },
  )

  test('without a network is none: nobody is signed out', async () => {
    const company = await aCompany({ lifetimes: SHORT })
    const { account } = await signedIn(company)
    company.provider.beforeAnswer(() => Promise.reject(new Error('cut')))
    expect(await company.sync(account)).toMatch(/^network\./)
    expect(await company.state(account)).toMatchObject({ state: 'signed-in' })
    expect(company.notices).toEqual([])
    company.provider.failures.splice(0)
  })

  test('after a claims challenge of Exchange passes the claims on', async () => {
    const company = await aCompany()
    const { account } = await signedIn(company)
    expect(await company.sync(account)).toBe('ok')
    company.provider.revokeUser(ANNA)
    company.provider.demand(ANNA, 'second-factor')
    // The token is not over; only Exchange says that it counts no more.
    expect(await company.sync(account)).toBe('oauth2.revoked')
    expect(refreshes(company).at(-1)?.claims).toContain('capolids')
    await company.signIn(account, asUser(company, ANNA))
    expect(JSON.parse(new URL(company.opened.at(-1)!).searchParams.get('claims')!)).toMatchObject(
      JSON.parse(SECOND_FACTOR_CLAIMS) as object,
    )
    expect(await company.sync(account)).toBe('ok')
  })

  test('for a second factor satisfies what the identity provider demands', async () => {
    const company = await aCompany({ lifetimes: SHORT })
    const { account } = await signedIn(company)
    company.provider.demand(ANNA, 'second-factor')
    expect(await company.sync(account)).toBe('oauth2.second-factor')
    await company.signIn(account, asUser(company, ANNA))
    expect(await company.sync(account)).toBe('ok')
    expect(await company.sync(account)).toBe('ok')
  })

  test('is asked for when the connector signs in elsewhere, of the same identity', async () => {
    const company = await aCompany()
    const { connector, account } = await signedIn(company)
    const oauth2 = { ...connector.oauth2, clientId: 'another' }
    valueOf(company.services.connectors.save(connector.id, { ...connector, oauth2 }))
    expect(await company.state(account)).toMatchObject({
      state: 'required',
      identity: { userName: ANNA },
      error: { code: 'oauth2.sign-in-required' },
    })
    await company.services.accounts.remove([account.id])
    company.services.deletions.finishAll()
    expect(await company.services.vault.state(tokenSecretId(account.id))).toBe('none')
  })
})

describe('an application that the provider does not know', () => {
  test('is told at the first sign-in', async () => {
    const company = await aCompany()
    const account = await company.account(company.connector({ clientId: 'unknown' }), 1, ANNA)
    const ended = await company.signIn(account, () => undefined, 'device-code')
    expect(ended).toMatchObject({
      state: 'failed',
      error: { code: 'oauth2.application-unknown', params: { aadsts: 'AADSTS700016' } },
    })
  })

  test('an authority that is none is told with its host', async () => {
    const company = await aCompany()
    const account = await company.account(company.connector({ tenant: 'nobody.example' }), 1, ANNA)
    const ended = await company.signIn(account, () => undefined, 'device-code')
    expect(ended).toMatchObject({ state: 'failed' })
    expect(ended.state === 'failed' && ended.error.code).toMatch(/^oauth2\.(directory-unknown|refused)$/)
    expect(DEFAULT_OAUTH2.authority).toContain('login.microsoftonline.com')
  })
})
