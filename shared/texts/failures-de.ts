/** German texts of what can fail in the application itself. */
import type { FailureTexts } from './catalogue.ts'

export const failuresDe: FailureTexts = {
  'application.unexpected': {
    what: 'Im Hintergrund des Programms ist ein unerwarteter Fehler aufgetreten.',
    todo: 'Es läuft weiter, und nichts Gespeichertes ist verloren. Starten Sie es bei Gelegenheit neu. Die Einzelheiten stehen im Protokoll; wiederholt es sich, erstellen Sie in den Einstellungen ein Paket für den Support. Von selbst wird nichts verschickt.',
  },
  'window.restored': {
    what: 'Das Fenster ist abgestürzt und wurde neu geladen.',
    todo: 'Gespeichertes und die Synchronisation sind davon nicht betroffen; was in einem Formular noch nicht gespeichert war, geben Sie bitte noch einmal ein. Wiederholt es sich, erstellen Sie in den Einstellungen ein Paket für den Support. Von selbst wird nichts verschickt.',
  },
  'window.keeps-crashing': {
    what: 'Das Fenster stürzt immer wieder ab.',
    todo: 'Gespeichertes und die Synchronisation sind davon nicht betroffen. Starten Sie das Programm neu; hilft das nicht, prüfen Sie Grafiktreiber, freien Speicher und den Virenschutz dieses Rechners.',
  },
}
