/** GetServiceConfiguration: what is asked for is answered as switched off (MS-OXWSCONFIG). */
import { all, element, leaf, sequence } from '../soap/xml-writer.ts'
import { required } from './operation.ts'
import type { Operation } from './operation.ts'

const ok = leaf('m:ResponseCode', 'NoError')

const mailTips = (maximumBytes: number) =>
  element(
    'm:MailTipsConfiguration',
    {},
    leaf('t:MailTipsEnabled', false),
    leaf('t:MaxRecipientsPerGetMailTipsRequest', 0),
    leaf('t:MaxMessageSize', maximumBytes),
    leaf('t:LargeAudienceThreshold', 25),
    leaf('t:ShowExternalRecipientCount', false),
    element(
      't:InternalDomains',
      {},
      element('t:Domain', { Name: 'contoso.example', IncludeSubdomains: false }),
    ),
    leaf('t:PolicyTipsEnabled', false),
    leaf('t:LargeAudienceCap', 1000),
  )

const unifiedMessaging = element(
  'm:UnifiedMessagingConfiguration',
  {},
  leaf('t:UmEnabled', false),
  leaf('t:PlayOnPhoneDialString', ''),
  leaf('t:PlayOnPhoneEnabled', false),
)

const MAX_MESSAGE_BYTES = 35 * 1024 * 1024 // the default of a connector's MaxMessageSize

export const getServiceConfiguration: Operation = {
  name: 'GetServiceConfiguration',
  handle: (request) => {
    const messages = required(request, 'RequestedConfiguration').children.map(({ text }) =>
      element(
        'm:ServiceConfigurationResponseMessageType',
        { ResponseClass: 'Success' },
        ok,
        text.trim() === 'MailTips' ? mailTips(MAX_MESSAGE_BYTES) : undefined,
        text.trim() === 'UnifiedMessagingConfiguration' ? unifiedMessaging : undefined,
      ),
    )
    return element(
      'm:GetServiceConfigurationResponse',
      { ResponseClass: 'Success' },
      sequence(ok, element('m:ResponseMessages', {}, all(messages))),
    )
  },
}
