/**
 * The zones of the mailbox, of Winoffice Prime and of this machine, and what follows where they disagree.
 *
 * A time is an instant on both sides and never shifts; what shifts are all-day appointments, which Exchange keeps from
 * midnight to midnight of the zone in which they were written and shows in that of the mailbox. Those of the next weeks
 * are really looked at: the ones whose days do not begin at midnight in the zone of Winoffice Prime are counted and named.
 *
 * This machine only shows times, so that its zone is told but never warned of.
 */
import { DateTime } from 'luxon'
import type { Detail } from '#shared/domain/connection-test.ts'
import type { Result } from '#shared/result.ts'
import { ok } from '#shared/result.ts'
import type { ExchangeConnection } from '../exchange/create-exchange-client.ts'
import type { ExchangeItem } from '../exchange/item.ts'
import type { ItemShape } from '../exchange/item-shape.ts'
import { ianaZoneOf, timeOfDay, wallTimeOf, windowsZoneOf } from '../sync/kinds/calendar/time-zones.ts'
import { EXCHANGE_STEP_TIMEOUT, clientsOf, failed, serverDetails } from './exchange-steps.ts'
import { mailboxZoneOf } from './mailbox-zone.ts'
import type { Step } from './step.ts'

const WEEKS = 8 // as far ahead as Winoffice Prime shows appointments
const MOST_APPOINTMENTS = 1000 // what Exchange answers at once
const MOST_EXAMPLES = 5

export const timeZones: Step = {
  id: 'time-zones',
  timeout: EXCHANGE_STEP_TIMEOUT,
  needsAccount: true,
  onFailure: 'go-on',
  bodies: 'not-kept',
  run: async (target, account, findings, signal) => {
    const { zones, now } = target
    if (!account.sync.syncedKinds.includes('calendar')) {
      return { state: 'skipped', verdict: { name: 'calendar-not-synchronised', params: {} } }
    }
    const opened = await clientsOf(target, account, findings)
    if (!opened.ok) return failed(opened.error, null)
    const client = opened.value.mailbox
    const told = await mailboxZoneOf(client, account.mailbox, signal)
    const appointments = await allDayItems(client, account.mailbox, now(), signal)
    if (!appointments.ok) return failed(appointments.error, client)
    const shifting = appointments.value.filter((item) => !beginsAtMidnight(item, zones.prime))
    const details: Detail[] = [
      ...(told === null ? [] : [{ name: 'mailboxZone', value: told } as const]),
      { name: 'primeZone', value: zones.prime },
      { name: 'machineZone', value: zones.machine },
      ...shifting.slice(0, MOST_EXAMPLES).map((item) => exampleOf(item, zones.prime)),
      ...serverDetails(client),
    ]
    const params = { primeZone: zones.prime, weeks: WEEKS, count: shifting.length }
    const zone = ianaZoneOf(told)
    if (told !== null && (zone === null || !isSameZone(zone, zones.prime, now()))) {
      const proposedZone = windowsZoneOf(zones.prime) ?? ''
      const verdict = {
        name: 'time-zones-differ',
        params: { ...params, mailboxZone: told, proposedZone },
      } as const
      return { state: 'warning', verdict, details }
    }
    if (shifting.length > 0)
      return { state: 'warning', verdict: { name: 'all-day-items-shift', params }, details }
    return told === null
      ? { state: 'passed', verdict: { name: 'time-zone-not-told', params }, details }
      : {
          state: 'passed',
          verdict: { name: 'time-zones-agree', params: { ...params, mailboxZone: told } },
          details,
        }
  },
}

const SHAPE: ItemShape = {
  base: 'IdOnly',
  properties: ['item:Subject', 'calendar:Start', 'calendar:End', 'calendar:IsAllDayEvent'],
  extended: [],
  body: 'best',
}

type Appointment = Extract<ExchangeItem, { readonly kind: 'appointment' }>

async function allDayItems(
  client: ExchangeConnection,
  mailbox: string,
  now: number,
  signal: AbortSignal,
): Promise<Result<Appointment[]>> {
  const found = await client.findItems(
    {
      folder: { kind: 'distinguished', name: 'calendar', mailbox },
      shape: SHAPE,
      view: {
        kind: 'calendar',
        start: new Date(now).toISOString(),
        end: new Date(now + WEEKS * 7 * 86_400_000).toISOString(),
        maximum: MOST_APPOINTMENTS,
      },
    },
    signal,
  )
  if (!found.ok) return found
  const isAllDay = (item: ExchangeItem): item is Appointment =>
    item.kind === 'appointment' && item.isAllDay === true && item.start !== null
  return ok(found.value.items.filter(isAllDay))
}

function beginsAtMidnight({ start }: Appointment, zone: string): boolean {
  return start === null || timeOfDay(wallTimeOf(start, zone)) === 0
}

/** What somebody who lives in the zone sees, for example `2026-12-23 18:00 – Betriebsferien`. */
function exampleOf({ start, subject }: Appointment, zone: string): Detail {
  const time = DateTime.fromISO(start ?? '', { zone }).toFormat('yyyy-MM-dd HH:mm')
  return { name: 'shiftingItem', value: `${time} – ${subject ?? ''}` }
}

/** Whether the clocks of both zones agree on every day of the coming year: zones have many names. */
function isSameZone(one: string, other: string, now: number): boolean {
  for (let day = 0; day < 366; day += 1) {
    const time = now + day * 86_400_000
    const offsetIn = (zone: string): number => DateTime.fromMillis(time, { zone }).offset
    if (offsetIn(one) !== offsetIn(other)) return false
  }
  return true
}
