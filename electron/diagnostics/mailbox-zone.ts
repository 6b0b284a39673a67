/**
 * The time zone of a mailbox. EWS has no operation for it; Exchange keeps it among the settings of Outlook on the web
 * (`OWA.UserOptions`, dictionary key `timezone`, which `Set-MailboxRegionalConfiguration` writes) and, from Outlook,
 * within the working hours of the calendar (`WorkHours`, MS-OXOCFG 2.2.5).
 *
 * Rejected: the working hours of GetUserAvailability, which give rules of daylight saving without a name.
 */
import type { ExchangeConnection } from '../exchange/create-exchange-client.ts'

/** @returns a Windows id such as `W. Europe Standard Time`, or `null` where nobody has ever chosen one */
export async function mailboxZoneOf(
  { gateway }: ExchangeConnection,
  mailbox: string,
  signal: AbortSignal,
): Promise<string | null> {
  const options = await gateway.getUserConfiguration(
    { folder: { kind: 'distinguished', name: 'root', mailbox }, name: 'OWA.UserOptions' },
    signal,
  )
  const chosen = options.ok ? options.value.dictionary.get('timezone')?.trim() : undefined
  if (chosen !== undefined && chosen !== '') return chosen
  const hours = await gateway.getUserConfiguration(
    { folder: { kind: 'distinguished', name: 'calendar', mailbox }, name: 'WorkHours' },
    signal,
  )
  if (!hours.ok || hours.value.xmlData === null) return null
  return (
    /<TimeZone>[\s\S]*?<Name>([^<]+)<\/Name>/.exec(Buffer.from(hours.value.xmlData).toString('utf8'))?.[1] ??
    null
  )
}
