/** Run in a process of its own, with TZ: where a series begins, written by the bare library and by the gateway. */
import { loadLibrary } from '#electron/exchange/gateway/library.ts'
import * as createItems from '#electron/exchange/gateway/operations/create-items.ts'
import { startWriting } from '#electron/exchange/gateway/request-writer.ts'
import type { PlainDate } from '#electron/exchange/gateway/values.ts'
import type { Instant } from '#shared/domain/ids.ts'
import { newClientId, valueOf } from './support.ts'

const DAY = '2026-03-29'

const library = await loadLibrary()
const service = new library.ExchangeService(library.ExchangeVersion.Exchange2013_SP1)
const appointment = new library.Appointment(service)
appointment.Recurrence = new library.Recurrence.DailyPattern()
appointment.Recurrence.StartDate = new library.DateTime(`${DAY}T00:00:00Z`)
const writer = new library.EwsServiceXmlWriter(service)
;(appointment as unknown as { WriteToXml(writer: unknown): void }).WriteToXml(writer)

const operation = valueOf(
  createItems.operation(await startWriting(), {
    kind: 'appointment',
    items: [
      {
        clientId: newClientId(),
        properties: {
          start: `${DAY}T06:00:00.000Z` as Instant,
          recurrence: {
            pattern: { kind: 'daily', interval: 1 },
            range: { kind: 'no-end', start: DAY as PlainDate },
          },
        },
      },
    ],
    folder: null,
    mailed: 'nobody',
  }),
)
const textOf = (xml: unknown, name: string): string | undefined =>
  typeof xml === 'string' ? new RegExp(`<t:${name}>([^<]*)<`).exec(xml)?.[1] : undefined

process.stdout.write(
  JSON.stringify({
    bare: textOf(writer.GetXML(), 'StartDate'),
    ours: textOf(operation.body, 'StartDate'),
    start: textOf(operation.body, 'Start'),
  }),
)
