/** A call from the window: name, payload, handler, `Result`; never an exception and never `undefined`. */
import { describe, expect, it, vi } from 'vitest'
import { CONNECTOR_DEFAULTS } from '#shared/domain/connector.ts'
import { DEFAULT_OAUTH2 } from '#shared/domain/oauth2.ts'
import { call } from '#electron/ipc/bind.ts'
import type { Handlers } from '#electron/ipc/handlers.ts'
import { ACCOUNT_SYNC_DEFAULTS, CONNECTOR_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'
import { CHANNELS } from '#shared/contract/channels.ts'
import { ok } from '#shared/result.ts'

vi.mock('electron', () => ({ ipcMain: {} }))

const ID = '00000000-0000-4000-8000-000000000001'

/** Handlers that remember what they were given; `with` replaces one. */
function handlers(replaced: Partial<Record<string, (input: unknown) => unknown>> = {}) {
  const calls: [string, unknown][] = []
  const all = Object.fromEntries(
    CHANNELS.map((channel) => [
      channel,
      replaced[channel] ??
        ((input: unknown) => {
          calls.push([channel, input])
          return ok(null)
        }),
    ]),
  )
  return { calls, open: () => Promise.resolve(all as unknown as Handlers) }
}

const aDraft = (changes: object = {}) => ({
  name: 'Hauptsitz',
  active: true,
  url: 'https://mail.firma.ch/EWS/Exchange.asmx',
  domain: '',
  authenticationMethod: 'basic',
  ...CONNECTOR_DEFAULTS,
  trust: { authorities: [], fingerprint: null },
  sync: CONNECTOR_SYNC_DEFAULTS,
  oauth2: DEFAULT_OAUTH2,
  ...changes,
})

describe('an unknown call', () => {
  it.each([
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'connectors',
    'connectors.list ',
    'Connectors.List',
    '',
    undefined,
    null,
    7,
    ['app.state'],
    { toString: () => 'app.state' },
    Object.create(null),
  ])('%o is refused, and no handler is asked', async (name) => {
    const { calls, open } = handlers()
    expect(await call(name, null, open)).toMatchObject({ ok: false, error: { code: 'ipc.refused' } })
    expect(calls).toEqual([])
  })
})

describe('a payload', () => {
  it.each<[string, unknown]>([
    ['connectors.remove', null],
    ['connectors.remove', { id: 'no-uuid' }],
    ['connectors.remove', { id: { toString: () => ID } }],
    ['connectors.setActive', { id: ID, active: 'yes' }],
    ['settings.save', { language: 'fr', theme: 'dark' }],
    ['sync.start', { accountIds: ID }],
    ['sync.start', {}],
    ['data.listEmails', { primeEmailAccountId: ID, offset: -1, limit: 10 }],
    ['data.listEmails', { primeEmailAccountId: ID, offset: 0, limit: 1_000_000 }],
    ['data.listEmails', { primeEmailAccountId: ID, offset: 0.5, limit: 10 }],
    ['data.exportItem', '/etc/passwd'],
    ['app.state', { anything: true }],
  ])('of %s that does not fit (%j) is refused with a typed error', async (name, input) => {
    const { calls, open } = handlers()
    expect(await call(name, input, open)).toMatchObject({
      ok: false,
      error: { code: 'ipc.invalid-payload', params: { channel: name } },
    })
    expect(calls).toEqual([])
  })

  it('reaches the handler as it was parsed: without what the contract does not name', async () => {
    const { calls, open } = handlers()
    await call('data.exportItem', { id: ID, path: '/etc/passwd' }, open)
    await call('connectors.save', { id: null, draft: aDraft({ name: ' Hauptsitz ', id: ID }) }, open)
    expect(calls).toEqual([
      ['data.exportItem', { id: ID }],
      ['connectors.save', { id: null, draft: aDraft() }],
    ])
  })

  it.each<[string, unknown, string[]]>([
    [
      'connectors.save',
      { id: null, draft: aDraft({ name: '', url: 'http://mail.firma.ch/' }) },
      ['name: field.required', 'url: url.not-https'],
    ],
    [
      'accounts.save',
      {
        id: null,
        draft: {
          ...{ connectorId: ID, active: true, primeEmailAccountId: '', mailbox: 'x', userName: '' },
          ...{ url: '', sync: ACCOUNT_SYNC_DEFAULTS },
          connectorId: ID,
          active: true,
          primeEmailAccountId: '',
          mailbox: 'x',
          access: 'own',
          userName: '',
        },
        password: { kind: 'keep' },
      },
      ['primeEmailAccountId: field.required', 'mailbox: mailbox.invalid'],
    ],
    [
      'primeAccounts.create',
      { address: '', owner: { kind: 'employee', name: '' } },
      ['address: field.required', 'owner.name: field.required'],
    ],
    [
      'connectionTests.start',
      {
        ...{ connector: aDraft({ url: 'x' }), account: null, connectorId: null, accountId: null },
        ...{ resumes: false, writing: 'not-asked' },
      },
      ['url: url.invalid'],
    ],
  ])('of the form behind %s comes back field by field', async (name, input, fields) => {
    const result = await call(name, input, handlers().open)
    if (result.ok) throw new Error('accepted')
    expect(result.error.code).toBe('input.invalid')
    expect(result.error.fields?.map(({ path, code }) => `${path}: ${code}`)).toEqual(fields)
  })

  it('that is refused does not come back: it may hold a password', async () => {
    const input = { id: 7, draft: {}, password: { kind: 'set', value: 'geheim' } }
    expect(JSON.stringify(await call('accounts.save', input, handlers().open))).not.toContain('geheim')
  })
})

describe('a handler', () => {
  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('broken')
      },
    ],
    ['rejects', () => Promise.reject(new Error('broken'))],
  ])('that %s answers with internal.unexpected', async (_name, handler) => {
    const { open } = handlers({ 'connectors.list': handler })
    expect(await call('connectors.list', null, open)).toMatchObject({
      ok: false,
      error: { code: 'internal.unexpected', params: { reason: 'broken' } },
    })
  })

  it('that is not there because the services did not start answers the same way', async () => {
    const open = () => Promise.reject(new Error('no services'))
    expect(await call('app.state', undefined, open)).toMatchObject({
      error: { code: 'internal.unexpected', params: { reason: 'no services' } },
    })
  })
})
