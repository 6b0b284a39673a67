import { describe, expect, it } from 'vitest'
import { judgeAccessToken, type JudgedBy } from '#electron/auth/judge-access-token.ts'
import { readAccessToken } from '#electron/auth/read-access-token.ts'

const SIGNATURE = 'c2lnbmF0dXJlLW9mLXRoZS10b2tlbg'
const part = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const tokenOf = (claims: unknown, header: unknown = { alg: 'RS256', typ: 'JWT' }) =>
  `${part(header)}.${part(claims)}.${SIGNATURE}`

const NOW = Date.parse('2026-03-29T10:00:00.000Z')
const SECONDS = NOW / 1000

describe('reading an access token', () => {
  it('shows header and claims, times as instants, lists as words', () => {
    const token = tokenOf({
      x: { y: 1 },
      n: 5,
      roles: ['a', 'b'],
      exp: SECONDS,
      aud: 'https://mail.firma.ch',
    })
    const read = readAccessToken(token)!
    expect(read.header.map(({ name, value }) => [name, value])).toEqual([
      ['alg', 'RS256'],
      ['typ', 'JWT'],
    ])
    expect(read.claims).toEqual([
      { name: 'aud', value: 'https://mail.firma.ch', at: null },
      { name: 'roles', value: 'a, b', at: null },
      { name: 'exp', value: String(SECONDS), at: '2026-03-29T10:00:00.000Z' },
      { name: 'x', value: '{"y":1}', at: null },
      { name: 'n', value: '5', at: null },
    ])
    expect(JSON.parse(read.claimsJson)).toEqual(read.values)
  })

  it('shows neither signature nor any part of the token as it is', () => {
    const token = tokenOf({ aud: 'x', upn: 'anna.meier@firma.ch' })
    const { header, claims, claimsJson } = readAccessToken(token)!
    const shown = JSON.stringify({ header, claims, claimsJson })
    expect(shown).toContain('anna.meier@firma.ch')
    for (const each of token.split('.')) expect(shown).not.toContain(each)
  })

  it('hides tokens that stand in claims, such as the actor token of a hybrid Exchange', () => {
    const inner = tokenOf({ nameid: 'exchange' })
    const token = tokenOf({ actortoken: inner, other: `Bearer ${inner}`, deep: [{ list: [inner] }] })
    const { header, claims, claimsJson } = readAccessToken(token)!
    const shown = JSON.stringify({ header, claims, claimsJson })
    expect(shown).not.toContain(SIGNATURE)
    expect(shown).not.toContain(part({ nameid: 'exchange' }))
  })

  it.each([
    ['an opaque token', 'EwBgA8l6BAAU'],
    ['an empty one', ''],
    ['an encrypted one (JWE)', `${part({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.a.b.c.d`],
    ['a header that is no JSON', `${part('kein JSON')}.${part({})}.${SIGNATURE}`],
    ['claims that are no JSON', `${part({ alg: 'RS256' })}.${part('{')}.${SIGNATURE}`],
    ['claims that are no object', tokenOf([1, 2])],
    ['claims that are null', tokenOf(null)],
    ['no base64', `${part({ alg: 'RS256' })}.%%%.${SIGNATURE}`],
    ['one without end', tokenOf({ aud: 'x'.repeat(100_000) })],
  ])('takes what it cannot read for opaque: %s', (_what, token) => {
    expect(readAccessToken(token)).toBeNull()
  })

  it('stays bounded and whole with hostile values', () => {
    const claims =
      `{"__proto__":{"polluted":true},"constructor":"c","aud":"${'a'.repeat(20_000)}",` +
      `"exp":1e300,"nbf":"gestern","iat":null,"deep":${'['.repeat(5_000)}${']'.repeat(5_000)},"html":"<img src=x>"}`
    const read = readAccessToken(tokenOf(claims))!
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    const byName = new Map(read.claims.map((claim) => [claim.name, claim]))
    expect(byName.get('__proto__')!.value).toBe('{"polluted":true}')
    expect(byName.get('aud')!.value.length).toBeLessThan(5_000)
    expect(['exp', 'nbf', 'iat'].map((name) => byName.get(name)!.at)).toEqual([null, null, null])
    expect(byName.get('deep')!.value.length).toBeLessThan(100)
    expect(byName.get('html')!.value).toBe('<img src=x>')
    expect(judgeAccessToken(read.values, by()).map(({ code }) => code)).toEqual([
      ...['audience-foreign', 'permission-user-missing', 'time-unlimited'],
    ])
  })
})

const by = (changes: Partial<JudgedBy> = {}): JudgedBy => ({
  url: 'https://mail.firma.ch/EWS/Exchange.asmx',
  signIn: 'user',
  now: NOW,
  ...changes,
})
const ONLINE = 'https://outlook.office365.com/EWS/Exchange.asmx'
const ON_PREMISES = 'https://mail.firma.ch/EWS/Exchange.asmx'

describe('an access token for Exchange', () => {
  it.each([
    [ON_PREMISES, 'https://mail.firma.ch', 'audience-server'],
    [ON_PREMISES, 'https://MAIL.firma.ch/', 'audience-server'],
    [ON_PREMISES, ['https://andere.ch', 'https://mail.firma.ch/EWS/'], 'audience-server'],
    [ON_PREMISES, 'https://autodiscover.firma.ch', 'audience-other-name'],
    [ON_PREMISES, 'https://outlook.office365.com', 'audience-cloud-on-premises'],
    [ON_PREMISES, '00000002-0000-0ff1-ce00-000000000000', 'audience-cloud-on-premises'],
    [ON_PREMISES, 'https://graph.microsoft.com', 'audience-foreign'],
    [ON_PREMISES, '00000003-0000-0000-c000-000000000000', 'audience-foreign'],
    [ON_PREMISES, undefined, 'audience-missing'],
    [ON_PREMISES, 7, 'audience-missing'],
    [ONLINE, 'https://outlook.office365.com', 'audience-exchange-online'],
    [ONLINE, 'https://outlook.office.com/', 'audience-exchange-online'],
    [ONLINE, '00000002-0000-0FF1-CE00-000000000000', 'audience-exchange-online'],
    [ONLINE, 'https://partner.outlook.cn', 'audience-foreign'],
    [ONLINE, 'https://graph.microsoft.com', 'audience-foreign'],
    [ONLINE, 'https://mail.firma.ch', 'audience-foreign'],
    [ONLINE, 'https://outlook.office365.com.angreifer.ch', 'audience-foreign'],
  ])('has an audience: %s gets %s', (url, aud, code) => {
    expect(judgeAccessToken({ aud }, by({ url }))[0]!.code).toBe(code)
  })

  it.each([
    ['user', { scp: 'Mail.Read EWS.AccessAsUser.All' }, ON_PREMISES, 'permission-user'],
    ['user', { scp: ['ews.accessasuser.all'] }, ONLINE, 'permission-user'],
    ['user', { scp: 'EWS.AccessAsUser' }, ONLINE, 'permission-user-missing'],
    ['user', { scp: 'user_impersonation openid' }, ON_PREMISES, 'permission-adfs'],
    ['user', { scp: 'user_impersonation' }, ONLINE, 'permission-user-missing'],
    ['user', { roles: ['full_access_as_app'] }, ONLINE, 'permission-user-missing'],
    ['user', {}, ONLINE, 'permission-user-missing'],
    ['application-secret', { roles: ['full_access_as_app'] }, ONLINE, 'permission-application'],
    ['application-certificate', { roles: ['Mail.Read'] }, ONLINE, 'permission-application-missing'],
    ['application-secret', { scp: 'EWS.AccessAsUser.All' }, ONLINE, 'permission-application-missing'],
  ] as const)('permits EWS: %s with %j', (signIn, claims, url, code) => {
    expect(judgeAccessToken(claims, by({ signIn, url }))[1]!.code).toBe(code)
  })

  it.each([
    [{ exp: SECONDS + 60 }, 'time-valid'],
    [{ exp: SECONDS }, 'time-expired'],
    [{ exp: SECONDS - 1, nbf: SECONDS + 9_999 }, 'time-expired'],
    [{ exp: SECONDS + 9_999, nbf: SECONDS + 299 }, 'time-valid'],
    [{ exp: SECONDS + 9_999, nbf: SECONDS + 301 }, 'time-early'],
    [{}, 'time-unlimited'],
    [{ exp: String(SECONDS - 1) }, 'time-unlimited'],
  ])('is within its time: %j', (claims, code) => {
    expect(judgeAccessToken(claims, by())[2]!.code).toBe(code)
  })

  it('tells what was granted and until when, in bounds', () => {
    const [, permission, time] = judgeAccessToken({ scp: 'x '.repeat(5_000), exp: SECONDS + 60 }, by())
    expect(permission!.params.granted!.length).toBeLessThan(250)
    expect(time!.params).toEqual({ until: '2026-03-29T10:01:00.000Z' })
  })
})
