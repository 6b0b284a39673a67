/**
 * What an administrator of Exchange types to remove the cause of an error: PowerShell for the Exchange Management
 * Shell, with the values of the error filled in.
 *
 * Values come from forms and servers. They stand in single quotes, in which PowerShell expands nothing; it takes
 * typographic quotes for quotes too, so all of them are doubled ("about_Quoting_Rules", and the tokenizer's
 * `IsSingleQuote`). A value with a control character, above all a line break, is no name of anybody: no command then.
 */
import type { AppError } from '../errors.ts'
import type { Warning } from './connection-test.ts'
import { serviceKindOf } from './exchange-url.ts'

/** What is tested, as far as commands need it. */
export type RemedyTarget = {
  readonly url: string
  /** Id of the application that signs in with OAuth2. */
  readonly applicationId: string | null
  readonly mailbox: string | null
}

/** @returns `null` where no command helps */
export function remedyOf(
  { code, params }: Pick<AppError, 'code' | 'params'>,
  target: RemedyTarget,
): string | null {
  const mailbox = quoted(params.mailbox)
  const userName = quoted(params.userName)
  const isOnline = serviceKindOf(target.url) === 'exchange-online'
  switch (code) {
    case 'sign-in.refused':
    case 'sign-in.not-permitted':
    case 'sign-in.account-disabled':
    case 'sign-in.password-expired':
      return isOnline ? null : lookAtUser(params.userName)
    case 'sign-in.account-locked': {
      const filter = userFilter(params.userName)
      return isOnline ? null : filter && `Get-ADUser -Filter ${filter} | Unlock-ADAccount`
    }
    case 'exchange.ews-off-for-organization':
      return isOnline || target.applicationId !== null
        ? allowApplication(target.applicationId)
        : 'Set-OrganizationConfig -EwsEnabled $true'
    case 'exchange.ews-off-for-application':
      return isOnline || target.applicationId !== null
        ? allowApplication(target.applicationId)
        : 'Get-OrganizationConfig | Format-List EwsApplicationAccessPolicy, EwsAllowList, EwsBlockList'
    case 'exchange.ews-off-for-mailbox':
      return mailbox && `Set-CASMailbox -Identity ${mailbox} -EwsEnabled $true`
    case 'exchange.mailbox-not-found':
      return (
        mailbox &&
        `Get-Recipient -Identity ${mailbox} | Format-List RecipientType, PrimarySmtpAddress, Database`
      )
    case 'exchange.access-denied':
    case 'exchange.write-denied':
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

/** The same for what works, but not as it should. */
export function warningRemedyOf({ name, params }: Warning, target: RemedyTarget): string | null {
  const mailbox = quoted(target.mailbox ?? undefined)
  switch (name) {
    case 'ews-retires':
      return allowApplication(target.applicationId)
    case 'time-zones-differ': {
      const zone = quoted(params.proposedZone)
      return mailbox && zone && `Set-MailboxRegionalConfiguration -Identity ${mailbox} -TimeZone ${zone}`
    }
    case 'throttled':
      return (
        mailbox && `Get-ThrottlingPolicyAssociation -Identity ${mailbox} | Format-List ThrottlingPolicyId`
      )
    default:
      return null
  }
}

/**
 * Adds to the list and leaves what is in it; the list first, because with EwsEnabled it has an effect at once. When it
 * cannot be read, nothing is written: an empty list would lock everybody out (learn.microsoft.com,
 * Set-OrganizationConfig: one text with commas).
 */
function allowApplication(applicationId: string | null): string | null {
  const id = quoted(applicationId ?? undefined)
  return (
    id &&
    '$ids = (Get-OrganizationConfig -RetrieveEwsOperationAccessPolicy -ErrorAction Stop).EwsAllowedAppIDs; ' +
      `Set-OrganizationConfig -EwsAllowedAppIDs ((@($ids -split ',' | Where-Object { $_ }) + ${id} | Select-Object -Unique) -join ',') -ErrorAction Stop; ` +
      'Set-OrganizationConfig -EwsEnabled $true'
  )
}

/** Tells apart what a refusal does not: locked, disabled, expired, or the password after all. */
function lookAtUser(userName: string | number | undefined): string | null {
  const filter = userFilter(userName)
  return (
    filter &&
    `Get-ADUser -Filter ${filter} -Properties LockedOut, PasswordExpired, AccountExpirationDate, LastBadPasswordAttempt | Format-List Enabled, LockedOut, PasswordExpired, AccountExpirationDate, LastBadPasswordAttempt`
  )
}

/** Of `DOMAIN\\user` the part that Active Directory calls the SAM account name. */
function userFilter(userName: string | number | undefined): string | null {
  const name = String(userName ?? '')
  const plain = name.slice(name.lastIndexOf('\\') + 1)
  const inner = quoted(plain)
  if (inner === null) return null
  return quoted(`${plain.includes('@') ? 'UserPrincipalName' : 'SamAccountName'} -eq ${inner}`)
}

/** A literal of PowerShell, or `null` for what can be none. */
export function quoted(value: string | number | undefined): string | null {
  if (value === undefined || value === '') return null
  const text = String(value)
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) return null
  return `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`
}
