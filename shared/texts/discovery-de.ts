/** Was die Suche nach dem Server (Autodiscover) erzählt, auf Deutsch. */
import type { DiscoveryTexts } from './catalogue.ts'

export const discoveryDe: DiscoveryTexts = {
  attemptMethods: {
    look: 'Autodiscover, ohne Anmeldung',
    soap: 'Autodiscover (SOAP), mit Anmeldung',
    pox: 'Autodiscover (XML), mit Anmeldung',
    json: 'Autodiscover (JSON), ohne Anmeldung',
    'http-redirect': 'Weiterleitung ohne Verschlüsselung',
    srv: 'SRV-Eintrag im DNS',
    ews: 'EWS-Dienst, ohne Anmeldung',
  },
  attemptOutcomes: {
    running: 'läuft …',
    found: 'nennt {{target}}',
    'asks-for-sign-in': 'verlangt eine Anmeldung ({{target}})',
    redirected: 'führt zu {{target}}',
    unneeded: 'wurde nicht mehr gebraucht',
  },
  discovery: {
    signedIn: 'angemeldet',
    url: 'Adresse des EWS-Dienstes',
    external: 'von überall',
    internal: 'innerhalb der Organisation',
    both: 'innerhalb und ausserhalb der Organisation',
    unreachable: 'antwortet von hier aus nicht',
    kind: 'Dienst',
    version: 'Exchange-Version',
    offered: 'Angebotene Anmeldungen',
    mailbox: 'Primäre Adresse',
    source: 'Auskunft von',
    notTold: 'nicht genannt',
    namedBy: 'Genannt von {{namedBy}}.',
    foreignHost: '{{host}} gehört nicht zur Domäne der E-Mail-Adresse.',
    plainHost:
      '{{host}} wurde über eine unverschlüsselte Verbindung genannt; die Antwort kann gefälscht sein.',
    mayGetAddress: 'Darf {{host}} die E-Mail-Adresse erfahren?',
    mayGetCredentials:
      'Darf {{host}} die E-Mail-Adresse und, wenn eine Anmeldung verlangt wird, Benutzername und Passwort erhalten?',
  },
}
