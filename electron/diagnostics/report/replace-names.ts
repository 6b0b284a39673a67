/**
 * Stand-ins for people in a report that leaves the company: the same person is `person1` everywhere, in addresses, in
 * user names with or without a domain, and in the names that Exchange gives to mailboxes. Hosts and domains stay:
 * without them nobody can help.
 *
 * Names that stand in free text and nowhere else (the subject of a message) are not recognised; a report has none,
 * since the bodies of mail are not kept.
 */
import type { TestReport } from '#shared/domain/connection-test.ts'

const ADDRESS = /([\p{L}\p{N}!#$%&'*+/=?^_`{|}~.-]+)@([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*)/gu
/** Of a mailbox or a person in an answer of EWS or Autodiscover. */
const NAME_ELEMENT = /<(?:\w+:)?(?:Name|GivenName|Surname|FullName)>([^<]+)</g
const NAMED = new Set(['userName', 'mailbox', 'primary', 'primaryAddress', 'owner'])
/** Shorter ones stand in too many words. */
const SHORTEST_NAME = 3

/** @param word in the language of the report. @returns the same values with stand-ins */
export function withoutNames<T>(value: T, report: TestReport, word: string): T {
  const numbers = new Map<string, number>()
  const standIn = (name: string): string => {
    const key = name.toLowerCase()
    const number = numbers.get(key) ?? numbers.size + 1
    numbers.set(key, number)
    return `${word}${String(number)}`
  }
  for (const name of namesIn(report)) standIn(name)
  eachString(value, (text) => {
    for (const [, name] of text.matchAll(ADDRESS)) if (name) standIn(name)
    for (const [, name] of text.matchAll(NAME_ELEMENT)) if (name && !name.includes('@')) standIn(name.trim())
    return text
  })
  const known = [...numbers.keys()]
    .filter((name) => name.length >= SHORTEST_NAME)
    .sort((one, other) => other.length - one.length)
  if (known.length === 0) return value
  // Not as part of a longer word or of the name of a host: a user called `mail` is not in `mail.firma.ch`.
  const anywhere = new RegExp(
    `(?<![\\p{L}\\p{N}]|[\\p{L}\\p{N}][.-])(?:${known.map(escaped).join('|')})(?![\\p{L}\\p{N}]|[.-][\\p{L}\\p{N}])`,
    'giu',
  )
  return eachString(value, (text) =>
    text
      .replace(ADDRESS, (_found, name: string, domain: string) => `${standIn(name)}@${domain}`)
      .replace(anywhere, (name) => standIn(name)),
  )
}

function namesIn({ subject, steps }: TestReport): string[] {
  const values = [
    subject.mailbox ?? '',
    ...steps.flatMap((step) => [
      ...('offers' in step
        ? step.details.filter(({ name }) => NAMED.has(name)).map(({ value }) => value)
        : []),
      ...Object.entries('verdict' in step ? step.verdict.params : 'error' in step ? step.error.params : {})
        .filter(([name]) => NAMED.has(name))
        .map(([, value]) => String(value)),
    ]),
  ]
  // `DOMAIN\name` and `name@domain` alike.
  return values.map((value) => value.replace(/^.*\\/, '').replace(/@.*$/, '')).filter((name) => name !== '')
}

/** The same structure with every string in it changed; keys stay. */
export function eachString<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Map) {
    return new Map([...value].map(([key, member]) => [key, eachString(member as unknown, change)])) as T
  }
  if (Array.isArray(value)) return value.map((member: unknown) => eachString(member, change)) as T
  const members = Object.entries(value).map(([name, member]) => [name, eachString(member as unknown, change)])
  return Object.fromEntries(members) as T
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
