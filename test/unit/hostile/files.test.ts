/** Names that strangers give their files, what is exported of them, and how long it takes to judge it all. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { decodeText } from '#electron/services/account-import/decode-text.ts'
import { readTable } from '#electron/services/account-import/read-table.ts'
import { csvOf } from '#electron/services/account-import/write-csv.ts'
import { attachmentName, fileName, folderName } from '#electron/services/file-name.ts'
import { TargetFiles } from '#electron/services/target-files.ts'
import { markAsForeign } from '#electron/prime/export/mark-of-the-web.ts'
import { completeExchangeUrl, exchangeUrlProblem } from '#shared/domain/exchange-url.ts'
import { mailboxSchema } from '#shared/domain/mailbox.ts'
import { redactText } from '#shared/redact.ts'
import { processorTime } from '#test/hostile/processor-time.ts'

const HOSTILE_NAMES = [
  ...[
    '../../../etc/passwd',
    '..\\..\\x.exe',
    '/etc/passwd',
    'C:\\Windows\\x.dll',
    'C:x.exe',
    '\\\\evil.example\\share\\x.exe',
  ],
  ...[
    '\\\\?\\C:\\x',
    '\\\\.\\PhysicalDrive0',
    '//evil.example/x',
    'file:///x',
    '~/.bashrc',
    '%APPDATA%\\x.exe',
  ],
  ...['CON', 'con.txt', 'NUL.tar.gz', 'COM1', 'com¹.txt', 'LPT³', 'aux .txt', 'CONIN$', 'prn:', 'nul. . .'],
  ...[
    'datei.txt:strom',
    'datei.txt::$DATA',
    'x:',
    '.',
    '..',
    '...',
    ' ',
    '',
    '. .',
    '\u00a0',
    '\u3000.\u3000',
  ],
  ...[
    'rechnung\u202Efdp.exe',
    '\u2066x\u2069.exe',
    'x\u200b.exe',
    '\ufeffx.exe',
    'exe.cod\u202egpj',
    'a\u0085b.exe',
  ],
  ...['a\0b.exe', 'a\r\nb.exe', 'a\u001b[31mb.exe', 'x'.repeat(10_000), '\ud800.exe', '😀'.repeat(100)],
  ...[
    '<x>.exe',
    'x|y.exe',
    'x?y*.exe',
    '"x".exe',
    '-rf.exe',
    'e\u0301.exe',
    'ﬁle.exe',
    'x.lnk',
    'x.exe ',
    'x.exe.',
  ],
]

const DEVICE = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])( *)(\.|$)/i

function expectSafe(name: string): void {
  expect(name).not.toMatch(/[\\/:*?"<>|]/)
  expect(name).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  expect(name).not.toMatch(/^[. ]|[. ]$/)
  expect(name).not.toMatch(DEVICE)
  expect(name.length).toBeGreaterThan(0)
  expect(name.length).toBeLessThanOrEqual(120)
  for (const join of [path.posix, path.win32]) {
    const folder = join === path.posix ? '/gewählt' : 'C:\\gewählt'
    expect(join.dirname(join.resolve(folder, name))).toBe(folder)
  }
}

describe('a name', () => {
  it.each(HOSTILE_NAMES)('%j stays in its folder, is no device and looks like what it is', (name) => {
    expectSafe(attachmentName(name))
    expectSafe(fileName(name, 'eml', 'E-Mail'))
    expectSafe(folderName(name))
  })

  it('of any letters at all does', () => {
    const part = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom(...HOSTILE_NAMES))
    fc.assert(
      fc.property(fc.array(part, { maxLength: 3 }), (parts) => {
        expectSafe(attachmentName(parts.join('')))
        expectSafe(folderName(parts.join('')))
      }),
      { numRuns: 2_000 },
    )
  })

  it('of a program keeps its extension, whatever is written around it', () => {
    for (const name of [
      'rechnung\u202Efdp.exe',
      'a.pdf                                x.exe',
      'x.pdf.exe. . .',
    ])
      expect(attachmentName(name)).toMatch(/\.exe$/)
  })
})

describe('a folder of exported files', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-names-'))
  })
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  it('gets every file of the same name, overwrites none, and nothing lies outside', async () => {
    await writeFile(path.join(folder, 'Rechnung.eml'), 'schon da')
    const files = new TargetFiles(folder)
    const names = [
      'Rechnung.eml',
      'RECHNUNG.EML',
      'e\u0301.eml',
      '\u00e9.eml',
      ...HOSTILE_NAMES.map((name) => fileName(name, 'eml', 'E-Mail')),
    ]
    const paths = names.map((name) => files.pathFor(name))
    for (const file of paths) {
      expect(path.dirname(file)).toBe(folder)
      await writeFile(file, 'neu', { flag: 'wx' })
    }
    expect(new Set(paths.map((file) => file.normalize('NFC').toLowerCase())).size).toBe(names.length)
    expect((await readdir(folder)).length).toBe(names.length + 1)
  })
})

describe('the mark of the web', () => {
  it('is written beside a saved file on Windows, as the zone of the internet', async () => {
    const written: [string, string][] = []
    const write = (file: string, text: string) => {
      written.push([file, text])
      return Promise.resolve()
    }
    expect(await markAsForeign('C:\\x\\rechnung.exe', 'win32', write)).toBe(true)
    expect(written).toEqual([['C:\\x\\rechnung.exe:Zone.Identifier', '[ZoneTransfer]\r\nZoneId=3\r\n']])
    expect(await markAsForeign('/x/rechnung.exe', 'linux', write)).toBe(false)
    expect(written.length).toBe(1)
  })

  it('that a file system does not take keeps nobody from saving', async () => {
    expect(await markAsForeign('E:\\x.exe', 'win32', () => Promise.reject(new Error('EINVAL')))).toBe(false)
  })
})

describe('a table', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '=HYPERLINK("http://evil.example")',
    '＝1+1',
    ' =1',
    '\u00a0=1',
    '\ufeff=1',
  ])('that we write has no formula of %j', (cell) => {
    const [, written = ''] = /^\ufeff"((?:[^"]|"")*)"\r\n$/.exec(csvOf([[cell]])) ?? []
    expect(written).toMatch(/^'/)
    expect(written.slice(1).replaceAll('""', '"')).toBe(cell)
  })

  const bombs: readonly (readonly [string, () => Buffer])[] = [
    ['one line of 5 MB', () => Buffer.from('x'.repeat(5_000_000))],
    ['two million columns', () => Buffer.from(';'.repeat(2_000_000))],
    ['two million rows', () => Buffer.from('a;b\n'.repeat(1_200_000))],
    ['a quote that is never closed', () => Buffer.from(`a;b\n"${'x;y\n'.repeat(1_000_000)}`)],
    ['nothing but quotes', () => Buffer.from('"'.repeat(5_000_001))],
    ['a quote and 5 MB', () => Buffer.from(`"${'x'.repeat(5_000_000)}`)],
    ['nothing but blanks', () => Buffer.from(' '.repeat(5_000_000))],
    ['nothing but line ends', () => Buffer.from('\r\n'.repeat(2_500_000))],
    ['NULs', () => Buffer.alloc(5_000_000)],
    ['UTF-32', () => Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])],
    ['broken UTF-16', () => Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x61])],
    ['two marks of encodings', () => Buffer.from('\ufeff\ufeffa;b\n1;2')],
    [
      'encodings that are mixed',
      () => Buffer.concat([Buffer.from('a;ü\n'), Buffer.from([0xfc, 0xff, 0x80])]),
    ],
  ]
  it.each(bombs)('of %s is judged within five seconds', { timeout: 5_000 }, (_name, bytes) => {
    const decoded = decodeText(bytes())
    const table = decoded && readTable('a.csv', decoded.text)
    if (table?.ok) expect(table.value.rows.length).toBeLessThanOrEqual(5_000)
  })
})

describe('an expression of ours', () => {
  const LONG = 200_000
  const texts = [
    ' ',
    '.',
    '. ',
    '@',
    'a@',
    'a.',
    '-',
    '/',
    'https://',
    '\\',
    '"',
    "'",
    '=',
    '<',
    'a',
    '0',
    ':',
    ';',
    'Bearer ',
    'password=',
    '\t\n',
  ].flatMap((piece) => [piece.repeat(LONG / piece.length), `x${piece.repeat(LONG / piece.length)}x`])
  it.each<[string, (text: string) => unknown]>([
    ['of attachments', attachmentName],
    ['of files', (text) => fileName(text, 'eml', 'E-Mail')],
    ['of addresses of a server', (text) => exchangeUrlProblem(completeExchangeUrl(text))],
    ['of mailboxes', (text) => mailboxSchema.safeParse(text)],
    ['that takes secrets out of texts', (text) => redactText(text)],
  ])('%s takes its time by the length of a text, not by its square', async (_name, judge) => {
    for (const text of texts) {
      const { milliseconds } = await processorTime(() => judge(text))
      // By the square, 200,000 characters take minutes.
      expect(milliseconds, JSON.stringify(text.slice(0, 12))).toBeLessThan(2_000)
    }
  })
})
