import { describe, expect, test } from 'vitest'
import { generateMessages } from '#test/exchange-server/content/generator.ts'
import { readMessageDetails, readMessageEnvelope } from '#test/exchange-server/mailbox/message-envelope.ts'

const messages = [...generateMessages(300, 7)]

describe('generated messages', () => {
  test('the same seed gives the same bytes, another seed others', () => {
    const again = [...generateMessages(300, 7)]
    expect(again.every(({ mime }, index) => Buffer.compare(mime, messages[index]!.mime) === 0)).toBe(true)
    expect(Buffer.compare([...generateMessages(1, 8)][0]!.mime, messages[0]!.mime)).not.toBe(0)
  })

  test('the envelope given with a message is the one that its bytes hold', async () => {
    for (const { mime, envelope } of messages) expect(await readMessageEnvelope(mime)).toEqual(envelope)
  })

  test('their sizes are those of real mail', () => {
    const sizes = [...generateMessages(3000, 1)].map(({ mime }) => mime.length).sort((a, b) => a - b)
    expect(sizes[1500]).toBeGreaterThan(12_000)
    expect(sizes[1500]).toBeLessThan(18_000)
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
    expect(mean).toBeGreaterThan(20_000)
    expect(mean).toBeLessThan(35_000)
  })

  test('there are plain and HTML texts, attachments, images in the text and umlauts', async () => {
    const details = await Promise.all(messages.map(({ mime }) => readMessageDetails(mime)))
    expect(details.some(({ html }) => html === undefined)).toBe(true)
    expect(details.some(({ html }) => html?.includes('größere') === true)).toBe(true)
    expect(details.some(({ plain }) => plain?.includes('größere') === true)).toBe(true)
    expect(details.some(({ attachments }) => attachments.some(({ isInline }) => isInline))).toBe(true)
    expect(details.some(({ attachments }) => attachments.some(({ isInline }) => !isInline))).toBe(true)
    expect(messages.some(({ envelope }) => envelope.subject.includes('ü'))).toBe(true)
  })
})
