/** An opened e-mail shows what was written and loads nothing, whoever sent it. */
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { emailContentOf } from '#electron/prime/email-content.ts'
import { readMessage } from '#electron/prime/mime-message.ts'
import type { EmailRecord } from '#shared/domain/prime-items.ts'
import type { EmailSummary } from '#shared/domain/prime.ts'
import { SHARED_FOLDER_MISSING, sharedFolder } from '#test/exchange-server/shared-folder.ts'

const RECORD = { to: [], cc: [], sentAt: null, attachments: [] } as unknown as EmailRecord

async function bodyOf(mime: string | Uint8Array) {
  const bytes = typeof mime === 'string' ? new TextEncoder().encode(mime) : mime
  return (await emailContentOf({} as EmailSummary, RECORD, bytes)).body
}

async function shown(html: string) {
  const body = await bodyOf(`Content-Type: text/html; charset=utf-8\r\n\r\n${html}`)
  if (body.kind !== 'html') throw new Error(`shown as ${body.kind}`)
  return body
}

/** A message with an image inside. */
const withImage = (html: string, type = 'image/png') =>
  [
    'Content-Type: multipart/related; boundary="b"',
    '',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    html,
    '--b',
    `Content-Type: ${type}`,
    'Content-ID: <logo@firma.ch>',
    'Content-Transfer-Encoding: base64',
    '',
    'iVBORw0KGgo=',
    '--b--',
    '',
  ].join('\r\n')

describe('hostile HTML', () => {
  it.each([
    ['a script', '<p>Text</p><script>alert(1)</script>'],
    ['an event handler', '<p onclick="alert(1)">Text</p><img alt="x" src="x" onerror="alert(1)">'],
    ['a link to a script', '<p>Text</p><a href="javascript:alert(1)">hier</a>'],
    ['a link in capitals and blanks', '<p>Text</p><a href=" JaVa\tScRiPt:alert(1)">hier</a>'],
    ['a link to data', '<p>Text</p><a href="data:text/html,<script>alert(1)</script>">hier</a>'],
    ['a form', '<p>Text</p><form action="https://evil.example/"><input name="p"><button>OK</button></form>'],
    ['a frame', '<p>Text</p><iframe src="https://evil.example/"></iframe><object data="x"></object>'],
    ['a base address', '<base href="https://evil.example/"><p>Text</p>'],
    ['a refresh', '<meta http-equiv="refresh" content="0;url=https://evil.example/"><p>Text</p>'],
    ['a style', '<style>@import "https://evil.example/x.css"</style><p>Text</p>'],
    ['an address in a style', '<p style="background:url(https://evil.example/x.png)">Text</p>'],
    ['a background', '<p>Text</p><table background="https://evil.example/x.png"><tr><td>a</td></tr></table>'],
    ['a vector image', '<p>Text</p><svg onload="alert(1)"><script>alert(1)</script></svg>'],
    ['mathematics', '<p>Text</p><math><mtext><img src=x onerror=alert(1)></mtext></math>'],
    ['a vector image in data', '<p>Text</p><img alt="x" src="data:image/svg+xml,<svg onload=alert(1)>">'],
    ['unclosed tags', '<p>Text</p><img src="x" onerror="alert(1)" <script>alert(1)'],
    ['more than one source', '<p>Text</p><img alt="x" srcset="https://evil.example/x.png 2x">'],
    [
      'video',
      '<p>Text</p><video src="https://evil.example/v.mp4" poster="https://evil.example/x.png"></video>',
    ],
  ])('with %s keeps its text and nothing that runs or loads', async (_name, html) => {
    const { html: clean } = await shown(html)
    expect(clean).toContain('Text')
    expect(clean).not.toMatch(/<(script|style|iframe|object|form|input|button|base|meta|link|svg|video)/i)
    expect(clean).not.toMatch(/\son\w+\s*=|\sstyle\s*=|\shref\s*=|\ssrc\s*=|\ssrcset\s*=|background\s*=/i)
    expect(clean).not.toMatch(/evil\.example|javascript:/i)
  })

  it.each([
    '<p>x</p><img src="https://evil.example/x.png" alt="Logo">',
    '<p>x</p><img src="//evil.example/x.png">',
    '<p style="background:url(https://evil.example/x.png)">x</p>',
    '<link rel="stylesheet" href="https://evil.example/x.css"><p>x</p>',
  ])('says when something was left out: %s', async (html) => {
    expect((await shown(html)).remoteContentRemoved).toBe(true)
  })

  it('that loads nothing is shown with its tables and emphasis, and says nothing', async () => {
    const html = '<table border="1"><tr><td colspan="2"><b>Fett</b> &amp; <i>kursiv</i></td></tr></table>'
    expect(await shown(html)).toMatchObject({
      html: expect.stringContaining('<td colspan="2"><b>Fett</b> &amp; <i>kursiv</i></td>') as unknown,
      remoteContentRemoved: false,
    })
  })
})

describe('an image inside the message', () => {
  it.each(['cid:logo@firma.ch', 'CID:logo@firma.ch', 'cid:logo%40firma.ch'])(
    'referred to as %s is shown',
    async (source) => {
      const body = await bodyOf(withImage(`<p>x</p><img src="${source}" alt="Logo">`))
      expect(body).toMatchObject({
        html: expect.stringContaining('src="data:image/png;base64,iVBORw0KGgo="') as unknown,
        remoteContentRemoved: false,
      })
    },
  )

  it.each([
    ['of another id', 'cid:other', 'image/png'],
    ['that is a vector image', 'cid:logo@firma.ch', 'image/svg+xml'],
    ['that is a page', 'cid:logo@firma.ch', 'text/html'],
  ])('%s is not shown', async (_name, source, type) => {
    const body = await bodyOf(withImage(`<p>x</p><img src="${source}" alt="Logo">`, type))
    expect(body.kind === 'html' && body.html).not.toContain('src=')
  })
})

describe('a text', () => {
  it('is shown as it is, without being taken for HTML', async () => {
    const mime = 'Content-Type: text/plain; charset=iso-8859-1\r\n\r\nGr\xfcezi <b>'
    expect(await bodyOf(Buffer.from(mime, 'latin1'))).toEqual({ kind: 'text', text: 'Grüezi <b>\n' })
  })

  it.each(['', 'Subject: leer\r\n\r\n', 'Content-Type: text/html\r\n\r\n   \r\n'])(
    'that is empty is told as such: %j',
    async (mime) => {
      expect(await bodyOf(mime)).toEqual({ kind: 'empty' })
    },
  )
})

describe('broken MIME', () => {
  const deep = Array.from(
    { length: 500 },
    (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`,
  ).join('')
  it.each<[string, string | Uint8Array]>([
    ['nested without end', deep],
    ['of zeros', new Uint8Array(10_000)],
    ['of every byte', Uint8Array.from({ length: 4_096 }, (_, index) => index % 256)],
    ['with a header without end', `Subject: ${'x'.repeat(3_000_000)}`],
    ['with half an encoding', 'Content-Transfer-Encoding: base64\r\n\r\n====%%%'],
    ['of an unknown character set', 'Content-Type: text/plain; charset=klingon\r\n\r\nqapla'],
    ['with a boundary that never comes', 'Content-Type: multipart/mixed; boundary=x\r\n\r\ntext'],
  ])('%s is opened without an exception', async (_name, mime) => {
    expect(['text', 'html', 'empty', 'refused']).toContain((await bodyOf(mime)).kind)
  })

  const corpus = sharedFolder() === undefined ? undefined : join(sharedFolder() ?? '', 'corpus', 'mail')
  it.skipIf(corpus === undefined)(
    `every message of the corpus is opened (${corpus === undefined ? SHARED_FOLDER_MISSING : 'present'})`,
    async () => {
      const names = (await readdir(corpus ?? '')).filter((name) => name.endsWith('.eml'))
      expect(names.length).toBeGreaterThan(50)
      for (const name of names) {
        const mime = await readFile(join(corpus ?? '', name))
        const before = Buffer.from(mime)
        const message = await readMessage(mime)
        expect([message.text, message.html].every((text) => text === null || typeof text === 'string')).toBe(
          true,
        )
        const body = await bodyOf(mime)
        if (body.kind === 'html')
          expect(body.html, name).not.toMatch(/<script|\son\w+=|https?:\/\/[^\s<]*["']/i)
        expect(Buffer.compare(mime, before), name).toBe(0)
      }
    },
  )
})
