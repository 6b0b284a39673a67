/** The metadata and the page of the identity provider, asked by plain HTTP as the standards say. */
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import {
  ANNA,
  BERND,
  PUBLIC,
  provider,
  clock,
  start,
  question,
  browse,
  submit,
  target,
  redeem,
  tokensFor,
  refusal,
} from './identity-provider-under-test.ts'

type Json = Record<string, unknown>

describe('metadata', () => {
  test('every address in it leads to the provider, and the keys verify its tokens', async () => {
    await start()
    const url = `${provider.authority}/v2.0/.well-known/openid-configuration`
    const metadata = (await (await fetch(url)).json()) as Record<string, string>
    expect(metadata.issuer).toBe(provider.issuer)
    const { id_token: idToken } = await tokensFor(ANNA)
    const { payload } = await jwtVerify(String(idToken), createRemoteJWKSet(new URL(metadata.jwks_uri!)), {
      issuer: metadata.issuer!,
      audience: PUBLIC,
      currentDate: new Date(clock.now),
    })
    expect(payload).toMatchObject({
      preferred_username: ANNA,
      nonce: 'n-1',
      tid: provider.tenant,
      name: 'Anna <Meier>',
    })
  })

  test('the tenant may be named by its domain or as common; another is AADSTS90002', async () => {
    await start()
    const metadata = (tenant: string): Promise<Response> =>
      fetch(`${provider.url}/${tenant}/v2.0/.well-known/openid-configuration`)
    expect((await metadata('common')).status).toBe(200)
    expect((await metadata('contoso.example')).status).toBe(200)
    const other = await metadata('fabrikam.example')
    expect(refusal({ status: other.status, body: (await other.json()) as Json })).toEqual([
      400,
      'invalid_tenant',
      90002,
    ])
  })
})

describe('the page', () => {
  test('shows the users, escaped, with the hinted one chosen', async () => {
    await start()
    const page = await (await browse(question({ login_hint: BERND }))).text()
    expect(page).toContain(`value="${ANNA}">`)
    expect(page).toContain(`value="${BERND}" checked>`)
    expect(page).not.toContain('<Meier>')
    expect(page).toContain('Anna &#60;Meier&#62;')
  })

  test('sends the chosen user back with a code and the state', async () => {
    await start()
    const response = await submit(question(), { answer: 'sign-in', chosen_user: ANNA })
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toMatch(/^http:\/\/localhost:4711\/callback\?/)
    expect(target(response).get('state')).toBe('zustand&ä')
    const { status, body } = await redeem(target(response).get('code')!)
    expect(status).toBe(200)
    expect(decodeJwt(String(body.access_token))).toMatchObject({
      upn: ANNA,
      scp: 'EWS.AccessAsUser.All',
      aud: 'https://outlook.office365.com',
      appid: PUBLIC,
    })
  })

  test('asks again for a wrong password and takes the right one', async () => {
    await start()
    const answer = { answer: 'sign-in', chosen_user: BERND }
    const wrong = await submit(question(), { ...answer, chosen_password: 'falsch' })
    expect(wrong.status).toBe(200)
    expect(await wrong.text()).toContain('AADSTS50126')
    expect((await submit(question(), { ...answer, chosen_password: 'geheim' })).status).toBe(302)
  })

  test('cancelled, it sends access_denied back', async () => {
    await start()
    const back = target(await submit(question(), { answer: 'cancel' }))
    expect([back.get('error'), back.get('code')]).toEqual(['access_denied', null])
  })

  test('form_post brings the code in a form to the application', async () => {
    await start()
    provider.answerAutomatically({ kind: 'sign-in', username: ANNA })
    const page = await (await browse(question({ response_mode: 'form_post' }))).text()
    expect(page).toContain('<form method="post" action="http://localhost:4711/callback">')
    const code = /name="code" value="([^"]+)"/.exec(page)![1]!
    expect((await redeem(code)).status).toBe(200)
  })

  test('an unknown application or address is told on the page and sent nowhere', async () => {
    await start()
    for (const [more, code] of [
      [{ client_id: 'unknown' }, 'AADSTS700016'],
      [{ redirect_uri: 'http://localhost:4711/other' }, 'AADSTS50011'],
      [{ redirect_uri: 'https://app.contoso.example:444/back' }, 'AADSTS50011'],
    ] as const) {
      const response = await browse(question(more))
      expect([response.status, response.headers.get('location')]).toEqual([400, null])
      expect(await response.text()).toContain(code)
    }
  })

  test('without PKCE a public application gets invalid_request', async () => {
    await start()
    const parameters = question()
    parameters.delete('code_challenge')
    expect(target(await browse(parameters)).get('error')).toBe('invalid_request')
    expect(target(await browse(question({ code_challenge_method: 'plain' }))).get('error')).toBe(
      'invalid_request',
    )
  })

  test('a browser that signed in is known afterwards, unless the client asks for the page', async () => {
    await start()
    expect(target(await browse(question({ prompt: 'none' }))).get('error')).toBe('login_required')
    const signedIn = await submit(question(), { answer: 'sign-in', chosen_user: ANNA })
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!
    expect(target(await browse(question({ prompt: 'none' }), cookie)).get('code')).toBeTruthy()
    expect((await browse(question({ prompt: 'select_account' }), cookie)).status).toBe(200)
    const other = await browse(question({ prompt: 'none', login_hint: BERND }), cookie)
    expect(target(other).get('error')).toBe('login_required')
  })
})
