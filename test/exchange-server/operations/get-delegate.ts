/** GetDelegate: who may open the mailbox beside its owner (MS-OXWSDLGM). */
import { ResponseError } from '../soap/fault.ts'
import { child, childText } from '../soap/xml-tree.ts'
import { all, element, leaf } from '../soap/xml-writer.ts'
import { type Operation } from './operation.ts'

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
    const delegates = [...mailbox.delegates].map((address) =>
      element(
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
            leaf('t:DisplayName', directory.byAddress(address)?.displayName ?? address),
          ),
        ),
      ),
    )
    return element(
      'm:GetDelegateResponse',
      { ResponseClass: 'Success' },
      leaf('m:ResponseCode', 'NoError'),
      delegates.length === 0 ? undefined : element('m:ResponseMessages', {}, all(delegates)),
      leaf('m:DeliverMeetingRequests', 'NoForward'),
    )
  },
}
