/** The search for the server, in English. */
import type { findDe } from './find-de.ts'

export const findEn: Readonly<Record<keyof typeof findDe, string>> = {
  'find.open': 'Find server …',
  'find.title': 'Find the Exchange server',
  'find.intro':
    'The e-mail address of a mailbox is enough. Autodiscover is asked, first at the domain of the address and without a password.',
  'find.limits':
    'One attempt takes {{attempt}} seconds at most, the whole search, without your answers, {{total}}.',
  'find.mailbox': 'E-mail address',
  'find.start': 'Search',
  'find.cancel': 'Cancel',
  'find.empty': 'Every attempt appears here: who is asked, how, and what the answer is.',
  'find.attempts': 'Attempts',
  'find.status.searching_one': 'Searching: {{count}} attempt so far',
  'find.status.searching_other': 'Searching: {{count}} attempts so far',
  'find.status.asks': 'The search waits for your answer.',
  'find.cancelled.title': 'Search cancelled',
  'find.cancelled.text': 'Start it again, or enter the address of the EWS service yourself.',
  'find.host.title': 'May {{host}} be asked?',
  'find.host.allow': 'Allow',
  'find.host.decline': 'Do not allow',
  'find.signIn.title': 'Sign in at {{host}}',
  'find.signIn.text':
    'This server tells the address only after a sign-in. The password goes to it alone, over a verified TLS connection; it is stored only with an account.',
  'find.signIn.submit': 'Sign in',
  'find.signIn.skip': 'Go on without signing in',
  'find.signIn.again': 'Search with a sign-in',
  'find.signIn.againText':
    'A password that one server has refused is sent to no other. Further attempts count among the refused sign-ins of the account.',
  'find.signIn.more': 'Ask with a sign-in',
  'find.signIn.moreText': 'Without a sign-in the server tells neither the primary address nor the version.',
  'find.signIn.againSubmit': 'Sign in and search',
  'find.userName': 'User name',
  'find.userName.hint': 'UPN or DOMAIN\\user',
  'find.password': 'Password',
  'find.method': 'Sign-in',
  'find.found': 'Found',
  'find.which': 'Which address is taken over',
  'find.assumed': '{{address}} (as entered; not confirmed)',
  'find.method.proposed': 'Proposed authentication method',
  'find.oauth2': 'Exchange Online requires OAuth2. After taking over, add the application (client) id.',
  'find.take': 'Take over',
  'find.taken':
    'The settings that were found are taken over. Save the connector to add the account {{mailbox}}.',
  'connectors.empty.find': 'Find the server of an e-mail address …',
}
