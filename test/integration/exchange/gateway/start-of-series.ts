/** Run in a process of its own, with TZ: where a series begins, written by the bare library and by the gateway. */
import { loadLibrary } from '#electron/exchange/gateway/library.ts'
import * as createItems from '#electron/exchange/gateway/operations/create-items.ts'
import { startWriting } from '#electron/exchange/gateway/request-writer.ts'
import { type PlainDate, clientIdOf } from '#electron/exchange/gateway/values.ts'
import type { Instant } from '#shared/domain/ids.ts'

const DAY = '2026-03-29'

const library = await loadLibrary()
const service = new library.ExchangeService(library.ExchangeVersion.Exchange2013_SP1)
const appointment = new library.Appointment(service)
appointment.Recurrence = new library.Recurrence.DailyPattern()
appointment.Recurrence.StartDate = new library.DateTime(`${DAY}T00:00:00Z`)
const writer = new library.EwsServiceXmlWriter(service)
;(appointment as unknown as { WriteToXml(writer: unknown): void }).WriteToXml(writer)

const operation = createItems.operation(await startWriting(), {
  kind: 'appointment',
  items: [
    {
      clientId: clientIdOf('0b6c1f4e-6a55-4b27-8c55-0d8f1f3a7e11')!,
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
})
if (!operation.ok) throw new Error(operation.error.code)
const { body } = operation.value
const textOf = (xml: unknown, name: string): string | undefined =>
  typeof xml === 'string' ? new RegExp(`<t:${name}>([^<]*)<`).exec(xml)?.[1] : undefined

process.stdout.write(
  JSON.stringify({
    bare: textOf(writer.GetXML(), 'StartDate'),
    ours: textOf(body, 'StartDate'),
    start: textOf(body, 'Start'),
  }),
)
