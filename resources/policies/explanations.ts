/** What each policy does, as the editor of group policies and the help explain it. */
import type { BothLanguages } from '#shared/domain/help.ts'
import type { PolicyCategory, PolicyName } from '#shared/domain/policies.ts'

export const EXPLANATIONS: Readonly<Record<PolicyName, BothLanguages>> = {
  Connectors: {
    de: 'Gibt ganze Konnektoren vor, in jeder Zeile einen als JSON: {"id": "zentrale", "name": "Zentrale", "url": "https://mail.firma.ch/EWS/Exchange.asmx", "authenticationMethod": "windows", "windowsUser": "signed-in", "locked": ["name", "url", "authenticationMethod"]}. Die «id» bleibt für immer gleich. «locked» nennt die gesperrten Felder; ohne «locked» sind es alle, die genannt sind. Vorgegebene Konnektoren lassen sich nicht löschen. Fällt die Richtlinie weg, bleiben sie mit ihren Konten als gewöhnliche Konnektoren. Passwörter und Geheimnisse kommen nie über Richtlinien.',
    en: 'Gives whole connectors, one in each line as JSON: {"id": "zentrale", "name": "Head office", "url": "https://mail.company.com/EWS/Exchange.asmx", "authenticationMethod": "windows", "windowsUser": "signed-in", "locked": ["name", "url", "authenticationMethod"]}. The “id” stays the same for ever. “locked” names the fields that cannot be changed; without “locked” these are all that are named. Given connectors cannot be deleted. When the policy goes, they stay with their accounts as ordinary connectors. Passwords and secrets never come by a policy.',
  },
  AllowOwnConnectors: {
    de: 'Deaktiviert: Benutzer können keine Konnektoren anlegen, kopieren oder importieren. Bestehende bleiben.',
    en: 'Disabled: users cannot create, copy or import connectors. Existing ones stay.',
  },
  AllowCertificateTrust: {
    de: 'Deaktiviert: Benutzer können weder einen Fingerabdruck annehmen noch eine Zertifizierungsstelle hinzufügen. Was schon angenommen ist, gilt weiter; vorgegebene Konnektoren können beides mitbringen («trust»).',
    en: 'Disabled: users can neither accept a fingerprint nor add a certificate authority. What has been accepted already stays; given connectors can bring both (“trust”).',
  },
  AllowConfigurationExport: {
    de: 'Deaktiviert: Die Konfiguration lässt sich nicht in eine Datei exportieren, weder mit Passwörtern noch ohne.',
    en: 'Disabled: the configuration cannot be exported to a file, neither with passwords nor without.',
  },
  AllowImport: {
    de: 'Deaktiviert: Weder eine Konfiguration noch Konten aus einer CSV-Datei lassen sich importieren.',
    en: 'Disabled: neither a configuration nor accounts from a CSV file can be imported.',
  },
  AllowTraceBodies: {
    de: 'Deaktiviert: Inhalte von Anfragen, also Mails, lassen sich zur Fehlersuche nicht aufzeichnen. Adressen, Zeiten und Ergebnisse bleiben sichtbar.',
    en: 'Disabled: contents of requests, which are mail, cannot be recorded for troubleshooting. Addresses, times and outcomes stay visible.',
  },
  Language: {
    de: 'Die Sprache des Programms.',
    en: 'The language of the application.',
  },
  Theme: {
    de: 'Helle oder dunkle Farben.',
    en: 'Light or dark colours.',
  },
  PrimeTimeZone: {
    de: 'Die Zeitzone aller Benutzer von Winoffice Prime: «system» oder ein IANA-Name wie Europe/Zurich.',
    en: 'The time zone of all users of Winoffice Prime: “system” or an IANA name such as Europe/Zurich.',
  },
  Proxy: {
    de: 'Der Weg zu allen Servern: «system», «none», «pac:» mit der Adresse eines Skripts, oder ein Proxy-Server als [Benutzer@]Rechner[:Port]. Ein Passwort darin wird abgelehnt.',
    en: 'The way to all servers: “system”, “none”, “pac:” with the address of a script, or a proxy server as [user@]host[:port]. A password in it is refused.',
  },
  CloseToTray: {
    de: 'Aktiviert: Das Programm synchronisiert weiter, wenn das Fenster geschlossen wird. Deaktiviert: Das Schliessen beendet es.',
    en: 'Enabled: the application goes on synchronising when the window is closed. Disabled: closing ends it.',
  },
  LogLevel: {
    de: 'Wie viel im Protokoll steht. Passwörter stehen in keinem.',
    en: 'How much the log holds. Passwords are in none of it.',
  },
  UpdateMode: {
    de: 'Ob das Programm neue Versionen sucht, meldet, oder auch lädt und beim Beenden installiert. «off», wo die Software verteilt wird.',
    en: 'Whether the application looks for new versions, reports them, or also fetches them and installs them when it ends. “off” where software is distributed.',
  },
  UpdateChannel: {
    de: 'Stabile Versionen, oder auch solche, die noch geprüft werden.',
    en: 'Stable versions, or also those that are still being tested.',
  },
  UpdateServer: {
    de: 'Die Adresse eines Ordners mit Updates, zum Beispiel eines eigenen Servers. Nur https.',
    en: 'The address of a folder with updates, for example of a server of your own. Only https.',
  },
  LogDays: {
    de: 'Tage, für die das Protokoll bleibt.',
    en: 'Days for which the log stays.',
  },
  RunHistoryDays: {
    de: 'Tage, für die vergangene Läufe der Synchronisation bleiben.',
    en: 'Days for which past runs of the synchronisation stay.',
  },
  TestHistoryDays: {
    de: 'Tage, für die Verbindungstests bleiben; der letzte bestandene bleibt immer.',
    en: 'Days for which connection tests stay; the latest that passed stays always.',
  },
  TraceBodyHours: {
    de: 'Stunden, für die aufgezeichnete Inhalte höchstens bleiben.',
    en: 'Hours for which recorded contents stay at most.',
  },
}

export const CATEGORY_TITLES: Readonly<Record<PolicyCategory, BothLanguages>> = {
  connectors: { de: 'Konnektoren', en: 'Connectors' },
  permissions: { de: 'Was Benutzer dürfen', en: 'What users may do' },
  appearance: { de: 'Darstellung', en: 'Appearance' },
  operation: { de: 'Betrieb', en: 'Operation' },
  updates: { de: 'Updates', en: 'Updates' },
  retention: { de: 'Aufbewahrung', en: 'Retention' },
}
