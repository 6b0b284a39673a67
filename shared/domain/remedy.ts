/**
 * What an administrator of Exchange types to remove the cause of an error: PowerShell for the Exchange Management
 * Shell, with the values of the error filled in.
 *
 * Values come from forms and servers. They stand in single quotes, in which PowerShell expands nothing; it takes
 * typographic quotes for quotes too, so all of them are doubled ("about_Quoting_Rules", and the tokenizer's
 * `IsSingleQuote`). A value with a control character, above all a line break, is no name of anybody: no command then.
 */
import type { AppError } from '../errors.ts'
import { serviceKindOf } from './exchange-url.ts'

/** @returns `null` where no command helps */
export function remedyOf({ code, params }: Pick<AppError, 'code' | 'params'>, url: string): string | null {
  const mailbox = quoted(params.mailbox)
  const userName = quoted(params.userName)
  const isOnline = serviceKindOf(url) === 'exchange-online'
  switch (code) {
    case 'exchange.mailbox-not-found':
      return (
        mailbox &&
        `Get-Recipient -Identity ${mailbox} | Format-List RecipientType, PrimarySmtpAddress, Database`
      )
    case 'exchange.access-denied':
      return (
        mailbox &&
        userName &&
        `Add-MailboxPermission -Identity ${mailbox} -User ${userName} -AccessRights FullAccess -InheritanceType All -AutoMapping $false`
      )
    case 'exchange.impersonation-denied':
      // Exchange Online has no such role any more; there an application gets the permission.
      return isOnline
        ? null
        : userName && `New-ManagementRoleAssignment -Role ApplicationImpersonation -User ${userName}`
    default:
      return null
  }
}

/** A literal of PowerShell, or `null` for what can be none. */
export function quoted(value: string | number | undefined): string | null {
  if (value === undefined || value === '') return null
  const text = String(value)
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) return null
  return `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`
}
