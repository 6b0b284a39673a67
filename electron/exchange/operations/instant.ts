/**
 * Points in time as servers write them: seconds with 0, 3, 7 or 9 digits of fraction, with `Z`, an offset, or no
 * zone at all (EWS means UTC then, as no `TimeZoneContext` is sent).
 */
const XS_DATE_TIME = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/

/** ISO 8601 with milliseconds and `Z`, or `null` for what is no point in time. */
export function instantOrNull(text: string | undefined): string | null {
  const match = XS_DATE_TIME.exec(text?.trim() ?? '')
  if (match === null) return null
  const [, day, time = '00:00:00', fraction = '', zone = 'Z'] = match
  const milliseconds = `${fraction.slice(1, 4)}000`.slice(0, 3)
  const instant = new Date(`${day}T${time}.${milliseconds}${zone}`)
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString()
}
