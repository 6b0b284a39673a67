/** People as they are typed: `anna@firma.ch` or `Anna Meier <anna@firma.ch>`; a group stands for its members. */
import { addressParser } from 'postal-mime'
import type { EmailPerson } from '#shared/domain/prime.ts'
import { mailboxSchema } from '#shared/domain/mailbox.ts'
import { fieldError } from '#shared/domain/validation.ts'
import { failure, ok, type Result } from '#shared/result.ts'

/** @param option named in the error */
export function peopleOf(texts: readonly string[], option: string): Result<EmailPerson[]> {
  const people = texts.flatMap((text) => addressParser(text).flatMap((each) => each.group ?? [each]))
  const valid = people.flatMap(({ name, address = '' }) => {
    const checked = mailboxSchema.safeParse(address)
    return checked.success ? [{ name, address: checked.data }] : []
  })
  return valid.length === people.length && (people.length > 0 || texts.length === 0)
    ? ok(valid)
    : failure(fieldError(option, 'mailbox.invalid'))
}
