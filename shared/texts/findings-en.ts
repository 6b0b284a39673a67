import type { FindingTexts } from './catalogue.ts'

export const findingsEn: FindingTexts = {
  'not-begun': {
    what: 'The first synchronisation has not been started yet.',
    todo: 'Look at what it would do in the plan, and start it there. From then on it runs by itself.',
  },
  'all-paused': {
    what: 'The synchronisation of all accounts is paused.',
    todo: 'Resume it when the reason for the pause is over. Until then nothing is transferred.',
  },
  'accounts-paused': {
    what: 'Paused accounts in “{{name}}”: {{count}}.',
    todo: 'Resume them when the reason for the pause is over.',
  },
  'all-inactive': {
    what: 'All accounts or their connectors are switched off.',
    todo: 'Switch on what is to be synchronised.',
  },
  offline: {
    what: 'This computer has no network connection. Accounts that wait for it: {{count}}.',
    todo: 'Restore the connection; the synchronisation then goes on by itself.',
  },
  'test-failed': {
    what: 'The last connection test failed.',
    todo: 'Open the account and test again: the test names the cause and what helps.',
  },
  'server-test-failed': {
    what: 'The last connection test of the server of “{{name}}” failed.',
    todo: 'Open the connector and test again: the test names the cause and what helps.',
  },
  'certificate-ends': {
    what: 'The certificate of {{host}} ends on {{date}}. Days left: {{days}}.',
    todo: 'Replace it on the server before that day. After it the accounts could no longer connect.',
  },
  'certificate-ended': {
    what: 'The certificate of {{host}} ended on {{date}}.',
    todo: 'Install a valid certificate on the server.',
  },
  'application-certificate-ends': {
    what: 'The certificate of the application of “{{name}}” ends on {{date}}. Days left: {{days}}.',
    todo: 'Renew it at the identity provider, and enter it in the connector under OAuth2.',
  },
  'application-certificate-ended': {
    what: 'The certificate of the application of “{{name}}” ended on {{date}}.',
    todo: 'Renew it at the identity provider, and enter it in the connector under OAuth2.',
  },
  'application-secret-ends': {
    what: 'The secret of the application of “{{name}}” ends on {{date}}. Days left: {{days}}.',
    todo: 'Create a new one at the identity provider, and enter it in the connector under OAuth2.',
  },
  'application-secret-ended': {
    what: 'The secret of the application of “{{name}}” ended on {{date}}.',
    todo: 'Create a new one at the identity provider, and enter it in the connector under OAuth2.',
  },
  'ews-retires': {
    what: 'Exchange Online switches EWS off for good on {{date}}. Days left: {{days}}.',
    todo: 'Until then an administrator has to allow EWS explicitly; the connector shows how. Plan the move for “{{name}}”.',
  },
  'ews-retired': {
    what: 'Exchange Online switched EWS off on {{date}}.',
    todo: 'The connector “{{name}}” can no longer connect. Switch it off, or move the mailboxes to a server of your own.',
  },
}
