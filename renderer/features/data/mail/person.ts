import type { EmailSummary } from '#shared/domain/prime.ts'
import { withoutMarks } from '#shared/domain/without-marks.ts'

type Person = NonNullable<EmailSummary['from']>

/**
 * The name, or the address of someone without one. A name that looks like an address stands beside the real one: anyone
 * can call himself `chef@firma.ch`.
 */
export function shortPerson(person: Person): string {
  const name = withoutMarks(person.name)
  if (name === '') return shownAddress(person.address)
  return name.includes('@') ? shownPerson(person) : name
}

/** `Anna Meier <anna.meier@firma.ch>`, for a form; the address once where there is no other name. */
export function fullPerson({ name, address }: Person): string {
  return name === '' || name === address ? address : `${name} <${address}>`
}

/** The same to look at: without marks that turn the address around, and with its domain as it is looked up. */
export function shownPerson({ name, address }: Person): string {
  return fullPerson({ name: withoutMarks(name), address: shownAddress(address) })
}

/**
 * An address whose domain has letters that are not Latin is shown in the form that is looked up (`xn--…`), as browsers
 * do: a Cyrillic «а» looks like the Latin one.
 */
function shownAddress(address: string): string {
  const plain = withoutMarks(address)
  const at = plain.lastIndexOf('@') + 1
  const domain = plain.slice(at)
  if (/^[\p{Script=Latin}\p{Nd}.-]*$/u.test(domain)) return plain
  const url = `https://${domain}`
  return URL.canParse(url) ? plain.slice(0, at) + new URL(url).hostname : plain
}
