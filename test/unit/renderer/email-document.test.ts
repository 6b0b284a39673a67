import { describe, expect, it } from 'vitest'
import { isPlain, renameStyles } from '../../../renderer/features/data/email-document.ts'

describe('the inline styles of an HTML e-mail', () => {
  it('are renamed in tags, and left alone in the text', () => {
    expect(renameStyles('<p class="a" style="color:red">a style="b"</p>')).toBe(
      '<p class="a" data-style="color:red">a style="b"</p>',
    )
  })

  it.each(['color: red; font-size: 12px', "font-family: 'Segoe UI', sans-serif", 'color: rgb(1, 2, 3)'])(
    'are taken over: %s',
    (declarations) => {
      expect(isPlain(declarations)).toBe(true)
    },
  )

  it.each(['color: red } body { display: none', '</style><b>', '/* open', 'content: "open', 'color: rgb(1'])(
    'are dropped when they reach beyond their element: %s',
    (declarations) => {
      expect(isPlain(declarations)).toBe(false)
    },
  )
})
