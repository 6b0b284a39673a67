/** The commands for an administrator of Exchange: right for the error, and safe whatever the values are. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quoted, remedyOf } from '#shared/domain/remedy.ts'
import { appError } from '#shared/errors.ts'

const ON_PREMISES = 'https://mail.firma.ch/EWS/Exchange.asmx'
const ONLINE = 'https://outlook.office365.com/EWS/Exchange.asmx'
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
