/** The commands for an administrator of Exchange: right for the error, and safe whatever the values are. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quoted, remedyOf, warningRemedyOf, type RemedyTarget } from '#shared/domain/remedy.ts'
import { appError } from '#shared/errors.ts'

const ID = '11111111-2222-4333-8444-555555555555'
const ON_PREMISES: RemedyTarget = {
  url: 'https://mail.firma.ch/EWS/Exchange.asmx',
  applicationId: null,
  mailbox: 'verkauf@firma.ch',
}
const ONLINE: RemedyTarget = {
  url: 'https://outlook.office365.com/EWS/Exchange.asmx',
  applicationId: ID,
  mailbox: 'verkauf@firma.ch',
}
const params = { mailbox: 'verkauf@firma.ch', userName: 'FIRMA\\dienst' }

describe('the remedy', () => {
  it.each([
    [
      'exchange.access-denied',
      "Add-MailboxPermission -Identity 'verkauf@firma.ch' -User 'FIRMA\\dienst' -AccessRights FullAccess -InheritanceType All -AutoMapping $false",
    ],
    [
      'exchange.impersonation-denied',
      "New-ManagementRoleAssignment -Role ApplicationImpersonation -User 'FIRMA\\dienst'",
    ],
    [
      'exchange.mailbox-not-found',
      "Get-Recipient -Identity 'verkauf@firma.ch' | Format-List RecipientType, PrimarySmtpAddress, Database",
    ],
  ] as const)('for %s is a command with the values of the error', (code, command) => {
    expect(remedyOf(appError(code, params), ON_PREMISES)).toBe(command)
  })

  it('appends the application to those that are allowed, before EWS is switched on, and never writes what it could not read', () => {
    const command =
      '$ids = (Get-OrganizationConfig -RetrieveEwsOperationAccessPolicy -ErrorAction Stop).EwsAllowedAppIDs; ' +
      "Set-OrganizationConfig -EwsAllowedAppIDs ((@($ids -split ',' | Where-Object { $_ }) + '" +
      ID +
      "' | Select-Object -Unique) -join ',') -ErrorAction Stop; Set-OrganizationConfig -EwsEnabled $true"
    expect(remedyOf(appError('exchange.ews-off-for-application'), ONLINE)).toBe(command)
    expect(remedyOf(appError('exchange.ews-off-for-organization'), ONLINE)).toBe(command)
    expect(warningRemedyOf({ name: 'ews-retires', params: {} }, ONLINE)).toBe(command)
  })

  it('for a refused sign-in shows what is wrong with the user, by the name that Active Directory knows', () => {
    const ask = (userName: string): string | null =>
      remedyOf(appError('sign-in.refused', { userName }), ON_PREMISES)
    expect(ask('FIRMA\\dienst')).toContain(`Get-ADUser -Filter 'SamAccountName -eq ''dienst''' `)
    expect(ask('a.o@firma.ch')).toContain(`-Filter 'UserPrincipalName -eq ''a.o@firma.ch''' `)
    expect(remedyOf(appError('sign-in.account-locked', params), ON_PREMISES)).toBe(
      "Get-ADUser -Filter 'SamAccountName -eq ''dienst''' | Unlock-ADAccount",
    )
    expect(remedyOf(appError('sign-in.refused', params), ONLINE)).toBeNull()
  })

  it('for a warning is one as well', () => {
    const zones = { name: 'time-zones-differ', params: { proposedZone: 'W. Europe Standard Time' } } as const
    expect(warningRemedyOf(zones, ON_PREMISES)).toBe(
      "Set-MailboxRegionalConfiguration -Identity 'verkauf@firma.ch' -TimeZone 'W. Europe Standard Time'",
    )
    expect(warningRemedyOf({ name: 'folders-missing', params: {} }, ON_PREMISES)).toBeNull()
  })

  it('is none where no command helps, where a value is missing, and for a role that Exchange Online no longer has', () => {
    expect(remedyOf(appError('network.timeout', params), ON_PREMISES)).toBeNull()
    expect(remedyOf(appError('exchange.access-denied', { mailbox: 'a@firma.ch' }), ON_PREMISES)).toBeNull()
    expect(remedyOf(appError('exchange.impersonation-denied', params), ONLINE)).toBeNull()
  })

  it('keeps a value in its quotes, with every quote that PowerShell knows', () => {
    expect(quoted("o'neil@firma.ch")).toBe("'o''neil@firma.ch'")
    expect(quoted('x’; Remove-Mailbox ‘y')).toBe("'x’’; Remove-Mailbox ‘‘y'")
    expect(quoted('$(calc)')).toBe("'$(calc)'")
    for (const broken of ['a\nb', 'a\u0000b', 'a\u2028b', '', undefined]) expect(quoted(broken)).toBeNull()
  })

  it('is one literal for any value, which reads as the value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (value) => {
        const literal = quoted(value)
        if (literal === null) return
        expect(readLiteral(literal)).toBe(value)
      }),
    )
  })
})

/** As the tokenizer of PowerShell reads a string in single quotes; throws when anything stands behind it. */
function readLiteral(literal: string): string {
  const isQuote = (character: string | undefined): boolean => /^['\u2018-\u201b]$/.test(character ?? '')
  let text = ''
  let index = 1
  for (; index < literal.length; index += 1) {
    const character = literal[index]!
    if (isQuote(character)) {
      if (!isQuote(literal[index + 1])) break
      index += 1
    }
    text += character
  }
  if (index !== literal.length - 1) throw new Error(`something stands behind the literal: ${literal}`)
  return text
}
