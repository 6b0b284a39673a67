/** Updates of the application itself. */
export const updatesDe = {
  'updates.title': 'Updates',
  'updates.mode': 'Neue Versionen',
  'updates.mode.off': 'Nicht suchen',
  'updates.mode.notify': 'Suchen und melden',
  'updates.mode.install-at-quit': 'Suchen, laden und beim Beenden installieren',
  'updates.channel': 'Kanal',
  'updates.channel.stable': 'Stabil',
  'updates.channel.beta': 'Beta',
  'updates.channel.hint': 'Beta bringt Versionen, die noch geprüft werden.',
  'updates.server': 'Updateserver',
  'updates.server.hint':
    'Ordner mit den Dateien des Herstellers, zum Beispiel https://updates.firma.ch/ews-konnektor/. Ohne Adresse wird niemand gefragt.',
  'updates.server.builtIn': 'Leer gilt der Server des Herstellers, {{server}}.',
  'updates.server.invalid':
    'Geben Sie eine vollständige Adresse an, die mit https:// beginnt, ohne Benutzer und Fragezeichen.',
  'updates.version': 'Installiert',
  'updates.lastCheck': 'Letzte Suche',
  'updates.lastCheck.never': 'Noch nie',
  'updates.state': 'Zustand',
  'updates.outcome.up-to-date': 'Aktuell',
  'updates.outcome.held-back': 'Neue Version, noch nicht für diesen Computer',
  'updates.outcome.found': 'Neue Version gefunden',
  'updates.outcome.failed': 'Fehlgeschlagen',
  'updates.off': 'Ausgeschaltet',
  'updates.noServer': 'Kein Updateserver angegeben',
  'updates.obstacle': 'Nicht durch das Programm',
  'updates.obstacle.development':
    'Diese Ausführung ist nicht installiert, sondern wird entwickelt; sie aktualisiert sich nicht selbst.',
  'updates.obstacle.distribution':
    'Dieses Programm wurde mit der Paketverwaltung des Systems installiert und wird mit ihr aktualisiert.',
  'updates.obstacle.managed':
    'Diese Installation wurde verteilt, zum Beispiel als MSI oder als Ordner; wer sie verteilt, ersetzt sie auch. Selbst aktualisieren sich das Setup-Programm von Windows und das AppImage.',
  'updates.obstacle.not-writable':
    'Ihr Benutzer darf die Datei des Programms nicht ersetzen. Verschieben Sie das AppImage in einen eigenen Ordner, oder bitten Sie Ihren Administrator um die neue Version.',
  'updates.obstacle.no-key':
    'In diese Ausführung ist kein Schlüssel eingebaut, mit dem sich Updates prüfen lassen; deshalb nimmt sie keine an.',
  'updates.checking': 'Wird gesucht …',
  'updates.found': 'Version {{version}} ist da',
  'updates.downloading': 'Version {{version}} wird geladen …',
  'updates.progress': '{{received}} von {{total}}',
  'updates.ready': 'Version {{version}} ist bereit',
  'updates.ready.hint':
    'Sie ist geladen und geprüft und wird installiert, wenn das Programm beendet wird. Was synchronisiert wird, hält vorher geordnet an. Das Schliessen des Fensters allein genügt nicht, solange das Programm im Hintergrund weiterläuft.',
  'updates.released': 'Vom {{date}}, {{size}}',
  'updates.notes': 'Was ist neu',
  'updates.check': 'Jetzt suchen',
  'updates.download': 'Laden und beim Beenden installieren',
  'updates.quit': 'Beenden und installieren',
} as const

export type UpdatesTexts = Readonly<Record<keyof typeof updatesDe, string>>
