import type { NewServersTexts } from './new-servers-de.ts'

export const newServersEn: NewServersTexts = {
  'newServers.title': 'Send to a new server?',
  'newServers.text_one':
    'Nothing has been sent to this server so far. Stored passwords and sign-ins would go there:',
  'newServers.text_other':
    'Nothing has been sent to these servers so far. Stored passwords and sign-ins would go there:',
  'newServers.check': 'Check the address letter by letter, above all when it comes from a file or an e-mail.',
  'newServers.confirm': 'Send there',
  'configuration.import.authority': 'Signs in at {{authority}}',
  'configuration.import.fingerprint': 'Trusts the certificate {{fingerprint}}',
  'configuration.import.authorities_one': 'Trusts {{count}} authority of its own',
  'configuration.import.authorities_other': 'Trusts {{count}} authorities of its own',
  'configuration.import.ownUrl': 'Own address: {{url}}',
  'notices.open': 'Licences …',
  'notices.title': 'Licences',
  'notices.search': 'Search the licences',
  'notices.count_one': '{{count}} work',
  'notices.count_other': '{{count}} works',
  'accountImport.server': 'Server {{server}}',
}
