/**
 * GetDelegate: who may open the mailbox beside its owner, and who of them may change it (MS-OXWSDLGM). Rights are those of the
 * whole mailbox here: Editor or Reviewer of every folder.
 */
import { mayWrite } from '../mailbox/directory.ts'
import { ResponseError } from '../soap/fault.ts'
import { child, childText, isTrue } from '../soap/xml-tree.ts'
import { type Xml, all, element, leaf } from '../soap/xml-writer.ts'
import { type Operation } from './operation.ts'

/** In the order of t:DelegatePermissionsType. */
const FOLDERS = ['Calendar', 'Tasks', 'Inbox', 'Contacts', 'Notes', 'Journal'] as const

export const getDelegate: Operation = {
  name: 'GetDelegate',
  handle: (request, { caller, directory }) => {
    const mailbox = directory.byAddress(childText(child(request, 'Mailbox'), 'EmailAddress') ?? '')
    const refusal =
      mailbox === undefined
        ? new ResponseError('ErrorNonExistentMailbox', 'The SMTP address has no mailbox associated with it.')
        : mailbox === caller
          ? undefined
          : new ResponseError('ErrorAccessDenied', 'Access is denied. Check credentials and try again.')
    if (mailbox === undefined || refusal !== undefined) {
      return element(
        'm:GetDelegateResponse',
        { ResponseClass: 'Error' },
        leaf('m:MessageText', refusal?.message ?? ''),
        leaf('m:ResponseCode', refusal?.responseCode ?? 'ErrorNonExistentMailbox'),
        leaf('m:DescriptiveLinkKey', 0),
      )
    }
    const includesPermissions = isTrue(request.attributes.IncludePermissions)
    const delegates = [...mailbox.delegates].map((address) => {
      const delegate = directory.byAddress(address)
      return element(
        'm:DelegateUserResponseMessageType',
        { ResponseClass: 'Success' },
        leaf('m:ResponseCode', 'NoError'),
        element(
          'm:DelegateUser',
          {},
          element(
            't:UserId',
            {},
            leaf('t:PrimarySmtpAddress', address),
            leaf('t:DisplayName', delegate?.displayName ?? address),
          ),
          includesPermissions && delegate !== undefined
            ? permissionsXml(mayWrite(delegate, mailbox) ? 'Editor' : 'Reviewer')
            : undefined,
        ),
      )
    })
    return element(
      'm:GetDelegateResponse',
      { ResponseClass: 'Success' },
      leaf('m:ResponseCode', 'NoError'),
      delegates.length === 0 ? undefined : element('m:ResponseMessages', {}, all(delegates)),
      leaf('m:DeliverMeetingRequests', 'NoForward'),
    )
  },
}

function permissionsXml(level: 'Editor' | 'Reviewer'): Xml {
  return element(
    't:DelegatePermissions',
    {},
    all(FOLDERS.map((folder) => leaf(`t:${folder}FolderPermissionLevel`, level))),
  )
}
