/** GetAttachment: files with their content, attached items as items (MS-OXWSATT 3.1.4.3). */
import { fullAttachmentXml } from '../shapes/message-content.ts'
import { element } from '../soap/xml-writer.ts'
import { locateAttachment } from './attachment-reference.ts'
import { type Operation, required, respond } from './operation.ts'

export const getAttachment: Operation = {
  name: 'GetAttachment',
  handle: (request, context) =>
    respond(
      'GetAttachment',
      required(request, 'AttachmentIds').children,
      async (reference) => {
        const { item, index, attachment } = await locateAttachment(reference, context)
        return element('m:Attachments', {}, await fullAttachmentXml(item, index, attachment))
      },
      element('m:Attachments', {}),
    ),
}
