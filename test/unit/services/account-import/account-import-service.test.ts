/** Accounts from a file: checked by the rules of the form, imported in one write. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountImportPreview, ColumnMapping } from '#shared/domain/account-import.ts'
import { IMPORT_FIELDS, MAX_IMPORT_BYTES } from '#shared/domain/account-import.ts'
import type { ConnectorDraft } from '#shared/domain/connector.ts'
import type { PrimeEmailAccount } from '#shared/domain/prime.ts'
import { ok } from '#shared/result.ts'
import { recognisedColumns } from '#electron/services/account-import/column-names.ts'
import { decodeText } from '#electron/services/account-import/decode-text.ts'
import { importTemplate } from '#electron/services/account-import/template.ts'
import { csvOf } from '#electron/services/account-import/write-csv.ts'
import { readTable } from '#electron/services/account-import/read-table.ts'
import {
  aConnector,
  anAccount,
  primeAccountId,
  servicesUnderTest,
  valueOf,
  type UnderTest,
} from '../services-under-test.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-accounts-'))
  file = path.join(folder, 'accounts.csv')
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

function services(): UnderTest {
  const services = servicesUnderTest({
    askOpenPath: () => Promise.resolve(file),
    askSavePath: () => Promise.resolve(file),
  })
  const { emailAccounts } = services.spy
  services.spy.createEmailAccount = ((draft: Omit<PrimeEmailAccount, 'id'>) => {
    const created = { ...draft, id: primeAccountId(emailAccounts.length + 100) }
    emailAccounts.push(created)
    return Promise.resolve(ok(created))
  }) as never
  return services
}

const HEAD =
  'Postfach;Emailkonto;Inhaber;Art;Benutzer;Passwort;Zugriff;Arten;Nur Import;Tage zurück;Aktiv;URL'

/** The file with these rows, opened for a new connector. */
async function opened(rows: readonly string[], draft: Partial<ConnectorDraft> = {}, under = services()) {
  const connector = valueOf(under.connectors.save(null, aConnector(draft)))
  await writeFile(file, [HEAD, ...rows].join('\r\n'))
  const answer = valueOf(await under.accountImport.open(connector.id))
  if (!answer) throw new Error('closed')
  return { ...answer, under, connector }
}

const GOOD = 'neu@firma.ch;neu@prime.ch;Neu, Anna;Mitarbeiter;FIRMA\\neu;" geheim=1";;;;;;'
const problemsOf = ({ rows }: AccountImportPreview) =>
  rows.map(({ problems }) => problems.map(({ path: field, code }) => `${field} ${code}`))

describe('a row', () => {
  it.each([
    [GOOD, []],
    ['neu@firma.ch;prime1@firma.ch;;;x', []],
    ['neu@firma.ch;PRIME1@firma.ch;;;x', []],
    [';neu@prime.ch;Anna;;x', ['mailbox field.required']],
    ['kein Postfach;neu@prime.ch;Anna;;x', ['mailbox mailbox.invalid']],
    ['=HYPERLINK("x");neu@prime.ch;Anna;;x'.replaceAll('"', "'"), ['mailbox mailbox.invalid']],
    ['neu@firma.ch;;Anna;;x', ['primeAddress field.required']],
    ['neu@firma.ch;neu@prime.ch;;;x', ['ownerName field.required']],
    ['neu@firma.ch;neu@prime.ch;Anna;;', ['userName user-name.required']],
    ['neu@firma.ch;neu@prime.ch;Anna;Chef;x', ['ownerKind import.unknown-value']],
    ['neu@firma.ch;neu@prime.ch;Anna;;x;;ganz', ['access import.unknown-value']],
    ['neu@firma.ch;neu@prime.ch;Anna;;x;;;Notizen', ['kinds import.unknown-value']],
    ['neu@firma.ch;neu@prime.ch;Anna;;x;;;;vielleicht', ['receiveOnly import.unknown-value']],
    ['neu@firma.ch;neu@prime.ch;Anna;;x;;;;;lang', ['firstSyncDays import.unknown-value']],
    ['neu@firma.ch;neu@prime.ch;Anna;;x;;;;;0', ['firstSyncDays number.out-of-range']],
    ['neu@firma.ch;neu@prime.ch;Anna;;x;;;;;;;http://mail.firma.ch/EWS/Exchange.asmx', ['url url.not-https']],
    [
      'neu@firma.ch;neu@prime.ch;Anna;;x;;;;;;;outlook.office365.com',
      ['url account-url.exchange-online-oauth2-only'],
    ],
    [`neu@firma.ch;neu@prime.ch;Anna;;x;${'p'.repeat(1025)}`, ['password field.too-long']],
    ['da@firma.ch;neu@prime.ch;Anna;;x', ['mailbox account.mailbox-taken']],
    ['neu@firma.ch;prime9@firma.ch;;;x', ['primeAddress account.prime-email-account-taken']],
    [
      'neu@firma.ch;neu@prime.ch;Meier; Anna;;x;;;;;;;;extra',
      ['ownerKind import.unknown-value', 'userName user-name.required', ' import.more-cells'],
    ],
  ])('is checked as the form does: %s', async (row, problems) => {
    const under = services()
    const other = valueOf(under.connectors.save(null, aConnector({ name: 'Filiale' })))
    valueOf(
      await under.accounts.save(
        null,
        { ...anAccount(other.id, 9), mailbox: 'DA@firma.ch' },
        { kind: 'keep' },
      ),
    )
    const { preview } = await opened([row], {}, under)
    expect(problemsOf(preview)[0]).toEqual(expect.arrayContaining(problems))
    expect(problemsOf(preview)[0]).toHaveLength(problems.length)
  })

  it('names the other account that is in its way, and the row that has the same', async () => {
    const { preview } = await opened([
      GOOD,
      'NEU@firma.ch;anders@prime.ch;Anna;;x',
      'c@firma.ch;neu@prime.ch;Anna;;x',
    ])
    expect(preview.rows.map(({ problems }) => problems)).toEqual([
      [],
      [{ path: 'mailbox', code: 'import.twice', params: { value: 'NEU@firma.ch', row: 2 } }],
      [{ path: 'primeAddress', code: 'import.twice', params: { value: 'neu@prime.ch', row: 2 } }],
    ])
  })

  it('says whether its Winoffice Prime e-mail account is there, and whose it is', async () => {
    const { preview } = await opened([GOOD, 'b@firma.ch;prime2@firma.ch;ein anderer;;x'])
    expect(preview.rows).toMatchObject([
      { row: 2, primeAccount: 'new', owner: 'Neu, Anna', hasPassword: true },
      { row: 3, primeAccount: 'existing', owner: 'Person 2', hasPassword: false },
    ])
  })
})

describe('an import', () => {
  it('writes all chosen accounts at once, with their passwords in the vault, and leaves the others', async () => {
    const rows = [
      GOOD,
      'team@firma.ch;prime2@firma.ch;;;DOM\\team;;delegiert;E-Mails und Aufgaben;ja;alles;nein;mail2.firma.ch',
      'falsch;neu2@prime.ch;Anna;;x',
      'spaeter@firma.ch;neu3@prime.ch;Anna;;x',
    ]
    const { under, connector, id, mapping } = await opened(rows)
    under.events.splice(0)
    const result = valueOf(await under.accountImport.import(id, mapping, [2, 3]))
    expect(result).toEqual({ accounts: 2, primeAccounts: 1, passwords: 1, left: 2 })
    expect(under.events.filter((name) => name === 'connectors.onDidChange')).toHaveLength(1)

    const entries = valueOf(await under.accounts.list(connector.id))
    expect(entries.map(({ account, password }) => ({ ...account, password }))).toMatchObject([
      { mailbox: 'neu@firma.ch', userName: 'FIRMA\\neu', access: 'own', active: true, password: 'system' },
      {
        ...{ mailbox: 'team@firma.ch', access: 'delegated', active: false, password: 'none' },
        url: 'https://mail2.firma.ch/EWS/Exchange.asmx',
        primeEmailAccountId: primeAccountId(2),
        sync: {
          syncedKinds: ['emails', 'tasks'],
          receiveOnly: true,
          firstSyncDays: null,
          mailsAttendees: false,
        },
      },
    ])
    expect(valueOf(await under.vault.get(entries[0]!.account.id))).toBe(' geheim=1')
    expect(under.spy.emailAccounts.at(-1)).toMatchObject({
      address: 'neu@prime.ch',
      owner: { kind: 'employee', name: 'Neu, Anna' },
    })
    // It is done with.
    expect(await under.accountImport.import(id, mapping, [5])).toMatchObject({
      error: { code: 'configuration.not-open' },
    })
  })

  it('imports nothing when a chosen row cannot be imported any longer', async () => {
    const { under, connector, id, mapping } = await opened([GOOD, 'b@firma.ch;prime2@firma.ch;;;x'])
    valueOf(
      await under.accounts.save(
        null,
        { ...anAccount(connector.id, 7), mailbox: 'b@firma.ch' },
        { kind: 'keep' },
      ),
    )
    expect(await under.accountImport.import(id, mapping, [2, 3])).toMatchObject({
      ok: false,
      error: { code: 'import.row-changed', params: { row: 3 }, fields: [{ code: 'account.mailbox-taken' }] },
    })
    expect(valueOf(await under.accounts.list(connector.id))).toHaveLength(1)
    expect(under.spy.emailAccounts.some(({ address }) => address === 'neu@prime.ch')).toBe(false)
  })

  it('leaves no password behind when the accounts cannot be written', async () => {
    const { under, id, mapping } = await opened([GOOD])
    under.files.connections!.broken = true
    expect(await under.accountImport.import(id, mapping, [2])).toMatchObject({
      error: { code: 'document.write-failed' },
    })
    expect(under.documents.secrets.get().secrets).toEqual({})
  })

  it('takes no passwords for a connector that needs none, and says so', async () => {
    const { preview, under, id, mapping } = await opened([GOOD], {
      authenticationMethod: 'windows',
      windowsUser: 'signed-in',
    })
    expect(preview).toMatchObject({
      ignoresPasswords: true,
      needsPasswords: false,
      rows: [{ hasPassword: false, problems: [] }],
    })
    expect(valueOf(await under.accountImport.import(id, mapping, [2]))).toMatchObject({ passwords: 0 })
  })

  it('reads other columns when a person chooses them, and says which are missing', async () => {
    const { under, id, preview } = await opened([GOOD])
    expect(preview).toMatchObject({ missing: [], needsPasswords: true })
    const swapped: ColumnMapping = { mailbox: 1, ownerName: 2 }
    const other = valueOf(await under.accountImport.preview(id, swapped))
    expect(other.missing).toEqual(['primeAddress'])
    expect(other.rows[0]).toMatchObject({ mailbox: 'neu@prime.ch', primeAddress: '', hasPassword: false })
  })

  it('never gives a password to the window', async () => {
    const {
      under: _under,
      connector: _connector,
      ...answer
    } = await opened([GOOD, 'kaputt;;;;;geheim=2;Zugriff?'])
    expect(JSON.stringify(answer)).not.toContain('geheim')
  })

  it('tells of a file that cannot be read, and of one that is too large', async () => {
    const under = services()
    const connector = valueOf(under.connectors.save(null, aConnector()))
    expect(await under.accountImport.open(connector.id)).toMatchObject({
      error: { code: 'import.unreadable' },
    })
    await writeFile(file, Buffer.alloc(MAX_IMPORT_BYTES + 1, 'a'))
    expect(await under.accountImport.open(connector.id)).toMatchObject({
      error: { code: 'import.too-large' },
    })
  })
})

describe('the template', () => {
  it.each(['de', 'en'] as const)(
    'in %s has every column, recognised, and nothing in it is imported as it is',
    async (language) => {
      const decoded = decodeText(Buffer.from(importTemplate(language)))!
      expect(readTable('a.csv', decoded.text)).toMatchObject({ error: { code: 'import.only-headings' } })
      // With the example made into a row.
      const table = valueOf(readTable('a.csv', decoded.text.replace(/\r\n"# (?=[^\s"]+@)/, '\r\n"')))
      expect(table.rows).toHaveLength(1)
      expect(recognisedColumns(table.headings)).toEqual(
        Object.fromEntries(IMPORT_FIELDS.map((field, index) => [field, index])),
      )
      const { preview } = await opened([table.rows[0]!.cells.map((cell) => `"${cell}"`).join(';')])
      expect(problemsOf(preview)).toEqual([[]])
    },
  )

  it('is saved where a person says, in the language of the window', async () => {
    expect(valueOf(await services().accountImport.saveTemplate())).toEqual({ path: file })
    expect(await readFile(file, 'utf8')).toMatch(/^\ufeff"Exchange-Postfach";/)
  })

  it('as everything that is written as CSV, makes text of what a spreadsheet would carry out', () => {
    expect(csvOf([['=1+1', '+1', '-1', '@x', '\tx', 'a"b', 'a;b']])).toBe(
      `\ufeff"'=1+1";"'+1";"'-1";"'@x";"'\tx";"a""b";"a;b"\r\n`,
    )
  })
})
