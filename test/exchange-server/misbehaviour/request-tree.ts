/**
 * Requests are changed as trees, because clients choose their prefixes freely; answers are changed as text, because
 * this server alone writes them.
 */
import { type XmlElement, parseXml } from '../soap/xml-tree.ts'
import { type Xml, all, element, text } from '../soap/xml-writer.ts'

/** The request with the operation's element changed; the body as it was when it is no envelope. */
export function changeOperation(body: string, change: (operation: XmlElement) => XmlElement): string {
  const envelope = tryParse(body)
  if (envelope === undefined) return body
  return write({
    ...envelope,
    children: envelope.children.map((part) =>
      part.name === 'Body'
        ? { ...part, children: part.children.map((child, index) => (index === 0 ? change(child) : child)) }
        : part,
    ),
  })
}

/** The element of the operation; undefined when the body is no envelope. */
export function operationOf(body: string): XmlElement | undefined {
  return tryParse(body)?.children.find(({ name }) => name === 'Body')?.children[0]
}

/** The children with this name changed; undefined removes them. */
export function withChild(
  parent: XmlElement,
  name: string,
  change: (child: XmlElement) => XmlElement | undefined,
): XmlElement {
  return {
    ...parent,
    children: parent.children.flatMap((child) => (child.name === name ? (change(child) ?? []) : [child])),
  }
}

/** The text of the children with this name replaced; undefined removes them. */
export function withChildText(parent: XmlElement, name: string, value: string | undefined): XmlElement {
  return withChild(parent, name, (child) =>
    value === undefined ? undefined : { ...child, text: value, children: [] },
  )
}

// What a request can carry several of, and is answered with one message each.
const BATCHES = new Set([
  'AttachmentIds',
  'Attachments',
  'FolderChanges',
  'FolderIds',
  'Folders',
  'ItemChanges',
  'ItemIds',
  'Items',
  'ParentFolderIds',
  'SourceIds',
])

/** The element that holds the batch of an operation; undefined where there is one message for the whole request. */
export function batchOf(operation: XmlElement | undefined): XmlElement | undefined {
  return operation?.children.find(({ name }) => BATCHES.has(name))
}

/** The request without some elements of its batch. */
export function withoutElements(body: string, isLeftOut: (index: number) => boolean): string {
  return changeOperation(body, (operation) => {
    const batch = batchOf(operation)
    return {
      ...operation,
      children: operation.children.map((child) =>
        child === batch
          ? { ...child, children: child.children.filter((_element, index) => !isLeftOut(index)) }
          : child,
      ),
    }
  })
}

function tryParse(body: string): XmlElement | undefined {
  try {
    return parseXml(body)
  } catch {
    return undefined // malformed requests go on as they are; the server says what is wrong with them
  }
}

function write({ namespace, name, attributes, children, text: content }: XmlElement): Xml {
  const inner = children.length > 0 ? all(children.map(write)) : text(content)
  return element(name, { xmlns: namespace, ...attributes }, inner)
}
