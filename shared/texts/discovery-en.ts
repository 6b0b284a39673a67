/** What the search for the server (Autodiscover) tells, in English. */
import type { DiscoveryTexts } from './catalogue.ts'

export const discoveryEn: DiscoveryTexts = {
  attemptMethods: {
    look: 'Autodiscover, without sign-in',
    soap: 'Autodiscover (SOAP), with sign-in',
    pox: 'Autodiscover (XML), with sign-in',
    json: 'Autodiscover (JSON), without sign-in',
    'http-redirect': 'Redirection without encryption',
    srv: 'SRV record in DNS',
    ews: 'EWS service, without sign-in',
  },
  attemptOutcomes: {
    running: 'running …',
    found: 'tells {{target}}',
    'asks-for-sign-in': 'asks for a sign-in ({{target}})',
    redirected: 'leads to {{target}}',
    unneeded: 'was not needed any more',
  },
  discovery: {
    signedIn: 'signed in',
    url: 'Address of the EWS service',
    external: 'from everywhere',
    internal: 'inside the organisation',
    both: 'inside and outside the organisation',
    unreachable: 'does not answer from here',
    kind: 'Service',
    version: 'Exchange version',
    offered: 'Sign-ins offered',
    mailbox: 'Primary address',
    source: 'Told by',
    notTold: 'not told',
    namedBy: 'Named by {{namedBy}}.',
    foreignHost: '{{host}} does not belong to the domain of the e-mail address.',
    plainHost: '{{host}} was named over a connection without encryption; the answer can be forged.',
    mayGetAddress: 'May {{host}} learn the e-mail address?',
    mayGetCredentials:
      'May {{host}} get the e-mail address and, if it asks for a sign-in, user name and password?',
  },
}
