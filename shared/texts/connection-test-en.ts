/** English texts of the connection test. */
import type { ConnectionTestTexts } from './catalogue.ts'

export const connectionTestEn: ConnectionTestTexts = {
  stepGroups: {
    connection: 'Connection',
    'sign-in': 'Sign-in',
    mailbox: 'Mailbox',
  },
  steps: {
    'name-resolution': 'Name resolution',
    tcp: 'TCP connection',
    tls: 'TLS encryption',
    'sign-in-methods': 'Ways of signing in',
    authentication: 'Sign-in',
    mailbox: 'Mailbox',
    inbox: 'Inbox',
  },
  verdicts: {
    'addresses-found': '{{host}} found, addresses: {{count}}',
    connected: 'Connected to {{address}}, port {{port}}',
    'certificate-valid': '{{protocol}}, certificate valid until {{validTo}} ({{days}} days)',
    'methods-offered': 'The server offers: {{offered}}',
    'signed-in': 'Signed in as {{userName}}',
    'mailbox-found': 'Mailbox {{mailbox}} found',
    'inbox-found': '{{itemCount}} items, {{unreadCount}} of them unread',
    'skipped-after-failure': 'Skipped, because an earlier step failed',
    'skipped-without-account': 'Skipped; this needs an MS EWS account',
    cancelled: 'Cancelled',
  },
  warnings: {
    'certificate-expires-soon': {
      what: '{{protocol}}, the certificate is valid only until {{validTo}} ({{days}} days).',
      todo: 'Renew the certificate on the server before it expires; after that every connection fails.',
    },
    'not-encrypted-loopback': {
      what: 'The connection is not encrypted; that is allowed on this machine only.',
      todo: 'Outside of trials use an address with https.',
    },
    'methods-not-told': {
      what: 'Without a sign-in the server does not tell which ways it offers (HTTP {{status}}).',
      todo: 'Look in the management of Exchange whether anonymous authentication is switched on at the EWS virtual directory, and switch it off.',
    },
    'mailbox-of-another': {
      what: '{{mailbox}} does not belong to {{userName}}, but opens by a permission.',
      todo: 'Choose the access “Delegated” at the account.',
    },
  },
  details: {
    host: 'Name',
    port: 'Port',
    address: 'Address',
    protocol: 'Protocol',
    cipher: 'Cipher',
    subject: 'Subject',
    issuer: 'Issuer',
    validFrom: 'Valid from',
    validTo: 'Valid until',
    fingerprint: 'Fingerprint (SHA-256)',
    userName: 'User name',
    offeredMethods: 'Offered methods',
    status: 'HTTP status',
    server: 'Server',
    serverVersion: 'Exchange version',
    requestId: 'Request id',
    folder: 'Folder',
    itemCount: 'Items',
    unreadCount: 'Unread',
    reason: 'Technical reason',
  },
  testOutcomes: {
    passed: 'Passed',
    failed: 'Failed',
    cancelled: 'Cancelled',
    incomplete: 'Server reachable, checked without an account',
  },
}
