import { describe, expect, it } from 'vitest'
import {
  bodyLines,
  foldedAtFirst,
  LONGEST_LINE,
  type BodyLine,
} from '../../../renderer/features/trace/body-lines.ts'
import {
  allFolded,
  findInLines,
  marked,
  unfoldedTo,
  visibleLines,
} from '../../../renderer/features/trace/search-lines.ts'

/** As on the screen. */
function drawn(lines: readonly BodyLine[]): string {
  return lines.map(({ depth, text }) => `${'  '.repeat(depth)}${text}`).join('\n')
}

const ANSWER =
  '<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="urn:s"><s:Body><m:Folder Id="a&quot;b"/>' +
  '<t:Name>Grüezi &amp; adieu</t:Name><t:Mixed>vorher<b/>nachher</t:Mixed></s:Body></s:Envelope>'

describe('the body of an exchange', () => {
  it('is pretty-printed with one line for each element, and stays XML', () => {
    const { kind, lines } = bodyLines(ANSWER)
    expect(kind).toBe('xml')
    expect(drawn(lines)).toBe(
      [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<s:Envelope xmlns:s="urn:s">',
        '  <s:Body>',
        '    <m:Folder Id="a&quot;b"/>',
        '    <t:Name>Grüezi &amp; adieu</t:Name>',
        '    <t:Mixed>',
        '      vorher',
        '      <b/>',
        '      nachher',
        '    </t:Mixed>',
        '  </s:Body>',
        '</s:Envelope>',
      ].join('\n'),
    )
    expect(bodyLines(drawn(lines)).lines.map(({ text }) => text)).toEqual(lines.map(({ text }) => text))
  })

  it('folds each element that has lines of its own, and long contents from the start', () => {
    const { lines } = bodyLines(`<a><b><c/></b><Mime>${'QUJD'.repeat(1_000)}</Mime><d>kurz</d></a>`)
    const mime = lines.findIndex(({ text }) => text === '<Mime>')
    expect([...foldedAtFirst(lines)]).toEqual([mime])
    expect(visibleLines(lines, foldedAtFirst(lines)).map((index) => lines[index]!.text)).toEqual([
      ...['<a>', '<b>', '<c/>', '</b>', '<Mime>', '<d>kurz</d>', '</a>'],
    ])
    const all = visibleLines(lines, allFolded(lines)).map((index) => lines[index]!.text)
    expect(all).toEqual(['<a>', '<b>', '<Mime>', '<d>kurz</d>', '</a>'])
  })

  it('folds a long content that has lines of its own, as a message in base64, but not what stands between elements', () => {
    const content = Array.from({ length: 40 }, () => 'QUJD'.repeat(19)).join('\r\n')
    const { lines } = bodyLines(`<a><Mime>${content}</Mime><m>${content}<b/></m></a>`)
    expect([...foldedAtFirst(lines)].map((index) => lines[index]!.text)).toEqual(['<Mime>'])
  })

  it('is a tree up to where it was cut, wherever that is, and nothing of it is lost', () => {
    const body = ANSWER.replace('<b/>', '<!-- > --><?p i?><![CDATA[a < b]]><b c="d"/>')
    const plain = (text: string) => text.replace(/\s/g, '').replace('<![CDATA[a<b]]>', 'a&lt;b')
    for (let length = 60; length <= body.length; length++) {
      const cut = body.slice(0, length)
      const { kind, lines } = bodyLines(cut, 'cut')
      expect([cut, kind]).toEqual([cut, 'xml'])
      expect(plain(lines.map(({ text }) => text).join(''))).toBe(plain(cut.replace(/ --$/, ' -->')))
    }
  })

  it('folds the elements that the cut left open, and says of each that its end is missing', () => {
    const { kind, lines } = bodyLines(`<a><b><c/></b><d><Mime>${'QUJD'.repeat(1_000)}`, 'cut')
    expect(kind).toBe('xml')
    const folded = foldedAtFirst(lines)
    expect(visibleLines(lines, folded).map((index) => lines[index]!.text)).toEqual([
      ...['<a>', '<b>', '<c/>', '</b>', '<d>', '<Mime>'],
    ])
    expect(lines.filter(({ isCut }) => isCut).map(({ text }) => text)).toEqual(['<a>', '<d>', '<Mime>'])
    expect(bodyLines('<a><b>', 'cut').lines.map(({ end }) => end)).toEqual([1, null])
    const whole = bodyLines(ANSWER, 'cut').lines
    expect(whole).toEqual(bodyLines(ANSWER).lines)
  })

  it('stays plain text when what was kept of it is no XML', () => {
    expect(bodyLines('<html><p>Service Unavailable<br></html><p>', 'cut').kind).toBe('text')
    expect(bodyLines('Service unavailable', 'cut').kind).toBe('text')
  })

  it('is broken into lines that fit, never within a character, and nothing of it is lost', () => {
    const text = `${'x'.repeat(LONGEST_LINE - 1)}${'😀'.repeat(200)}`
    const { lines } = bodyLines(`<a>${text}</a>`)
    const pieces = lines.slice(1, -1)
    expect(pieces.map((piece) => piece.text).join('')).toBe(text)
    for (const piece of pieces) {
      expect(piece.text.length).toBeLessThanOrEqual(LONGEST_LINE)
      expect(piece.text).not.toMatch(/\p{Surrogate}/u)
    }
  })

  it.each([
    ['cut', ANSWER.slice(0, -20)],
    ['HTML', '<!doctype html><html><body><p>Service Unavailable<br></body></html>'],
    ['no markup', 'Service unavailable\nTry later'],
    ['an attribute twice', '<a b="1" b="2"/>'],
  ])('is plain text when it is no whole XML: %s', (_what, body) => {
    const { kind, lines } = bodyLines(body)
    expect(kind).toBe('text')
    expect(
      lines
        .map(({ text, goesOn }) => text + (goesOn ? '' : '\n'))
        .join('')
        .trimEnd(),
    ).toBe(body)
  })

  it('expands no entity: of a bomb is left what was sent', () => {
    const bomb =
      '<!DOCTYPE a [<!ENTITY x "haha"><!ENTITY y "&x;&x;&x;&x;"><!ENTITY z "&y;&y;&y;&y;">]><a>&z;</a>'
    const { kind, lines } = bodyLines(bomb)
    expect(kind).toBe('text')
    expect(lines.map(({ text }) => text).join('')).toBe(bomb)
    const external = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    expect(bodyLines(external).kind).toBe('text')
    expect(bodyLines('<!DOCTYPE a SYSTEM "http://example.com/a.dtd"><a/>').lines[0]!.text).toBe(
      '<!DOCTYPE a SYSTEM "http://example.com/a.dtd">',
    )
  })

  it('is read although it has characters that XML cannot carry', () => {
    const { kind, lines } = bodyLines('<a>eins\u0001zwei&#x1F;drei\uD800&#0;&#65;&#xFFFFFFFF;</a>')
    expect(kind).toBe('xml')
    expect(lines[0]!.text).toBe('<a>eins\uFFFDzwei\uFFFDdrei\uFFFD\uFFFDA\uFFFD</a>')
  })

  it('shows scripts as the text that they are', () => {
    const { lines } = bodyLines('<a onclick="alert(1)"><![CDATA[<script>alert(1)</script>]]></a>')
    expect(lines[0]!.text).toBe('<a onclick="alert(1)">&lt;script&gt;alert(1)&lt;/script&gt;</a>')
  })

  it('stays bounded whatever is nested, named or listed in it', () => {
    const deep = bodyLines(`${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`)
    expect([deep.kind, deep.lines.length]).toEqual(['xml', 99_999])
    const attributes = Array.from({ length: 5_000 }, (_, index) => `a${String(index)}="1"`).join(' ')
    const wide = bodyLines(`<${'n'.repeat(100_000)} ${attributes}/>`)
    expect(wide.lines[0]!.parts.length).toBeLessThanOrEqual(400)
    expect(wide.lines[0]!.text.length).toBeLessThan(10_000)
  })
})

describe('searching a body', () => {
  const { lines } = bodyLines(
    `<a><b><c><d>Treffer</d></c></b><t>${'x'.repeat(LONGEST_LINE - 3)}treffer${'y'.repeat(500)}</t></a>`,
  )

  it('finds without regard to case, also what was broken in two for the screen', () => {
    const found = findInLines(lines, 'TREFFER')
    expect(found.map((index) => lines[index]!.text.slice(0, 3))).toEqual(['<d>', 'xxx'])
    expect(findInLines(lines, '  ')).toEqual([])
    expect(findInLines(lines, 'fehlt')).toEqual([])
  })

  it('unfolds what hides a match, and nothing else', () => {
    const [target] = findInLines(lines, 'treffer')
    const folded = allFolded(lines)
    expect(visibleLines(lines, folded)).not.toContain(target)
    const unfolded = unfoldedTo(lines, folded, target!)
    expect(visibleLines(lines, unfolded)).toContain(target)
    const text = lines.findIndex((line) => line.text === '<t>')
    expect(unfolded.has(text)).toBe(true)
  })

  it('marks every place in a text', () => {
    expect(
      marked('aXbxc', 'x')
        .map(({ text, isFound }) => (isFound ? `[${text}]` : text))
        .join(''),
    ).toBe('a[X]b[x]c')
    expect(marked('İx', 'x')).toEqual([{ text: 'İx', isFound: false }])
    expect(marked('a', '')).toEqual([{ text: 'a', isFound: false }])
  })
})
