/**
 * An e-mail of a stranger: what is left of it to be shown has no element and no attribute that could run, load, send or
 * cover anything, and what is made to exhaust its reader is told from what is not. That a browser agrees is tried in the
 * packaged application (`test/e2e/packaged/hostile-data.spec.ts`).
 */
import { describe, expect, it } from 'vitest'
import { emailContentOf } from '#electron/prime/email-content.ts'
import { outlineOf } from '#electron/prime/message-outline.ts'
import type { NewContent } from '#electron/prime/prime-store.ts'
import type { EmailRecord } from '#shared/domain/prime-items.ts'
import type { EmailSummary } from '#shared/domain/prime.ts'
import { HTML_VECTORS } from '#test/hostile/html-vectors.ts'
import { MIME_BOMBS } from '#test/hostile/mime-bombs.ts'
import { processorTime } from '#test/hostile/processor-time.ts'

const RECORD = { to: [], cc: [], sentAt: null, attachments: [] } as unknown as EmailRecord
const EVIL = 'https://evil.example'

async function bodyOf(mime: Uint8Array) {
  return (await emailContentOf({} as EmailSummary, RECORD, mime)).body
}

async function shown(html: string) {
  const body = await bodyOf(Buffer.from(`Content-Type: text/html; charset=utf-8\r\n\r\n${html}`, 'utf8'))
  if (body.kind !== 'html') throw new Error(`shown as ${body.kind}`)
  return body
}

describe('what is shown of HTML with', () => {
  const tags = /<\/?([a-z][^\s/>]*)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*\/?>/gi
  const ALLOWED_ATTRIBUTES =
    /^(align|valign|dir|lang|width|height|bgcolor|color|border|cellpadding|cellspacing|colspan|rowspan|size|face|src|alt|title)$/
  const NEVER = new Set(
    'script style link meta base object embed iframe frame form input button svg math video audio template'.split(
      ' ',
    ),
  )

  it.each(HTML_VECTORS)('%s nothing runs, loads, sends or covers', async (_name, html) => {
    const { html: clean } = await shown(`<p>Text</p>${html(EVIL)}`)
    expect(clean).toContain('<p>Text</p>')
    for (const [, tag = '', attributes = ''] of clean.matchAll(tags)) {
      expect(NEVER).not.toContain(tag.toLowerCase())
      for (const [, name = '', value = ''] of attributes.matchAll(/([a-z-]+)(?:="([^"]*)")?/gi)) {
        expect(name).toMatch(ALLOWED_ATTRIBUTES)
        if (name === 'src') expect(value).toMatch(/^data:image\/(png|jpe?g|gif|webp|bmp);base64,/)
      }
    }
    // Whatever is no tag of the list above is text: no `<` is left by itself.
    expect(clean.replace(tags, '')).not.toMatch(/</)
  })
})

describe('an e-mail with', () => {
  // Generous: the slowest takes three seconds here, while what it is there for took minutes or did not end.
  it.each(MIME_BOMBS.map((bomb) => [bomb.name, bomb] as const))(
    '%s is outlined and opened within ten seconds of a processor and half a gigabyte',
    async (_name, { mime }) => {
      const bytes = mime()
      const content = { place: { kind: 'memory', bytes } } as unknown as NewContent
      const { value: body, milliseconds } = await processorTime(async () => {
        expect((await outlineOf(content)).ok).toBe(true)
        return await bodyOf(bytes)
      })
      expect(milliseconds).toBeLessThan(10_000)
      const length = body.kind === 'html' ? body.html.length : body.kind === 'text' ? body.text.length : 0
      expect(length).toBeLessThan(24_000_000)
      expect(process.memoryUsage().heapUsed).toBeLessThan(500_000_000)
    },
  )

  it.each([
    ['1,000 levels of parts', 'unreadable'],
    ['a header line of 50 MB', 'unreadable'],
    ['HTML with 1,000,000 open elements', 'too-nested'],
    ['HTML with 100,000 tables in each other', 'too-nested'],
    ['HTML of 20 MB', 'too-large'],
    ['a text of 20 MB', 'too-large'],
  ])('%s is refused, and says why', async (name, reason) => {
    const found = MIME_BOMBS.find((bomb) => bomb.name === name)
    expect(await bodyOf(found?.mime() ?? Buffer.alloc(0))).toEqual({ kind: 'refused', reason })
  })

  it('tables in each other as newsletters have them is shown', async () => {
    const { html } = await shown(`${'<table><tr><td>'.repeat(60)}Text${'</td></tr></table>'.repeat(60)}`)
    expect(html).toContain('Text')
  })
})
