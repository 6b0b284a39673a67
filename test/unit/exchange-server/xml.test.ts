import { describe, expect, test } from 'vitest'
import { readEnvelope } from '#test/exchange-server/soap/envelope.ts'
import { MalformedXmlError, parseXml } from '#test/exchange-server/soap/xml-tree.ts'
import { element, leaf } from '#test/exchange-server/soap/xml-writer.ts'

describe('the XML of the test server', () => {
  test('a text with markup, line ends and quotes comes back as it was', () => {
    const value = 'a < b && "c" > d\r\n\tÜmläut 😀 ]]>'
    const read = parseXml(element('a', { x: value }, leaf('b', value)))
    expect(read.attributes.x).toBe(value)
    expect(read.children[0]?.text).toBe(value)
  })

  test('characters that XML forbids and lone surrogates are dropped', () => {
    const written = leaf('a', 'x\u0000\u0001\u000b\u001f\ud800y\udfffz\ufffe😀')
    expect(parseXml(written).text).toBe('xyz😀')
  })

  test('a document type declaration is refused', () => {
    expect(() => parseXml('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')).toThrow(MalformedXmlError)
  })

  test('the operation is the first child of the SOAP body, whatever else the document names', () => {
    const source =
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:x">' +
      '<s:Header><GetItem/></s:Header><s:Body><GetFolder><Body><SyncFolderItems/></Body></GetFolder></s:Body></s:Envelope>'
    expect(readEnvelope(source).operation.name).toBe('GetFolder')
  })

  test.each([
    '',
    '<a',
    '<a></b>',
    '<a/>',
    'text',
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"/>',
  ])('what is no SOAP request ends in a schema fault: %s', (source) => {
    expect(() => readEnvelope(source)).toThrow('The request failed schema validation.')
  })
})
