import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NamedConnection, SyncChoices } from '#electron/cli/calls.ts'
import { accountIdOf, planConnection, type PlannedConnection } from '#electron/cli/connection.ts'
import { DEFAULT_OAUTH2 } from '#shared/domain/oauth2.ts'
import { readKnownConnections, type KnownConnections } from '#electron/cli/known-connections.ts'
import type { PrimeEmailAccountId } from '#shared/domain/ids.ts'
import type { Result } from '#shared/result.ts'

const PRIME = '11111111-1111-4111-8111-111111111111' as PrimeEmailAccountId
const OTHER_PRIME = '22222222-2222-4222-8222-222222222222' as PrimeEmailAccountId
const URL = 'https://mail.contoso.example/EWS/Exchange.asmx'
const WINDOW_ACCOUNT = '33333333-3333-4333-8333-333333333333'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'ews-konnektor-cli-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const AS_SAVED: SyncChoices = {
  syncedKinds: undefined,
  receiveOnly: undefined,
  firstSyncDays: undefined,
  mailsAttendees: undefined,
}

function callOf(changes: { mailbox?: string; url?: string } = {}): NamedConnection {
  const { mailbox = 'anna@contoso.example', url = URL } = changes
  return {
    server: { url, domain: '', user: 'anna', auth: 'basic', oauth2: DEFAULT_OAUTH2 },
    mailbox,
    access: 'own',
    primeAddress: mailbox,
    owner: { kind: 'employee', name: 'Anna' },
  }
}

function known(): KnownConnections {
  return valueOf(readKnownConnections(folder))
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

function plan(changes: Parameters<typeof callOf>[0] = {}, prime = PRIME): Result<PlannedConnection> {
  return planConnection(known(), callOf(changes), AS_SAVED, prime)
}

function codeOf(result: Result<unknown>): string | null {
  return result.ok ? null : result.error.code
}

/** The settings of the window, with one account. */
function windowConnects(mailbox: string, prime = PRIME): void {
  const changedAt = '2026-01-01T00:00:00.000Z'
  const connectorId = '44444444-4444-4444-8444-444444444444'
  const connector = { name: 'Firma', active: true, url: URL, domain: '', authenticationMethod: 'basic' }
  const account = { connectorId, active: true, primeEmailAccountId: prime, mailbox, userName: 'anna' }
  const data = {
    connectors: [{ ...connector, id: connectorId, changedAt }],
    accounts: [{ ...account, id: WINDOW_ACCOUNT, changedAt }],
  }
  writeFileSync(path.join(folder, 'connections.json'), JSON.stringify({ version: 1, data }))
}

describe('the account of a call', () => {
  it('has the same id in every run, by mailbox and address', () => {
    expect(accountIdOf('Anna@Contoso.example ', URL)).toBe(accountIdOf('anna@contoso.example', URL))
    expect(accountIdOf('beat@contoso.example', URL)).not.toBe(accountIdOf('anna@contoso.example', URL))
    expect(accountIdOf('anna@contoso.example', `${URL}x`)).not.toBe(accountIdOf('anna@contoso.example', URL))
    expect(valueOf(plan()).account.id).toBe(accountIdOf('anna@contoso.example', URL))
  })

  it('keeps its id when its server gets another address', () => {
    const first = valueOf(plan())
    known().remember(first)
    const moved = valueOf(plan({ url: 'https://new.contoso.example/EWS/Exchange.asmx' }))
    expect(moved.account.id).toBe(first.account.id)
    known().remember(moved)
    expect(known().own.accounts).toHaveLength(1)
  })

  it('is the one of the window where that connects the same', () => {
    windowConnects('Anna@contoso.example')
    expect(valueOf(plan({ url: URL.toLowerCase() })).account.id).toBe(WINDOW_ACCOUNT)
    known().remember(valueOf(plan()))
    expect(known().own.accounts).toEqual([])
  })
})

describe('the 1:1 rule', () => {
  it('holds between runs', () => {
    known().remember(valueOf(plan()))
    expect(codeOf(plan({ mailbox: 'beat@contoso.example' }))).toBe('account.prime-email-account-taken')
    expect(codeOf(plan({}, OTHER_PRIME))).toBe('account.mailbox-taken')
    expect(codeOf(plan({ mailbox: 'beat@contoso.example' }, OTHER_PRIME))).toBeNull()
  })

  it('holds beside the window', () => {
    windowConnects('anna@contoso.example')
    expect(codeOf(plan({ mailbox: 'beat@contoso.example' }))).toBe('account.prime-email-account-taken')
    expect(codeOf(plan({}, OTHER_PRIME))).toBe('account.mailbox-taken')
    expect(codeOf(plan({ url: 'https://other.example/EWS/Exchange.asmx' }))).toBe('account.mailbox-taken')
  })
})

describe('the settings of the window', () => {
  it('are never written', () => {
    windowConnects('anna@contoso.example')
    const before = readFileSync(path.join(folder, 'connections.json'), 'utf8')
    known().remember(valueOf(plan({ mailbox: 'beat@contoso.example' }, OTHER_PRIME)))
    expect(readFileSync(path.join(folder, 'connections.json'), 'utf8')).toBe(before)
  })

  it.each(['connections.json', 'command-line.json'])(
    'a damaged %s ends the command, and is left as it is',
    (name) => {
      const file = path.join(folder, name)
      writeFileSync(file, '{ "version": 1, ')
      expect(codeOf(readKnownConnections(folder))).toBe('document.locked')
      expect(readFileSync(file, 'utf8')).toBe('{ "version": 1, ')
      writeFileSync(file, '{ "version": 99, "data": {} }')
      expect(codeOf(readKnownConnections(folder))).toBe('document.newer-version')
    },
  )
})
