import type { EmailSummary } from '#shared/domain/prime.ts'

type Person = NonNullable<EmailSummary['from']>

/** The name, or the address of someone without one. */
export function shortPerson(person: Person): string {
  return person.name || person.address
}

/** `Anna Meier <anna.meier@firma.ch>`; the address once where there is no other name. */
export function fullPerson({ name, address }: Person): string {
  return name === '' || name === address ? address : `${name} <${address}>`
}
