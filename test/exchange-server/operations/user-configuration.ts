/** Create-, Get-, Update- and DeleteUserConfiguration: configuration objects of folders (MS-OXWSUSRCFG). */
import type { UserConfiguration } from '../mailbox/user-configurations.ts'
import { copyElement } from '../soap/copy-element.ts'
import { ResponseError } from '../soap/fault.ts'
import { type XmlElement, child, childText } from '../soap/xml-tree.ts'
import { element, sequence } from '../soap/xml-writer.ts'
import { type LocatedFolder, type Operation, locateFolder, required, respond } from './operation.ts'
import { locateFolderToChange } from './write-access.ts'

const PARTS = ['Dictionary', 'XmlData', 'BinaryData'] as const

const nameOf = (reference: XmlElement): string => reference.attributes.Name ?? ''

/** @throws ResponseError */
function require({ mailbox, folder }: LocatedFolder, reference: XmlElement): UserConfiguration {
  const found = mailbox.configurations.find(folder.id, nameOf(reference))
  if (found !== undefined) return found
  throw new ResponseError('ErrorItemNotFound', 'The specified object was not found in the store.')
}

export const getUserConfiguration: Operation = {
  name: 'GetUserConfiguration',
  handle: (request, context) => {
    const asked = new Set((childText(request, 'UserConfigurationProperties') ?? '').split(/\s+/))
    return respond('GetUserConfiguration', [required(request, 'UserConfigurationName')], (reference) => {
      const located = locateFolder(reference.children[0], context)
      const { name, parts } = require(located, reference)
      const { id, changeKey } = located.folder
      const written = PARTS.map((part) => {
        const content = asked.has('All') || asked.has(part) ? parts.get(part) : undefined
        return content && copyElement(content)
      })
      return element(
        'm:UserConfiguration',
        {},
        element(
          't:UserConfigurationName',
          { Name: name },
          element('t:FolderId', { Id: id, ChangeKey: changeKey }),
        ),
        ...written,
      )
    })
  },
}

const writing = (
  operation: string,
  act: (configuration: UserConfiguration, located: LocatedFolder, reference: XmlElement) => void,
): Operation => ({
  name: operation,
  handle: (request, context) =>
    respond(operation, [required(request, 'UserConfiguration')], (written) => {
      const reference = required(written, 'UserConfigurationName')
      const located = locateFolderToChange(reference.children[0], context)
      const parts = new Map<string, XmlElement>()
      for (const part of PARTS) {
        const content = child(written, part)
        if (content !== undefined) parts.set(part, content)
      }
      act({ name: nameOf(reference), folderId: located.folder.id, parts }, located, reference)
      return sequence()
    }),
})

export const createUserConfiguration = writing('CreateUserConfiguration', (configuration, { mailbox }) => {
  if (mailbox.configurations.find(configuration.folderId, configuration.name) !== undefined) {
    throw new ResponseError('ErrorItemSave', 'A configuration object with this name already exists.')
  }
  mailbox.configurations.put(configuration)
})

export const updateUserConfiguration = writing(
  'UpdateUserConfiguration',
  (configuration, located, reference) => {
    const { parts } = require(located, reference)
    located.mailbox.configurations.put({
      ...configuration,
      parts: new Map([...parts, ...configuration.parts]),
    })
  },
)

export const deleteUserConfiguration: Operation = {
  name: 'DeleteUserConfiguration',
  handle: (request, context) =>
    respond('DeleteUserConfiguration', [required(request, 'UserConfigurationName')], (reference) => {
      const located = locateFolderToChange(reference.children[0], context)
      const { folderId, name } = require(located, reference)
      located.mailbox.configurations.remove(folderId, name)
      return sequence()
    }),
}
