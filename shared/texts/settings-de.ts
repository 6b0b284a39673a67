/** German texts of what can go wrong with the background, the log, the data folder and the package for support. */
import type { SettingsErrorTexts } from './catalogue.ts'

export const settingsErrorsDe: SettingsErrorTexts = {
  'background.set-for-all': {
    what: 'Das wurde bei der Installation für alle Benutzer dieses Computers eingeschaltet und lässt sich hier nicht ausschalten.',
    todo: 'Starten Sie das Installationsprogramm noch einmal, und nehmen Sie die Option heraus; der Start mit Windows lässt sich auch im Task-Manager ausschalten.',
  },
  'background.refused': {
    what: 'Das System hat den Eintrag nicht angenommen.',
    todo: 'Eine Richtlinie des Computers lässt ihn vielleicht nicht zu; fragen Sie den, der den Computer verwaltet.',
  },
  'log.unreadable': {
    what: 'Das Protokoll lässt sich nicht lesen ({{reason}}).',
    todo: 'Prüfen Sie die Zugriffsrechte auf den Unterordner «logs» des Datenordners.',
  },
  'log.entry-gone': {
    what: 'Dieser Eintrag ist nicht mehr da.',
    todo: 'Seine Datei war älter als die Aufbewahrung erlaubt. Laden Sie die Liste neu.',
  },
  'data-folder.locked': {
    what: 'Der Datenordner ist durch die Umgebungsvariable {{variable}} vorgegeben.',
    todo: 'Ändern Sie die Variable dort, wo das Programm gestartet wird, und verschieben Sie den Ordner bei beendetem Programm selbst.',
  },
  'data-folder.moving': {
    what: 'Der Datenordner wird gerade verschoben; bis dahin wird nichts gelesen oder geändert.',
    todo: 'Warten Sie, bis das Programm neu gestartet ist, oder brechen Sie das Verschieben ab.',
  },
  'data-folder.missing': {
    what: 'Den Ordner {{folder}} gibt es nicht.',
    todo: 'Legen Sie ihn an, oder wählen Sie einen anderen.',
  },
  'data-folder.same': {
    what: 'Die Daten liegen schon in diesem Ordner.',
    todo: 'Wählen Sie einen anderen.',
  },
  'data-folder.nested': {
    what: 'Der eine Ordner liegt im anderen: {{folder}}.',
    todo: 'Wählen Sie einen Ordner, der weder im Datenordner liegt noch ihn enthält.',
  },
  'data-folder.not-empty': {
    what: 'Der Ordner {{folder}} ist nicht leer, zum Beispiel enthält er {{name}}.',
    todo: 'Wählen Sie einen leeren Ordner, oder legen Sie einen neuen an. Überschrieben wird nichts.',
  },
  'data-folder.not-writable': {
    what: 'In den Ordner {{folder}} lässt sich nicht schreiben ({{reason}}).',
    todo: 'Prüfen Sie die Zugriffsrechte Ihres Benutzers, oder wählen Sie einen anderen Ordner.',
  },
  'data-folder.no-space': {
    what: 'In {{folder}} ist zu wenig Platz: gebraucht werden {{neededBytes}}, frei sind {{freeBytes}}.',
    todo: 'Schaffen Sie Platz, oder wählen Sie ein anderes Laufwerk.',
  },
  'data-folder.network': {
    what: '{{folder}} liegt im Netzwerk.',
    todo: 'Bricht die Verbindung ab, kann die Datenbank Schaden nehmen, und zwei Rechner dürfen nie denselben Ordner benützen. Besser ist ein Ordner auf diesem Rechner.',
  },
  'data-folder.copy-failed': {
    what: 'Der Datenordner wurde nicht verschoben: {{file}} liess sich nicht kopieren ({{reason}}).',
    todo: 'Es gilt weiter der bisherige Ordner, und es fehlt nichts. Beheben Sie die Ursache, und versuchen Sie es noch einmal.',
  },
  'data-folder.copy-differs': {
    what: 'Der Datenordner wurde nicht verschoben: Die Kopie von {{file}} stimmt nicht ({{reason}}).',
    todo: 'Es gilt weiter der bisherige Ordner, und es fehlt nichts. Prüfen Sie das Ziellaufwerk.',
  },
  'data-folder.switch-failed': {
    what: 'Der Datenordner wurde nicht verschoben: Der neue Ort liess sich nicht eintragen ({{reason}}).',
    todo: 'Es gilt weiter der bisherige Ordner. Prüfen Sie die Schreibrechte auf {{file}}.',
  },
  'data-folder.cancelled': {
    what: 'Das Verschieben des Datenordners wurde abgebrochen.',
    todo: 'Es gilt weiter der bisherige Ordner, und es fehlt nichts.',
  },
  'data-folder.not-removed': {
    what: 'Vom bisherigen Ordner liess sich {{file}} nicht entfernen ({{reason}}).',
    todo: 'Schliessen Sie Programme, die darauf zugreifen, und versuchen Sie es noch einmal, oder löschen Sie es von Hand.',
  },
  'data-folder.pointer-unreadable': {
    what: 'Wo der Datenordner liegt, steht in {{file}}, und diese Datei lässt sich nicht lesen ({{reason}}).',
    todo: 'Stellen Sie sie aus einer Sicherung wieder her. Wer sie löscht, beginnt im Standardordner.',
  },
  'data-folder.not-there': {
    what: 'Der Datenordner {{folder}} ist nicht da oder nicht der erwartete.',
    todo: 'Schliessen Sie das Laufwerk an, oder stellen Sie die Netzwerkverbindung her, und versuchen Sie es noch einmal. Eingetragen ist der Ort in {{file}}.',
  },
  'support.cancelled': {
    what: 'Das Support-Paket wurde nicht geschrieben, weil Sie es abgebrochen haben.',
    todo: 'Erstellen Sie es neu, wenn Sie es brauchen.',
  },
}
