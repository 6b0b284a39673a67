/** German texts of the connection test. */
import type { ConnectionTestTexts } from './catalogue.ts'

export const connectionTestDe: ConnectionTestTexts = {
  stepGroups: {
    connection: 'Verbindung',
    'sign-in': 'Anmeldung',
    mailbox: 'Postfach',
  },
  steps: {
    'name-resolution': 'Namensauflösung',
    tcp: 'TCP-Verbindung',
    tls: 'TLS-Verschlüsselung',
    'sign-in-methods': 'Anmeldeverfahren',
    authentication: 'Anmeldung',
    mailbox: 'Postfach',
    inbox: 'Posteingang',
  },
  verdicts: {
    'addresses-found': '{{host}} gefunden, Adressen: {{count}}',
    connected: 'Verbunden mit {{address}}, Port {{port}}',
    'certificate-valid': '{{protocol}}, Zertifikat gültig bis {{validTo}} ({{days}} Tage)',
    'methods-offered': 'Der Server bietet an: {{offered}}',
    'signed-in': 'Angemeldet als {{userName}}',
    'mailbox-found': 'Postfach {{mailbox}} gefunden',
    'inbox-found': '{{itemCount}} Elemente, davon {{unreadCount}} ungelesen',
    'skipped-after-failure': 'Übersprungen, weil ein früherer Schritt fehlschlug',
    'skipped-without-account': 'Übersprungen; dafür braucht es ein MS EWS Konto',
    cancelled: 'Abgebrochen',
  },
  warnings: {
    'certificate-expires-soon': {
      what: '{{protocol}}, das Zertifikat gilt nur noch bis {{validTo}} ({{days}} Tage).',
      todo: 'Erneuern Sie das Zertifikat auf dem Server, bevor es abläuft; danach scheitert jede Verbindung.',
    },
    'not-encrypted-loopback': {
      what: 'Die Verbindung ist nicht verschlüsselt; das ist nur auf diesem Rechner zulässig.',
      todo: 'Verwenden Sie ausserhalb von Versuchen eine Adresse mit https.',
    },
    'methods-not-told': {
      what: 'Der Server sagt ohne Anmeldung nicht, welche Verfahren er anbietet (HTTP {{status}}).',
      todo: 'Prüfen Sie in der Verwaltung von Exchange, ob die anonyme Authentifizierung am virtuellen EWS-Verzeichnis eingeschaltet ist, und schalten Sie sie aus.',
    },
    'mailbox-of-another': {
      what: '{{mailbox}} gehört nicht {{userName}}, ist aber durch eine Berechtigung zugänglich.',
      todo: 'Wählen Sie beim Konto den Zugriff «Delegiert».',
    },
  },
  details: {
    host: 'Name',
    port: 'Port',
    address: 'Adresse',
    protocol: 'Protokoll',
    cipher: 'Verschlüsselung',
    subject: 'Inhaber',
    issuer: 'Aussteller',
    validFrom: 'Gültig ab',
    validTo: 'Gültig bis',
    fingerprint: 'Fingerabdruck (SHA-256)',
    userName: 'Benutzername',
    offeredMethods: 'Angebotene Methoden',
    status: 'HTTP-Status',
    server: 'Server',
    serverVersion: 'Exchange-Version',
    requestId: 'Anfrage-ID',
    folder: 'Ordner',
    itemCount: 'Elemente',
    unreadCount: 'Ungelesen',
    reason: 'Technischer Grund',
  },
  testOutcomes: {
    passed: 'Bestanden',
    failed: 'Fehlgeschlagen',
    cancelled: 'Abgebrochen',
    incomplete: 'Server erreichbar, ohne Konto geprüft',
  },
}
