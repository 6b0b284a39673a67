/** GetUserAvailability: when the owners of mailboxes are busy, in the zone of the request (MS-OXWSAVAIL). */
import { calendarView } from '../calendar/calendar-view.ts'
import { endOf, startOf } from '../calendar/calendar-item.ts'
import { readSerializableTimeZone } from '../calendar/legacy-time-zones.ts'
import { MINUTE, formatLocalTime, parseLocalTime } from '../calendar/local-time.ts'
import type { TimeZone } from '../calendar/time-zones.ts'
import type { Item } from '../mailbox/item.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { ResponseError, schemaValidationFault } from '../soap/fault.ts'
import { type XmlElement, child, childText, isTrue } from '../soap/xml-tree.ts'
import { type Xml, all, element, leaf } from '../soap/xml-writer.ts'
import { type Operation, required, wholeNumber } from './operation.ts'

const DEFAULT_INTERVAL_MINUTES = 30

/** The digits of MergedFreeBusy; where two appointments meet, the highest counts. */
const DIGIT: Readonly<Record<string, number>> = {
  Free: 0,
  Tentative: 1,
  Busy: 2,
  OOF: 3,
  WorkingElsewhere: 4,
}

type Window = {
  readonly start: number
  readonly end: number
  readonly interval: number
  readonly zone: TimeZone
}

export const getUserAvailability: Operation = {
  name: 'GetUserAvailabilityRequest',
  handle: (request, { caller, directory, zone }) => {
    const own = child(request, 'TimeZone')
    const options = child(request, 'FreeBusyViewOptions')
    const view = childText(options, 'RequestedView') ?? 'MergedOnly'
    const window = readWindow(options, own === undefined ? zone : readSerializableTimeZone(own))
    const responses = required(request, 'MailboxDataArray').children.map((data) => {
      const mailbox = directory.byAddress(childText(child(data, 'Email'), 'Address') ?? '')
      return element('m:FreeBusyResponse', {}, responseXml(mailbox, caller, window, view))
    })
    return element(
      'm:GetUserAvailabilityResponse',
      {},
      element('m:FreeBusyResponseArray', {}, all(responses)),
    )
  },
}

function readWindow(options: XmlElement | undefined, zone: TimeZone): Window {
  const asked = child(options, 'TimeWindow')
  const instant = (name: string): number => {
    const text = childText(asked, name) ?? ''
    const local = parseLocalTime(text)
    const read = local === undefined ? Date.parse(text) : zone.toInstant(local)
    if (Number.isNaN(read)) throw schemaValidationFault(`The '${name}' element is invalid.`)
    return read
  }
  const minutes = childText(options, 'MergedFreeBusyIntervalInMinutes')
  const interval = minutes === undefined ? DEFAULT_INTERVAL_MINUTES : wholeNumber(minutes, 'Interval')
  return { start: instant('StartTime'), end: instant('EndTime'), interval: interval * MINUTE, zone }
}

function responseXml(mailbox: Mailbox | undefined, caller: Mailbox, window: Window, view: string): Xml {
  if (mailbox === undefined) {
    const refusal = new ResponseError('ErrorMailRecipientNotFound', 'The mailbox could not be found.')
    return element(
      'm:ResponseMessage',
      { ResponseClass: 'Error' },
      leaf('m:MessageText', refusal.message),
      leaf('m:ResponseCode', refusal.responseCode),
      leaf('m:DescriptiveLinkKey', 0),
    )
  }
  const items = calendarView(mailbox.items('calendar'), window.start, window.end)
  const isMerged = view.endsWith('Merged') || view === 'MergedOnly'
  const isDetailed = view.startsWith('Detailed')
  const withEvents = view !== 'MergedOnly' && items.length > 0
  return all([
    element('m:ResponseMessage', { ResponseClass: 'Success' }, leaf('m:ResponseCode', 'NoError')),
    element(
      'm:FreeBusyView',
      {},
      leaf('t:FreeBusyViewType', view),
      isMerged ? leaf('t:MergedFreeBusy', merged(items, window)) : undefined,
      withEvents
        ? element(
            't:CalendarEventArray',
            {},
            all(items.map((item) => eventXml(item, window.zone, isDetailed && mailbox === caller))),
          )
        : undefined,
    ),
  ])
}

const busyType = ({ fields }: Item): string => fields.get('LegacyFreeBusyStatus')?.text ?? 'Busy'

function merged(items: readonly Item[], { start, end, interval }: Window): string {
  let digits = ''
  for (let from = start; from < end; from += interval) {
    const to = from + interval
    const busy = items.filter((item) => startOf(item) < to && endOf(item) > from)
    digits += String(Math.max(0, ...busy.map((item) => DIGIT[busyType(item)] ?? 0)))
  }
  return digits
}

function eventXml(item: Item, zone: TimeZone, withDetails: boolean): Xml {
  const is = (name: string): boolean => isTrue(item.fields.get(name)?.text)
  return element(
    't:CalendarEvent',
    {},
    leaf('t:StartTime', formatLocalTime(zone.toLocal(startOf(item)))),
    leaf('t:EndTime', formatLocalTime(zone.toLocal(endOf(item)))),
    leaf('t:BusyType', busyType(item)),
    withDetails
      ? element(
          't:CalendarEventDetails',
          {},
          leaf('t:ID', item.id),
          leaf('t:Subject', item.subject),
          leaf('t:Location', item.fields.get('Location')?.text ?? ''),
          leaf('t:IsMeeting', is('IsMeeting')),
          leaf('t:IsRecurring', is('IsRecurring')),
          leaf('t:IsException', item.fields.get('CalendarItemType')?.text === 'Exception'),
          leaf('t:IsReminderSet', is('ReminderIsSet')),
          leaf('t:IsPrivate', item.sensitivity !== 'Normal'),
        )
      : undefined,
  )
}
