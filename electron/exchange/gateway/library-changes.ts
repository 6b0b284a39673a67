/**
 * The changes of one item or folder in an update, as the library asks them from its own objects.
 *
 * The library derives an update from an item that it has loaded before, and it can only set and delete. Here every
 * change is named by the caller; the library still writes each property, from an item that exists only for that.
 *
 * Rejected: loading the item first. It costs a call, and what changed on the server in between would be lost.
 */
import type {
  Library,
  LibraryWriter,
  PropertyDefinition,
  ServiceObject,
  Writable,
  WritableChange,
} from './library.ts'

export type FieldChange =
  | {
      readonly action: 'Set' | 'AppendTo'
      readonly definition: PropertyDefinition
      /** Has the value. */
      readonly carrier: ServiceObject
    }
  | { readonly action: 'Delete'; readonly definition: PropertyDefinition }

/**
 * @param noun as the elements are named, `ItemChange` or `FolderChange`
 * @param more writes changes of another form behind the others
 */
export function libraryChange(
  { XmlNamespace: { Types } }: Library,
  noun: 'Item' | 'Folder',
  id: Writable,
  changes: readonly FieldChange[],
  more: (writer: LibraryWriter) => void = () => undefined,
): WritableChange {
  const writeField = (writer: LibraryWriter, change: FieldChange): void => {
    writer.WriteStartElement(Types, `${change.action}${noun}Field`)
    change.definition.WriteToXml(writer)
    if (change.action !== 'Delete') {
      writer.WriteStartElement(Types, change.carrier.GetXmlElementName())
      change.definition.WritePropertyValueToXml(writer, change.carrier.PropertyBag, false)
      writer.WriteEndElement()
    }
    writer.WriteEndElement()
  }
  return {
    GetIsTimeZoneHeaderRequired: () => false,
    WriteToXmlForUpdate: (writer) => {
      writer.WriteStartElement(Types, `${noun}Change`)
      id.WriteToXml(writer)
      writer.WriteStartElement(Types, 'Updates')
      for (const change of changes) writeField(writer, change)
      more(writer)
      writer.WriteEndElement()
      writer.WriteEndElement()
    },
  }
}
