/** Tokens of users: issued, renewed, taken back, demanded again. */
import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'
import {
  ANNA,
  BERND,
  PUBLIC,
  EWS_SCOPE,
  SCOPES,
  provider,
  clock,
  start,
  post,
  codeFor,
  redeem,
  refresh,
  tokensFor,
  refusal,
} from './identity-provider-under-test.ts'

type Json = Record<string, unknown>

describe('tokens', () => {
  test('a code is good for once, for one verifier, one address and ten minutes', async () => {
    await start()
    const code = await codeFor(ANNA)
    expect((await redeem(code)).status).toBe(200)
    expect(refusal(await redeem(code))).toEqual([400, 'invalid_grant', 54005])
    const wrong = { code_verifier: 'w'.repeat(64) }
    expect(refusal(await redeem(await codeFor(ANNA), wrong))).toEqual([400, 'invalid_grant', 501481])
    const elsewhere = { redirect_uri: 'http://localhost:1/callback' }
    expect(refusal(await redeem(await codeFor(ANNA), elsewhere))).toEqual([400, 'invalid_grant', 500112])
    const old = await codeFor(ANNA)
    clock.now += 600_000
    expect(refusal(await redeem(old))).toEqual([400, 'invalid_grant', 70008])
  })

  test('refresh tokens rotate: the old one is invalid after its use, the new one is good', async () => {
    await start()
    const first = await tokensFor(ANNA)
    const second = await refresh(first.refresh_token)
    expect(second.status).toBe(200)
    expect(second.body.refresh_token).not.toBe(first.refresh_token)
    expect(refusal(await refresh(first.refresh_token))).toEqual([400, 'invalid_grant', 70000])
    expect((await refresh(second.body.refresh_token)).status).toBe(200)
  })

  test('without offline_access there is no refresh token', async () => {
    await start()
    expect(await tokensFor(ANNA, { scope: EWS_SCOPE })).not.toHaveProperty('refresh_token')
  })

  test('a refresh token expires (AADSTS700082)', async () => {
    await start({ lifetimes: { refreshToken: 60 } })
    const { refresh_token: token } = await tokensFor(ANNA)
    clock.now += 59_999
    const renewed = await refresh(token)
    expect(renewed.status).toBe(200)
    clock.now += 60_000
    const late = await refresh(renewed.body.refresh_token)
    expect(refusal(late)).toEqual([400, 'invalid_grant', 700082])
    expect(late.body.error_description).toMatch(/^AADSTS700082: .*was inactive for 60 seconds/)
  })

  test('a new password takes back what was issued before it and nothing after (AADSTS50173)', async () => {
    await start()
    const [anna, bernd] = [await tokensFor(ANNA), await tokensFor(BERND)]
    provider.revokeUser(ANNA)
    expect(refusal(await refresh(anna.refresh_token))).toEqual([400, 'invalid_grant', 50173])
    expect((await refresh(bernd.refresh_token)).status).toBe(200)
    expect((await refresh((await tokensFor(ANNA)).refresh_token)).status).toBe(200)
  })

  test('the revocation endpoint takes back one refresh token', async () => {
    await start()
    const [one, other] = [await tokensFor(ANNA), await tokensFor(ANNA)]
    expect((await post('revoke', { token: String(one.refresh_token) })).status).toBe(200)
    expect(refusal(await refresh(one.refresh_token))).toEqual([400, 'invalid_grant', 50173])
    expect((await refresh(other.refresh_token)).status).toBe(200)
  })

  test('a second factor is demanded until a sign-in passes on the claims (AADSTS50076)', async () => {
    await start()
    const { refresh_token: token } = await tokensFor(ANNA)
    provider.demand(ANNA, 'second-factor')
    const demanded = await refresh(token)
    expect(refusal(demanded)).toEqual([400, 'invalid_grant', 50076])
    expect(demanded.body.suberror).toBe('basic_action')
    await tokensFor(ANNA)
    expect(refusal(await refresh(token))).toEqual([400, 'invalid_grant', 50076])
    await tokensFor(ANNA, { claims: String(demanded.body.claims) })
    expect((await refresh(token)).status).toBe(200)
  })

  test('a device code waits, is approved, declined or expires', async () => {
    await start()
    const ask = async (): Promise<Json> =>
      (await post('devicecode', { client_id: PUBLIC, scope: SCOPES })).body
    const poll = (code: Json): ReturnType<typeof post> =>
      post('token', {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        client_id: PUBLIC,
        device_code: String(code.device_code),
      })
    const approved = await ask()
    expect(refusal(await poll(approved))).toEqual([400, 'authorization_pending', 70016])
    provider.approveDevice(String(approved.user_code).toLowerCase(), ANNA)
    expect(decodeJwt(String((await poll(approved)).body.access_token)).upn).toBe(ANNA)
    expect((await poll(approved)).body.error).toBe('bad_verification_code')

    const onPage = await ask()
    const answer = { user_code: String(onPage.user_code), answer: 'sign-in', chosen_user: BERND }
    const submitted = (password: string): Promise<Response> =>
      fetch(String(onPage.verification_uri), {
        method: 'POST',
        body: new URLSearchParams({ ...answer, chosen_password: password }),
      })
    expect((await submitted('falsch')).status).toBe(400)
    expect((await submitted('geheim')).status).toBe(200)
    expect((await poll(onPage)).status).toBe(200)

    const declined = await ask()
    provider.declineDevice(String(declined.user_code))
    expect(refusal(await poll(declined))).toEqual([400, 'authorization_declined', 70017])

    const late = await ask()
    clock.now += 900_000
    expect(refusal(await poll(late))).toEqual([400, 'expired_token', 70020])
    expect(() => {
      provider.approveDevice(String(late.user_code), ANNA)
    }).toThrow(/no device/)
  })
})
