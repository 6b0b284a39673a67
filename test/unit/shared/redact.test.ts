/** Planted secrets do not reach the log, in whatever they are wrapped. */
import { describe, expect, it } from 'vitest'
import { REDACTED, redact, redactText } from '#shared/redact.ts'

const SECRET = 'Gh3im-Wort'
const BASIC = Buffer.from(`anna:${SECRET}`).toString('base64')
const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm5hIn0.c2lnbmF0dXJl'

const written = (value: unknown) => JSON.stringify(redact(value))

describe('a text', () => {
  it.each([
    ['a Basic header', `Authorization: Basic ${BASIC}`],
    ['a short Basic header', 'Authorization: Basic YTpi', 'YTpi'],
    ['a Basic value alone', `sent Basic ${BASIC} to the server`],
    ['a Bearer header', `authorization: Bearer ${TOKEN}`],
    ['a token alone', `got ${TOKEN} back`, TOKEN],
    ['a Negotiate header', `WWW-Authenticate: Negotiate ${BASIC}`],
    ['a header in JSON', `{"Authorization":"Basic ${BASIC}"}`],
    ['a cookie', `Cookie: X-BackEndCookie=${SECRET}; other=${SECRET}`],
    ['a cookie that is set', `Set-Cookie: session=${SECRET}; path=/`],
    ['credentials in an address', `https://anna:${SECRET}@mail.firma.ch/EWS`],
    ['credentials with @ in an address', `https://anna:p@${SECRET}@mail.firma.ch/EWS`],
    ['a password', `password=${SECRET}`],
    ['a password in German', `Passwort: ${SECRET}`],
    ['a quoted password with blanks', `password: "ganz ${SECRET}"`],
    ['a quoted password with a quote', `"password":"a\\"${SECRET}"`],
    ['a client secret', `client_secret=${SECRET}&grant_type=x`],
    ['a password with a comma', `password=a,${SECRET}`],
  ])('with %s is redacted', (_name, text, secret = SECRET) => {
    expect(redactText(text)).not.toContain(secret)
    expect(redactText(text)).not.toContain(BASIC)
    expect(redactText(text)).toContain(REDACTED)
  })

  it('without a secret stays as it is', () => {
    for (const text of [
      'GetItem answered 401 for anna@firma.ch at https://mail.firma.ch/EWS/Exchange.asmx',
      'sync ended: 12 created, 3 updated',
    ]) {
      expect(redactText(text)).toBe(text)
    }
  })
})

describe('a structure', () => {
  it('loses the values under telling names, at any depth', () => {
    const value = {
      password: SECRET,
      Passwort: SECRET,
      headers: { Authorization: `Basic ${BASIC}`, 'Set-Cookie': [SECRET], 'content-type': 'text/xml' },
      list: [{ accessToken: SECRET }, [{ clientSecret: { value: SECRET } }]],
      credential: { kind: 'basic', userName: 'anna', password: SECRET },
      note: `Bearer ${TOKEN}`,
    }
    expect(written(value)).not.toContain(SECRET)
    expect(written(value)).not.toContain(BASIC)
    expect(written(value)).not.toContain(TOKEN)
    expect(redact(value)).toMatchObject({ headers: { 'content-type': 'text/xml' } })
  })

  it('is cut where it is too deep, so that a circle ends', () => {
    const circle: Record<string, unknown> = { name: 'circle' }
    circle.self = circle
    expect(written(circle)).toContain('[…]')
  })

  it('keeps numbers, truth values and nothing', () => {
    expect(redact({ count: 3, done: true, error: null, none: undefined })).toEqual({
      count: 3,
      done: true,
      error: null,
      none: undefined,
    })
  })
})

describe('an error', () => {
  it('is written with its stack and without the secret in its message', () => {
    const error = new Error(`401 for https://anna:${SECRET}@mail.firma.ch with Basic ${BASIC}`)
    const text = String(redact(error))
    expect(text).toContain('redact.test.ts')
    expect(text).not.toContain(SECRET)
    expect(text).not.toContain(BASIC)
    expect(written({ error })).not.toContain(SECRET)
  })

  it('goes through a long content in one pass, whatever is in it', () => {
    for (const unit of ['QUJD', 'eyJ-', 'eyJa.', '://', 'token=', 'a.b-eyJ.']) {
      expect(redactText(unit.repeat(500_000 / unit.length)).length).toBeGreaterThan(0)
    }
  })

  it('finds a token wherever it stands', () => {
    for (const text of ['eyJhIjox.eyJiIjoy.c2ln', 'x-eyJhIjox.eyJiIjoy.c2ln', 'a.eyJhIjox.eyJiIjoy.c2ln']) {
      expect(redactText(`vorher ${text} nachher`)).not.toMatch(/IjoyLg|c2ln|Ijox/)
    }
  })
})
