/** What is composed is read back as it was meant, by the reader of the store. */
import { describe, expect, test } from 'vitest'
import { composeEmail, type NewEmail } from '#electron/prime/compose-email.ts'
import { readMessage } from '#electron/prime/mime-message.ts'

const email = (changes: Partial<NewEmail> = {}): NewEmail => ({
  from: { name: 'Anna Meier', address: 'anna@firma.ch' },
  to: [{ name: 'Müller, Jürg', address: 'juerg@kunde.ch' }],
  cc: [],
  bcc: [],
  subject: 'Offerte für Grüsch – 2. Fassung',
  text: 'Grüezi\n.\nFreundliche Grüsse',
  html: null,
  attachments: [],
  ...changes,
})
const composed = (changes: Partial<NewEmail> = {}) =>
  composeEmail(email(changes), new Date('2026-03-01T08:00:00Z'))
const source = (mime: Uint8Array) => Buffer.from(mime).toString('latin1')

describe('a composed e-mail', () => {
  test('says who, to whom and what', async () => {
    const mime = await composed()
    const message = await readMessage(mime)
    expect(message).toMatchObject({
      from: { name: 'Anna Meier', address: 'anna@firma.ch' },
      to: [{ name: 'Müller, Jürg', address: 'juerg@kunde.ch' }],
      html: null,
    })
    expect(message.text?.replaceAll('\r\n', '\n').trimEnd()).toBe('Grüezi\n.\nFreundliche Grüsse')
    expect(source(mime)).toContain('Date: Sun, 01 Mar 2026 08:00:00 +0000')
  })

  test('has a Message-ID of its own', async () => {
    const ids = await Promise.all([composed(), composed()])
    const [one, other] = ids.map((mime) => /^Message-ID: (<\S+@firma\.ch>)\r$/im.exec(source(mime))?.[1])
    expect(one).toBeDefined()
    expect(one).not.toBe(other)
  })

  test('has text, HTML and attachments byte for byte', async () => {
    const content = Uint8Array.from({ length: 2000 }, (_, index) => index % 256)
    const message = await readMessage(
      await composed({ html: '<p>Grüezi</p>', attachments: [{ name: 'Plan Stäfa.pdf', content }] }),
    )
    expect(message.html?.trim()).toBe('<p>Grüezi</p>')
    expect(message.attachments).toMatchObject([
      { name: 'Plan Stäfa.pdf', contentType: 'application/pdf', isInline: false },
    ])
    expect(Buffer.from(message.attachments[0]!.content).equals(content)).toBe(true)
  })

  test('keeps Bcc, and puts no line of a subject among the headers', async () => {
    const mime = await composed({
      bcc: [{ name: '', address: 'chef@firma.ch' }],
      subject: 'Eins\r\nX-Evil: zwei',
    })
    const headers = source(mime).split('\r\n\r\n')[0] ?? ''
    expect(headers).toMatch(/^Bcc: chef@firma\.ch$/m)
    expect(headers).not.toMatch(/^X-Evil:/m)
  })
})
