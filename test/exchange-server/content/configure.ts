/** Configuration objects of a mailbox in one line of a test: what Outlook and Outlook on the web keep there. */
import type { Mailbox } from '../mailbox/mailbox.ts'
import { NAMESPACE } from '../soap/namespaces.ts'
import { parseXml } from '../soap/xml-tree.ts'

/** The zone that somebody chose in Outlook on the web, or an administrator for him; a Windows id. */
export function chooseTimeZone(mailbox: Mailbox, zone: string): void {
  put(
    mailbox,
    ['root', 'OWA.UserOptions', 'Dictionary'],
    `<t:DictionaryEntry><t:DictionaryKey><t:Type>String</t:Type><t:Value>timezone</t:Value></t:DictionaryKey>` +
      `<t:DictionaryValue><t:Type>String</t:Type><t:Value>${zone}</t:Value></t:DictionaryValue></t:DictionaryEntry>`,
  )
}

/** The zone within the working hours that Outlook keeps (MS-OXOCFG 2.2.5). */
export function chooseWorkingHours(mailbox: Mailbox, zone: string): void {
  const xml =
    '<?xml version="1.0"?><Root xmlns="WorkingHours.xsd"><WorkHoursVersion1>' +
    `<TimeZone><Bias>-60</Bias><Name>${zone}</Name></TimeZone></WorkHoursVersion1></Root>`
  put(mailbox, ['calendar', 'WorkHours', 'XmlData'], Buffer.from(xml, 'utf8').toString('base64'))
}

function put(
  mailbox: Mailbox,
  [folder, name, part]: readonly [string, string, string],
  content: string,
): void {
  const folderId = mailbox.folder(folder)?.id
  if (folderId === undefined) throw new Error(`the mailbox has no folder ${folder}`)
  const element = parseXml(`<t:${part} xmlns:t="${NAMESPACE.t}">${content}</t:${part}>`)
  mailbox.configurations.put({ name, folderId, parts: new Map([[part, element]]) })
}
