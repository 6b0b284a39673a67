/** The zones that this browser knows, with what a person recognises one by: its difference to UTC and its time. */
export const TIME_ZONES: readonly string[] = Intl.supportedValuesOf('timeZone')

/** `UTC+02:00`, as it is at that moment. */
export function offsetOf(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    at,
  )
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  return name === 'GMT' ? 'UTC' : name.replace('GMT', 'UTC')
}

/** Weekday and time of day there. */
export function timeIn(zone: string, at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)
}
