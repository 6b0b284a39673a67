/** Writes an element of a request into an answer: properties come back as the client wrote them. */
import { NAMESPACE } from './namespaces.ts'
import type { XmlElement } from './xml-tree.ts'
import { type Xml, all, element, text } from './xml-writer.ts'

/** The element with everything in it, in the types namespace unless it was in another. */
export function copyElement({ namespace, name, attributes, children, text: content }: XmlElement): Xml {
  const prefix = namespace === NAMESPACE.m ? 'm' : 't'
  const inner = children.length > 0 ? all(children.map(copyElement)) : text(content)
  return element(`${prefix}:${name}`, attributes, inner)
}

/** An element in the types namespace, as if a client had written it. */
export function madeElement(
  name: string,
  content: string | readonly XmlElement[],
  attributes: Readonly<Record<string, string>> = {},
): XmlElement {
  const [children, inner] = typeof content === 'string' ? [[], content] : [content, '']
  return { namespace: NAMESPACE.t, name, attributes, children, text: inner }
}
