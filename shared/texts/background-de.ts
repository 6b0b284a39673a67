import type { SharedTexts } from './catalogue.ts'

export const backgroundDe: SharedTexts['background'] = {
  open: '{{name}} öffnen',
  syncAll: 'Alle synchronisieren',
  pause: 'Synchronisation pausieren',
  resume: 'Synchronisation fortsetzen',
  quit: 'Beenden',
  menu: 'Programm',
  closeWindow: 'Fenster schliessen',
  starting: 'Wird gestartet …',
  ending: 'Wird beendet …',
  unused: 'Noch nichts eingerichtet',
  healthy: 'Alles in Ordnung',
  attention: 'Braucht Aufmerksamkeit',
  stopped: 'Die Synchronisation steht',
  paused: 'Pausiert',
  problemsOne: '1 Problem',
  problemsMany: '{{count}} Probleme',
  underWayOne: '1 Konto wird synchronisiert',
  underWayMany: '{{count}} Konten werden synchronisiert',
  stillRunningTitle: '{{name}} läuft weiter',
  stillRunning:
    'Die Synchronisation geht im Hintergrund weiter. Das Symbol neben der Uhr öffnet das Fenster und beendet das Programm. Wie das Fenster sich schliesst, steht in den Einstellungen.',
  endingTitle: '{{name}} wird beendet',
  endingSlowly:
    'Was gerade läuft, wird nach dem aktuellen Objekt angehalten. Das dauert noch einige Sekunden.',
  certificateEnds: 'Zertifikat läuft ab: {{name}}',
  applicationCertificateEnds: 'Zertifikat der Anwendung läuft ab: {{name}}',
  applicationSecretEnds: 'Geheimnis der Anwendung läuft ab: {{name}}',
  endsInDays: 'Noch {{days}} Tage, bis zum {{date}}. Ohne ein neues steht danach die Synchronisation.',
  endsInOneDay: 'Noch 1 Tag, bis zum {{date}}. Ohne ein neues steht danach die Synchronisation.',
  endsToday: 'Nur noch heute. Ohne ein neues steht danach die Synchronisation.',
}
