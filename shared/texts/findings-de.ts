import type { FindingTexts } from './catalogue.ts'

/** German, Swiss spelling. */
export const findingsDe: FindingTexts = {
  'not-begun': {
    what: 'Die erste Synchronisation wurde noch nicht gestartet.',
    todo: 'Sehen Sie sich im Plan an, was sie tun würde, und starten Sie sie dort. Danach läuft sie von selbst.',
  },
  'all-paused': {
    what: 'Die Synchronisation aller Konten ist pausiert.',
    todo: 'Setzen Sie sie fort, wenn der Grund für die Pause vorbei ist. Bis dahin wird nichts übertragen.',
  },
  'accounts-paused': {
    what: 'Pausierte Konten in «{{name}}»: {{count}}.',
    todo: 'Setzen Sie sie fort, wenn der Grund für die Pause vorbei ist.',
  },
  'all-inactive': {
    what: 'Alle Konten oder ihre Konnektoren sind ausgeschaltet.',
    todo: 'Schalten Sie ein, was synchronisiert werden soll.',
  },
  offline: {
    what: 'Dieser Rechner hat keine Netzwerkverbindung. Konten, die darauf warten: {{count}}.',
    todo: 'Stellen Sie die Verbindung wieder her; danach wird von selbst synchronisiert.',
  },
  'test-failed': {
    what: 'Der letzte Verbindungstest ist fehlgeschlagen.',
    todo: 'Öffnen Sie das Konto und testen Sie noch einmal: Der Test nennt die Ursache und was hilft.',
  },
  'server-test-failed': {
    what: 'Der letzte Verbindungstest des Servers von «{{name}}» ist fehlgeschlagen.',
    todo: 'Öffnen Sie den Konnektor und testen Sie noch einmal: Der Test nennt die Ursache und was hilft.',
  },
  'certificate-ends': {
    what: 'Das Zertifikat von {{host}} läuft am {{date}} ab. Verbleibende Tage: {{days}}.',
    todo: 'Ersetzen Sie es vorher auf dem Server. Danach könnten sich die Konten nicht mehr verbinden.',
  },
  'certificate-ended': {
    what: 'Das Zertifikat von {{host}} ist seit dem {{date}} abgelaufen.',
    todo: 'Installieren Sie auf dem Server ein gültiges Zertifikat.',
  },
  'application-certificate-ends': {
    what: 'Das Zertifikat der Anwendung von «{{name}}» läuft am {{date}} ab. Verbleibende Tage: {{days}}.',
    todo: 'Erneuern Sie es beim Identitätsanbieter und tragen Sie es im Konnektor unter OAuth2 ein.',
  },
  'application-certificate-ended': {
    what: 'Das Zertifikat der Anwendung von «{{name}}» ist seit dem {{date}} abgelaufen.',
    todo: 'Erneuern Sie es beim Identitätsanbieter und tragen Sie es im Konnektor unter OAuth2 ein.',
  },
  'application-secret-ends': {
    what: 'Das Geheimnis der Anwendung von «{{name}}» läuft am {{date}} ab. Verbleibende Tage: {{days}}.',
    todo: 'Erstellen Sie beim Identitätsanbieter ein neues und tragen Sie es im Konnektor unter OAuth2 ein.',
  },
  'application-secret-ended': {
    what: 'Das Geheimnis der Anwendung von «{{name}}» ist seit dem {{date}} abgelaufen.',
    todo: 'Erstellen Sie beim Identitätsanbieter ein neues und tragen Sie es im Konnektor unter OAuth2 ein.',
  },
  'ews-retires': {
    what: 'Exchange Online schaltet EWS am {{date}} endgültig ab. Verbleibende Tage: {{days}}.',
    todo: 'Bis dahin muss ein Administrator EWS ausdrücklich zulassen; der Konnektor zeigt, wie. Planen Sie den Wechsel für «{{name}}».',
  },
  'ews-retired': {
    what: 'Exchange Online hat EWS am {{date}} abgeschaltet.',
    todo: 'Der Konnektor «{{name}}» kann sich nicht mehr verbinden. Schalten Sie ihn aus, oder ziehen Sie die Postfächer auf einen eigenen Server um.',
  },
}
