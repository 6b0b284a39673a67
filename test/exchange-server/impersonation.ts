/**
 * For whom a request is answered: the caller, or the user whom the ExchangeImpersonation header names
 * (MS-OXWSCDATA 2.2.3.3).
 *
 * Exchange finds the user first and asks about the right afterwards, so that an address without a mailbox is
 * ErrorNonExistentMailbox even for a caller who may impersonate nobody. All of it ends the whole request: SOAP
 * faults with HTTP 500. An application has no mailbox of its own and must name a user; X-AnchorMailbox only
 * routes and replaces no header.
 */
import { createHash } from 'node:crypto'
import type { Caller } from './http/authentication/sign-in.ts'
import type { Directory } from './mailbox/directory.ts'
import type { Mailbox } from './mailbox/mailbox.ts'
import { SoapFault, schemaValidationFault } from './soap/fault.ts'
import { type XmlElement, child } from './soap/xml-tree.ts'

const APPLICATION_MAY_IMPERSONATE = 'full_access_as_app'

/**
 * The mailbox of the user in whose name a request is answered.
 * @throws SoapFault
 */
export function actingMailbox(header: XmlElement | undefined, caller: Caller, directory: Directory): Mailbox {
  const impersonation = child(header, 'ExchangeImpersonation')
  if (impersonation === undefined) {
    if (caller.kind === 'user') return caller.mailbox
    throw new SoapFault(
      'ErrorImpersonationRequired',
      'ExchangeImpersonation SOAP header must be present for this type of OAuth token.',
    )
  }
  const identity = child(impersonation, 'ConnectingSID')?.children[0]
  if (identity === undefined) {
    throw schemaValidationFault("The element 'ExchangeImpersonation' has incomplete content.")
  }
  const mailbox = resolve(identity, directory)
  const allowed =
    caller.kind === 'application'
      ? caller.application.roles.includes(APPLICATION_MAY_IMPERSONATE)
      : directory.mayImpersonate(caller.mailbox, mailbox)
  if (allowed) return mailbox
  throw new SoapFault(
    'ErrorImpersonateUserDenied',
    'The account does not have permission to impersonate the requested user.',
  )
}

/** The security identifier of a user, made from the address: the same in every run. */
export function sidOf(mailbox: Mailbox): string {
  const digest = createHash('sha256').update(mailbox.address.toLowerCase()).digest()
  const relativeId = 1000 + (digest.readUInt32LE(12) % 1_000_000)
  return `S-1-5-21-${digest.readUInt32LE(0)}-${digest.readUInt32LE(4)}-${digest.readUInt32LE(8)}-${relativeId}`
}

function resolve(identity: XmlElement, directory: Directory): Mailbox {
  const value = identity.text.trim()
  switch (identity.name) {
    case 'PrimarySmtpAddress':
    case 'SmtpAddress': {
      const mailbox = directory.byAddress(value)
      if (mailbox !== undefined) return mailbox
      throw new SoapFault(
        'ErrorNonExistentMailbox',
        value === '' ? 'No mailbox with such guid.' : 'The SMTP address has no mailbox associated with it.',
      )
    }
    case 'PrincipalName': {
      if (!/^[^@\s\\]+@[^@\s]+$/.test(value)) {
        throw new SoapFault('ErrorInvalidUserPrincipalName', 'The user principal name (UPN) is not valid.')
      }
      return directory.byLogin(value) ?? failed()
    }
    case 'SID': {
      if (!/^S-1(-\d+){2,}$/i.test(value)) {
        throw new SoapFault('ErrorInvalidUserSid', 'The user SID is not valid.')
      }
      return directory.mailboxes().find((mailbox) => sidOf(mailbox) === value.toUpperCase()) ?? failed()
    }
    default:
      throw schemaValidationFault(`The element 'ConnectingSID' has invalid child element '${identity.name}'.`)
  }
}

function failed(): never {
  throw new SoapFault(
    'ErrorImpersonationFailed',
    'Exchange Web Services are not able to impersonate the user.',
  )
}
