/** German texts of what can go wrong on the command line of the installed program. */
import type { CommandErrorTexts } from './catalogue.ts'

export const commandErrorsDe: CommandErrorTexts = {
  'command.refused': {
    what: 'Das Argument «{{argument}}» ist hier nicht erlaubt; es wurde nichts ausgeführt.',
    todo: 'Schreiben Sie den Befehl an den Anfang und dahinter nur seine Optionen. Die Optionen zeigt help.',
  },
  'command.secret': {
    what: 'Geheimes lässt sich nicht als Option angeben: Jeder Benutzer dieses Rechners könnte es lesen, und die Shell würde es aufbewahren.',
    todo: 'Das Programm nimmt die Anmeldedaten, die im Fenster gespeichert sind. Ändern Sie das Passwort, falls es echt war.',
  },
  'command.nothing-chosen': {
    what: 'Es ist nicht klar, welche Konten gemeint sind.',
    todo: 'Nennen Sie Konten mit ihrer E-Mail-Adresse, einen Konnektor mit --connector, oder geben Sie --all an.',
  },
  'command.nothing-set-up': {
    what: 'Es ist kein Konto eingerichtet.',
    todo: 'Rufen Sie den Befehl als derselbe Benutzer auf, unter dem die Anwendung läuft, oder richten Sie dort ein Konto ein.',
  },
  'command.no-such-account': {
    what: 'Es gibt kein Konto «{{name}}».',
    todo: 'Am nächsten kommt: {{similar}}. Alle Konten zeigt status.',
  },
  'command.no-such-connector': {
    what: 'Es gibt keinen Konnektor «{{name}}».',
    todo: 'Am nächsten kommt: {{similar}}. Alle Konnektoren zeigt status.',
  },
  'command.ambiguous': {
    what: '«{{name}}» ist nicht eindeutig.',
    todo: 'Nennen Sie statt des Namens eine dieser Kennungen: {{similar}}.',
  },
  'command.nothing-to-sync': {
    what: 'Keines der Konten wird synchronisiert: Sie sind inaktiv, angehalten, oder ihre erste Synchronisation hat noch niemand begonnen.',
    todo: 'Aktivieren Sie sie im Fenster, oder setzen Sie dort die Synchronisation fort. Die erste Synchronisation beginnt sync mit --first; was sie täte, zeigt --dry-run.',
  },
  'command.some-failed': {
    what: 'Bei {{failed}} von {{total}} Konten ist es nicht gelungen.',
    todo: 'Die Ursachen stehen bei den Konten.',
  },
  'command.no-display': {
    what: 'Dieser Rechner hat keine Anzeige.',
    todo: 'Rufen Sie ews-konnektor auf, das neben dem Programm liegt: Es braucht keine Anzeige.',
  },
  'command.no-answer': {
    what: 'Die Anwendung läuft bereits, antwortet aber nicht.',
    todo: 'Unter Windows muss der Befehl in derselben Sitzung laufen wie sie (Aufgabe: nur wenn der Benutzer angemeldet ist). Sonst versuchen Sie es in einer Minute noch einmal, oder starten Sie die Anwendung neu.',
  },
  'command.busy': {
    what: 'Ein anderer Befehl läuft noch und war nach {{seconds}} Sekunden nicht fertig.',
    todo: 'Versuchen Sie es später, oder warten Sie mit --wait länger.',
  },
  'command.cancelled': {
    what: 'Der Befehl wurde abgebrochen.',
    todo: 'Was bis dahin getan war, bleibt. Starten Sie ihn neu, wenn Sie das Ergebnis brauchen.',
  },
}
