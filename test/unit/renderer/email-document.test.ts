import { describe, expect, it } from 'vitest'
import { emailDocument } from '../../../renderer/features/data/mail/email-document.ts'

describe('the document of an HTML e-mail', () => {
  it('may load nothing but images inside the message, whatever comes after its policy', () => {
    const text = emailDocument('<p>Guten Tag</p>', 'abc')
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(text)
    expect(policy?.[1]).toBe("default-src 'none'; img-src data:; style-src 'nonce-abc'")
    expect(text.indexOf('Content-Security-Policy')).toBeLessThan(text.indexOf('Guten Tag'))
  })

  it('carries the nonce of the page for its own style sheet', () => {
    expect(emailDocument('', 'abc')).toContain('<style nonce="abc">')
  })

  it('still has its style sheet where the page has no nonce', () => {
    expect(emailDocument('', undefined)).toContain("style-src 'unsafe-inline'")
  })
})
