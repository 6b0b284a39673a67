/** The application without its window. */
export const backgroundDe = {
  'background.title': 'Hintergrund',
  'background.closeToTray': 'Beim Schliessen des Fensters weiterlaufen',
  'background.closeToTray.hint':
    'Die Synchronisation geht weiter; das Symbol neben der Uhr zeigt ihren Zustand und öffnet das Fenster. Ausgeschaltet beendet das Schliessen das Programm.',
  'background.noTray':
    'Dieser Desktop zeigt keine Symbole neben der Uhr. Beim Schliessen bleibt das Fenster deshalb in der Taskleiste; ein zweiter Start des Programms zeigt es in jedem Fall.',
  'background.startAtLogin': 'Mit der Anmeldung am Computer starten',
  'background.startAtLogin.hint':
    'Das Programm startet im Hintergrund, ohne Fenster. Wird es im System ausgeschaltet, bleibt es ausgeschaltet.',
  'background.startAtLogin.impossible': 'Die Demo startet nicht mit dem Computer.',
  'background.links': 'Links der Form ews-konnektor: öffnen',
  'background.links.hint':
    'Ein Link, zum Beispiel in einem Ticket, zeigt einen Konnektor oder ein Konto in diesem Fenster. Er ändert nichts.',
  'background.links.impossible': 'Die Demo öffnet keine Links.',
  'background.quitNow': 'Programm beenden',
  'background.quitNow.hint':
    'Auch mit Ctrl+Q oder über das Symbol neben der Uhr. Was läuft, wird nach dem aktuellen Objekt angehalten und beim nächsten Start fortgesetzt.',
} as const
