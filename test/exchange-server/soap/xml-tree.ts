/**
 * Reads a request into a small tree of elements with resolved namespaces.
 *
 * The tree is deliberately poor: no comments, no mixed content, no attribute namespaces; EWS uses none of them.
 * Document type declarations are refused, as Exchange does. Rejected: a DOM (slower, and libxml2 would take
 * more than Exchange takes) and reading by events (each operation would need a state machine of its own).
 */
import { SaxesParser } from 'saxes'

export type XmlElement = {
  readonly namespace: string
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  readonly text: string
}

/** The document is not well-formed; `line` and `column` count from 1. */
export class MalformedXmlError extends Error {
  readonly line: number
  readonly column: number

  constructor(message: string, line: number, column: number) {
    super(message)
    this.name = 'MalformedXmlError'
    this.line = line
    this.column = column
  }
}

type MutableElement = {
  namespace: string
  name: string
  attributes: Record<string, string>
  children: MutableElement[]
  text: string
}

/**
 * Parses a document and gives its root element.
 * @throws MalformedXmlError
 */
export function parseXml(source: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true })
  const open: MutableElement[] = []
  let root: MutableElement | undefined
  const fail = (message: string): never => {
    throw new MalformedXmlError(message, parser.line, parser.column + 1)
  }
  parser.on('error', (error) => fail(error.message))
  parser.on('doctype', () => fail('DTD is prohibited in this XML document.'))
  parser.on('opentag', (tag) => {
    const attributes: Record<string, string> = {}
    for (const attribute of Object.values(tag.attributes)) {
      if (attribute.prefix !== 'xmlns' && attribute.name !== 'xmlns')
        attributes[attribute.local] = attribute.value
    }
    const element: MutableElement = {
      namespace: tag.uri,
      name: tag.local,
      attributes,
      children: [],
      text: '',
    }
    const parent = open.at(-1)
    if (parent === undefined) root = element
    else parent.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  const addText = (text: string): void => {
    const element = open.at(-1)
    if (element !== undefined) element.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.write(source).close()
  return root ?? fail('Root element is missing.')
}

/** The first child element with this name, in any namespace. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((candidate) => candidate.name === name)
}

/** The trimmed text of the first child element with this name; undefined when there is no such child. */
export function childText(element: XmlElement | undefined, name: string): string | undefined {
  return child(element, name)?.text.trim()
}

/** Whether a text is the xs:boolean true, in either of its forms. */
export function isTrue(text: string | undefined): boolean {
  return text === 'true' || text === '1'
}
