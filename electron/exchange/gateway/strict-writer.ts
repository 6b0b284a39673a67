/**
 * The writer of the library, made strict: every value is escaped and freed of what XML cannot carry.
 *
 * The library writes values as they are, so `&` in a subject makes an invalid request and a text could bring
 * markup of its own. All its values go through the two methods that this class replaces; its names are its own.
 *
 * Rejected: replacing them on the library's prototype, which would change it for whoever else uses it.
 */
import { escapeXml } from '../soap/envelope.ts'
import type { Library, LibraryWriter } from './library.ts'

type Service = InstanceType<Library['ExchangeService']>

export function strictWriter(library: Library, service: Service): LibraryWriter {
  const writer = new library.EwsServiceXmlWriter(service)
  const writeAttributeString = writer.WriteAttributeString.bind(writer)
  return Object.assign(writer, {
    WriteValue: (value: string) => {
      writer.CloseTag()
      writer.soapData += escapeXml(value)
    },
    // The value comes last, behind the name and, where there is one, its prefix.
    WriteAttributeString: (...parts: string[]) => {
      writeAttributeString(...parts.slice(0, -1), attributeValue(parts.at(-1) ?? ''))
    },
  })
}

/** Literal tabs and line feeds would reach the server as blanks (XML 1.0, 3.3.3). */
function attributeValue(value: string): string {
  return escapeXml(value).replaceAll('\t', '&#x9;').replaceAll('\n', '&#xA;')
}
