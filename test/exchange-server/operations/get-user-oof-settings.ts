/** GetUserOofSettings: nobody is out of office here (MS-OXWSOOF). */
import { ResponseError } from '../soap/fault.ts'
import { child, childText } from '../soap/xml-tree.ts'
import { element, leaf } from '../soap/xml-writer.ts'
import { mayOpen } from '../mailbox/directory.ts'
import type { Operation } from './operation.ts'

export const getUserOofSettings: Operation = {
  name: 'GetUserOofSettingsRequest',
  handle: (request, { caller, directory }) => {
    const mailbox = directory.byAddress(childText(child(request, 'Mailbox'), 'Address') ?? '')
    const refusal =
      mailbox === undefined
        ? new ResponseError('ErrorNonExistentMailbox', 'The SMTP address has no mailbox associated with it.')
        : mayOpen(caller, mailbox)
          ? undefined
          : new ResponseError('ErrorAccessDenied', 'Access is denied. Check credentials and try again.')
    if (refusal !== undefined) {
      return element(
        'm:GetUserOofSettingsResponse',
        {},
        element(
          'm:ResponseMessage',
          { ResponseClass: 'Error' },
          leaf('m:MessageText', refusal.message),
          leaf('m:ResponseCode', refusal.responseCode),
          leaf('m:DescriptiveLinkKey', 0),
        ),
      )
    }
    return element(
      'm:GetUserOofSettingsResponse',
      {},
      element('m:ResponseMessage', { ResponseClass: 'Success' }, leaf('m:ResponseCode', 'NoError')),
      element(
        't:OofSettings',
        {},
        leaf('t:OofState', 'Disabled'),
        leaf('t:ExternalAudience', 'All'),
        element('t:InternalReply', {}, element('t:Message', {})),
        element('t:ExternalReply', {}, element('t:Message', {})),
      ),
      leaf('m:AllowExternalOof', 'All'),
    )
  },
}
