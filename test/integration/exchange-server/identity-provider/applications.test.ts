/** Applications that act by themselves, and the EWS server that takes the tokens of applications and users. */
import { generateKeyPairSync } from 'node:crypto'
import { SignJWT, decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'
import { childText } from '#test/exchange-server/soap/xml-tree.ts'
import {
  ANNA,
  BERND,
  PUBLIC,
  SERVICE,
  POWERLESS,
  EWS_SCOPE,
  DEFAULT_SCOPE,
  provider,
  server,
  clock,
  start,
  startServer,
  post,
  tokensFor,
  refusal,
  ews,
  inboxOf,
  impersonate,
  privateKey,
} from './identity-provider-under-test.ts'

describe('applications', () => {
  const credentials = { grant_type: 'client_credentials', client_id: SERVICE, scope: DEFAULT_SCOPE }
  const assertion = async (audience: string, key = privateKey): Promise<Record<string, string>> => ({
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await new SignJWT({ jti: '1' })
      .setProtectedHeader({ alg: 'PS256' })
      .setIssuer(SERVICE)
      .setSubject(SERVICE)
      .setAudience(audience)
      .setExpirationTime(Math.trunc(clock.now / 1000) + 60)
      .sign(key),
  })

  test('prove themselves by a secret in the form or in the header', async () => {
    await start()
    const inForm = await post('token', { ...credentials, client_secret: 'klasse&geheim' })
    expect(inForm.status).toBe(200)
    expect(inForm.body).not.toHaveProperty('refresh_token')
    expect(decodeJwt(String(inForm.body.access_token))).toMatchObject({
      roles: ['full_access_as_app'],
      idtyp: 'app',
      appid: SERVICE,
    })
    const pair = Buffer.from(`${SERVICE}:${encodeURIComponent('klasse&geheim')}`).toString('base64')
    const inHeader = await post('token', credentials, { authorization: `Basic ${pair}` })
    expect(inHeader.status).toBe(200)
  })

  test('prove themselves by an assertion for this endpoint, signed with their key', async () => {
    await start()
    const endpoint = `${provider.authority}/oauth2/v2.0/token`
    expect((await post('token', { ...credentials, ...(await assertion(endpoint)) })).status).toBe(200)
    const elsewhere = await assertion('https://login.fabrikam.example/token')
    expect(refusal(await post('token', { ...credentials, ...elsewhere }))).toEqual([
      401,
      'invalid_client',
      700027,
    ])
    const forged = await assertion(endpoint, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)
    expect((await post('token', { ...credentials, ...forged })).status).toBe(401)
    const late = await assertion(endpoint)
    clock.now += 61_000
    expect((await post('token', { ...credentials, ...late })).status).toBe(401)
  })

  test.each([
    [{ client_secret: 'falsch' }, 401, 'invalid_client', 7000215],
    [{}, 401, 'invalid_client', 7000218],
    [{ client_id: 'unknown', client_secret: 'x' }, 400, 'unauthorized_client', 700016],
    [{ client_id: PUBLIC }, 401, 'invalid_client', 7000218],
    [{ client_secret: 'klasse&geheim', scope: EWS_SCOPE }, 400, 'invalid_scope', 1002012],
    [{ grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
  ])('with %o the answer is %i %s', async (more, status, error, code) => {
    await start()
    expect(refusal(await post('token', { ...credentials, ...more }))).toEqual([status, error, code])
    expect(provider.requests.at(-1)).toMatchObject({ status, errorCode: code })
  })

  test('act for any mailbox by impersonation, and for none without naming it', async () => {
    await start()
    await startServer()
    const token = (await post('token', { ...credentials, client_secret: 'klasse&geheim' })).body.access_token
    expect(inboxOf(await ews(token, impersonate(BERND)))).toBe(server!.mailbox(BERND).folder('inbox')!.id)
    const without = await ews(token)
    expect(without.status).toBe(500)
    expect(childText(without.body, 'faultstring')).toContain('ExchangeImpersonation SOAP header')
    expect(server!.journal[0]!.user).toBe(SERVICE)
  })

  test('without the permission get no further than 401', async () => {
    await start()
    await startServer()
    const form = { ...credentials, client_id: POWERLESS, client_secret: 'klasse' }
    const answer = await ews((await post('token', form)).body.access_token, impersonate(BERND))
    expect(answer.status).toBe(401)
    expect(answer.headers['x-ms-diagnostics']).toContain('2000008')
  })
})

describe('the EWS server', () => {
  test('tells a client where tokens come from', async () => {
    await start()
    await startServer()
    const challenge = (await ews('')).headers['www-authenticate']
    expect(challenge).toContain(`authorization_uri="${provider.url}/common/oauth2/v2.0/authorize"`)
    expect(challenge).toContain(`@${provider.tenant}"`)
    expect(challenge).not.toContain('error=')
  })

  test('opens the mailbox of the user of a token, until the token expires', async () => {
    await start({ lifetimes: { accessToken: 300 } })
    await startServer()
    const { access_token: token } = await tokensFor(ANNA)
    expect(inboxOf(await ews(token))).toBe(server!.mailbox(ANNA).folder('inbox')!.id)
    clock.now += 300_000
    const late = await ews(token)
    expect(late.status).toBe(401)
    expect(late.headers['www-authenticate']).toContain('error="invalid_token"')
    expect(late.headers['x-ms-diagnostics']).toContain('expired')
  })

  test('refuses tokens that are forged, for another resource, id tokens, or without the permission', async () => {
    await start()
    await startServer()
    const { access_token: token, id_token: idToken } = await tokensFor(ANNA)
    const [head, , signature] = String(token).split('.')
    const claims = Buffer.from(JSON.stringify({ ...decodeJwt(String(token)), upn: BERND }))
    const forged = `${head!}.${claims.toString('base64url')}.${signature!}`
    const graph = (await tokensFor(ANNA, { scope: 'https://graph.microsoft.com/EWS.AccessAsUser.All' }))
      .access_token
    const mail = (await tokensFor(ANNA, { scope: 'https://outlook.office365.com/Mail.Read' })).access_token
    for (const [refused, why] of [
      [forged, '2000001'],
      [idToken, '2000001'],
      ['kein.token', '2000001'],
      [graph, '2000003'],
      [mail, '2000008'],
    ]) {
      const answer = await ews(refused)
      expect([answer.status, String(answer.headers['x-ms-diagnostics']).slice(0, 7)]).toEqual([401, why])
    }
    expect(server!.failedSignIns('anna.meier')).toBe(0)
  })

  test('answers a token that was taken back with a claims challenge', async () => {
    await start()
    await startServer()
    const { access_token: token } = await tokensFor(ANNA)
    provider.revokeUser(ANNA)
    const answer = await ews(token)
    expect(answer.status).toBe(401)
    const encoded = /error="insufficient_claims", claims="([^"]+)"/.exec(
      answer.headers['www-authenticate']!,
    )![1]!
    expect(JSON.parse(Buffer.from(encoded, 'base64').toString())).toHaveProperty('access_token')
    expect((await ews((await tokensFor(ANNA)).access_token)).status).toBe(200)
  })
})
