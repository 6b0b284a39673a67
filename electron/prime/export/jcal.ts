/** iCalendar as JSON (RFC 7265), the form that ical.js writes, and the values that are always made alike. */
import ICAL from 'ical.js'
import type { EmailPerson } from '#shared/domain/prime.ts'
import type { Instant } from '#shared/domain/ids.ts'

export type JcalValue =
  string | number | Readonly<Record<string, string | number | readonly (string | number)[]>>

export type JcalProperty = readonly [
  name: string,
  parameters: Readonly<Record<string, string>>,
  type: string,
  ...values: readonly JcalValue[],
]

export type JcalComponent = readonly [
  name: string,
  properties: readonly JcalProperty[],
  components: readonly JcalComponent[],
]

/** iCalendar, with lines folded and values escaped as RFC 5545 asks for. */
export function writeCalendar(components: readonly JcalComponent[]): string {
  const properties: JcalProperty[] = [
    ['version', {}, 'text', '2.0'],
    ['prodid', {}, 'text', '-//MS EWS Konnektor//Winoffice Prime//EN'],
    // A published copy: nobody is asked to answer.
    ['method', {}, 'text', 'PUBLISH'],
  ]
  return `${ICAL.stringify(['vcalendar', properties, components])}\r\n`
}

export function text(name: string, value: string): JcalProperty {
  return [name, {}, 'text', cleaned(value)]
}

/** None where there is nothing to say. */
export function textUnlessEmpty(name: string, value: string): JcalProperty[] {
  return value === '' ? [] : [text(name, value)]
}

/** Of our own or of Exchange; any named type would be written as the parameter VALUE. */
export function extension(name: string, value: string): JcalProperty {
  return [name, {}, 'unknown', cleaned(value)]
}

export function utc(name: string, instant: Instant): JcalProperty {
  return [name, {}, 'date-time', utcText(instant)]
}

/** `2026-03-28T23:30:00Z` */
export function utcText(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`
}

export function categories(names: readonly string[]): JcalProperty[] {
  return names.length === 0 ? [] : [['categories', {}, 'text', ...names.map(cleaned)]]
}

export function person(
  name: string,
  { name: displayName, address }: EmailPerson,
  parameters: Readonly<Record<string, string>>,
): JcalProperty {
  // A person without an address (or with one of an Exchange directory) still is somebody.
  const uri = address.includes('@') ? `mailto:${cleaned(address)}` : 'invalid:nomail'
  const shown = cleaned(displayName === '' ? address : displayName)
  return [name, { ...parameters, ...(shown !== '' && { cn: shown }) }, 'cal-address', uri]
}

/** @param trigger as jCal has it: its type and its value */
export function alarm(trigger: readonly ['duration' | 'date-time', string], summary: string): JcalComponent {
  const [type, value] = trigger
  return [
    'valarm',
    [
      ['action', {}, 'text', 'DISPLAY'],
      text('description', summary),
      ['trigger', type === 'duration' ? { related: 'START' } : {}, type, value],
    ],
    [],
  ]
}

/** Without control characters, which iCalendar has no way to write; line ends and tabs stay. */
function cleaned(value: string): string {
  return value.replace(/(?![\t\n])\p{Cc}/gu, '')
}
