/**
 * E-mails that are made to exhaust who reads them: by many parts, depth, length, numbers and encodings. Each is small
 * enough to be sent, and none may end the process that reads it, hold it up, or fill its memory.
 */
export type MimeBomb = { readonly name: string; readonly mime: () => Buffer }

const mail = (subject: string, headers: readonly string[], body: string): Buffer =>
  Buffer.from(
    [
      'From: Mallory <mallory@evil.example>',
      'To: anna.meier@contoso.example',
      `Subject: ${subject}`,
      'Date: Mon, 02 Nov 2026 08:00:00 +0000',
      'MIME-Version: 1.0',
      ...headers,
      '',
      body,
    ].join('\r\n'),
    'latin1',
  )

const bomb = (name: string, headers: readonly string[], body: () => string): MimeBomb => ({
  name,
  mime: () => mail(name, headers, body()),
})

const HTML = 'Content-Type: text/html; charset=utf-8'
const MIXED = 'Content-Type: multipart/mixed; boundary=b'

const nested = (depth: number): string =>
  Array.from(
    { length: depth },
    (_, level) => `--b${level}\r\nContent-Type: multipart/mixed; boundary=b${level + 1}\r\n\r\n`,
  ).join('')

const people = (count: number): string =>
  Array.from({ length: count }, (_, index) => `a${index}@evil.example`).join(',\r\n ')

export const MIME_BOMBS: readonly MimeBomb[] = [
  bomb(
    '10,000 parts',
    [MIXED],
    () => `${'--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(10_000)}--b--`,
  ),
  bomb(
    '10,000 attachments',
    [MIXED],
    () => `${'--b\r\nContent-Disposition: attachment; filename=a.bin\r\n\r\nx\r\n'.repeat(10_000)}--b--`,
  ),
  bomb(
    '10,000 parts in quoted-printable',
    [MIXED],
    () => `${'--b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nx\r\n'.repeat(10_000)}--b--`,
  ),
  bomb('1,000 levels of parts', ['Content-Type: multipart/mixed; boundary=b0'], () => nested(1_000)),
  bomb('1,000 messages in each other', ['Content-Type: message/rfc822'], () =>
    'Content-Type: message/rfc822\r\n\r\n'.repeat(1_000),
  ),
  bomb('a header line of 50 MB', [HTML, `X-Long: ${'x'.repeat(50_000_000)}`], () => '<p>x</p>'),
  bomb('100,000 header lines', [HTML, 'X-A: b\r\n'.repeat(100_000).trimEnd()], () => '<p>x</p>'),
  bomb('20,000 recipients', [HTML, `Cc: ${people(20_000)}`], () => '<p>x</p>'),
  bomb('100,000 groups in each other', [HTML, `Cc: ${'g:'.repeat(100_000)}`], () => '<p>x</p>'),
  bomb('100,000 quotes among recipients', [HTML, `Cc: ${'"'.repeat(100_001)}`], () => '<p>x</p>'),
  bomb('100,000 open encoded words', [HTML, `X-Word: ${'=?utf-8?B?'.repeat(20_000)}`], () => '<p>x</p>'),
  bomb(
    '5,000 pieces of a parameter',
    [
      `Content-Type: text/plain${Array.from({ length: 5_000 }, (_, piece) => `;\r\n name*${piece}*=%41`).join('')}`,
    ],
    () => 'x',
  ),
  bomb(
    'a character set that nobody knows',
    ['Content-Type: text/plain; charset="klingon\u0000\u00ff"'],
    () => 'qapla',
  ),
  bomb('a character set that runs on', ['Content-Type: text/plain; charset=utf-7'], () => '+ADw-script+AD4-'),
  bomb(
    '10 MB of zeros in base64',
    ['Content-Type: application/zip; name=bomb.zip', 'Content-Transfer-Encoding: base64'],
    () => `${'A'.repeat(76)}\r\n`.repeat(130_000),
  ),
  bomb(
    '5 MB of padding in base64',
    ['Content-Type: application/zip', 'Content-Transfer-Encoding: base64'],
    () => `${'A=A='.repeat(19)}\r\n`.repeat(66_000),
  ),
  bomb('HTML with 1,000,000 open elements', [HTML], () => '<b>'.repeat(1_000_000)),
  bomb('HTML with 100,000 tables in each other', [HTML], () => '<table><tr><td>'.repeat(100_000)),
  bomb('HTML of 20 MB', [HTML], () => '<p>x</p>'.repeat(2_500_000)),
  bomb('HTML with one attribute of 3 MB', [HTML], () => `<p title="${' '.repeat(3_000_000)}">x</p>`),
  bomb(
    'HTML with 100,000 empty images behind a long text',
    [HTML],
    () => `<p>${'x'.repeat(1_000_000)}</p>${'<img src=x>'.repeat(100_000)}`,
  ),
  bomb(
    'HTML with 100,000 attributes',
    [HTML],
    () => `<p ${Array.from({ length: 100_000 }, (_, index) => `a${index}=b`).join(' ')}>x</p>`,
  ),
  bomb('HTML with 100,000 blanks in an address', [HTML], () => `<p>x</p>url(${' '.repeat(100_000)}`),
  bomb('a text of 20 MB', ['Content-Type: text/plain'], () => 'x\r\n'.repeat(7_000_000)),
  bomb('an image that is referred to 1,000 times', ['Content-Type: multipart/related; boundary=b'], () =>
    [
      `--b\r\n${HTML}\r\n\r\n${'<img src="cid:i">'.repeat(1_000)}`,
      `--b\r\nContent-Type: image/png\r\nContent-ID: <i>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo${'A'.repeat(1_000_001)}`,
      '--b--',
    ].join('\r\n'),
  ),
  bomb(
    '200,000 images of which none is among 10,000 parts',
    ['Content-Type: multipart/related; boundary=b'],
    () =>
      [
        `--b\r\n${HTML}\r\n\r\n${'<img src=cid:none>'.repeat(200_000)}`,
        ...Array.from(
          { length: 10_000 },
          (_, index) => `--b\r\nContent-Type: image/png\r\nContent-ID: <${index}>\r\n\r\nx`,
        ),
        '--b--',
      ].join('\r\n'),
  ),
]
