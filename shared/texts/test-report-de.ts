/** German texts of the report of a connection test. */
import type { TestReportTexts } from './catalogue.ts'

export const testReportDe: TestReportTexts = {
  testStates: {
    pending: 'steht noch aus',
    running: 'läuft',
    passed: 'bestanden',
    warning: 'mit Hinweis',
    failed: 'fehlgeschlagen',
    skipped: 'übersprungen',
  },
  testHeadlines: {
    failedAt: 'Fehlgeschlagen bei «{{step}}»',
    withWarning: 'Bestanden, mit einem Hinweis',
    withWarnings: 'Bestanden, mit {{count}} Hinweisen',
  },
  testSubjects: {
    url: 'Adresse',
    authenticationMethod: 'Authentifizierungsmethode',
    mailbox: 'Postfach',
  },
  testChanges: {
    since: 'Seit dem letzten bestandenen Test am {{at}} geändert:',
    nothing:
      'Seit dem letzten bestandenen Test am {{at}} hat sich sonst nichts geändert, was der Test sieht.',
    replaced: '{{what}}: vorher {{from}}, jetzt {{to}}',
    added: '{{what}}: neu {{to}}',
    removed: '{{what}}: nicht mehr {{from}}',
    addedAndRemoved: '{{what}}: neu {{to}}; nicht mehr {{from}}',
    state: '{{step}}: vorher {{from}}, jetzt {{to}}',
  },
  testReport: {
    title: 'Verbindungstest',
    product: 'Programm',
    platform: 'Plattform',
    startedAt: 'Beginn',
    duration: 'Dauer',
    outcome: 'Ergebnis',
    cause: 'Ursache',
    todo: 'Was tun',
    steps: 'Schritte',
    exchanges: 'Anfragen an den Server',
    exchange: 'Anfrage {{number}} im Schritt «{{step}}»: {{operation}}',
    exchangesGone:
      'Die Anfragen dieses Tests sind nicht mehr da; sie werden nur für die letzten Tests und bis zum Ende des Programms aufbewahrt.',
    requestHeaders: 'Kopfzeilen der Anfrage',
    requestBody: 'Inhalt der Anfrage',
    responseHeaders: 'Kopfzeilen der Antwort',
    responseBody: 'Inhalt der Antwort',
    noAnswer: 'keine Antwort',
    notKept: '(nicht aufbewahrt: {{bytes}})',
    noBody: '(leer)',
    redactionNote: 'Passwörter, Tokens und Cookies sind aus diesem Bericht entfernt.',
    namesReplaced:
      'Namen und Postfächer sind durch Platzhalter ersetzt, immer dieselben für dieselbe Person.',
    without: 'ohne Konto getestet',
    person: 'person',
  },
}
