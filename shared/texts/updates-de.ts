/** German texts of what can go wrong with updates of the application. */
import type { UpdateErrorTexts } from './catalogue.ts'

export const updateErrorsDe: UpdateErrorTexts = {
  'updates.no-channel-file': {
    what: 'Auf dem Updateserver gibt es die Datei {{file}} nicht.',
    todo: 'Prüfen Sie Adresse und Kanal in den Einstellungen, und ob auf dem Server alle Dateien der neuen Version liegen.',
  },
  'updates.status': {
    what: 'Der Updateserver gibt {{file}} nicht heraus (HTTP {{status}}).',
    todo: 'Prüfen Sie die Adresse des Updateservers, und ob er die Dateien ohne Anmeldung herausgibt.',
  },
  'updates.not-signed': {
    what: 'Das Update wurde nicht angenommen: Zu {{file}} fehlt auf dem Server die Signatur.',
    todo: 'Kopieren Sie die Datei {{file}}.sig zusammen mit den anderen auf den Updateserver. Installiert ist nichts.',
  },
  'updates.wrong-signature': {
    what: 'Das Update wurde nicht angenommen: Die Signatur von {{file}} stimmt nicht.',
    todo: 'Die Datei wurde verändert, gehört zu einem anderen Kanal, oder sie ist mit einem Schlüssel signiert, dem dieses Programm nicht vertraut. Kopieren Sie die Dateien neu vom Hersteller. Installiert ist nichts.',
  },
  'updates.older-than-seen': {
    what: 'Das Update wurde nicht angenommen: {{file}} ist älter als die Datei, die auf diesem Server schon lag.',
    todo: 'Stellen Sie die neueste Datei auf den Updateserver. Um eine Version zurückzuziehen, muss die frühere Datei neu signiert werden.',
  },
  'updates.invalid-channel-file': {
    what: 'Die Datei {{file}} des Updateservers ist nicht brauchbar ({{reason}}).',
    todo: 'Kopieren Sie die Dateien der Version noch einmal vollständig auf den Server.',
  },
  'updates.nothing-for-this-system': {
    what: 'In {{file}} steht keine Datei für dieses System.',
    todo: 'Stellen Sie die Version für dieses System und diesen Prozessor auf den Updateserver.',
  },
  'updates.wrong-hash': {
    what: 'Das Update wurde nicht angenommen: {{file}} ist nicht die Datei, die der Hersteller signiert hat.',
    todo: 'Sie wurde auf dem Server oder auf dem Weg verändert oder ist unvollständig. Kopieren Sie sie neu auf den Updateserver. Installiert ist nichts.',
  },
  'updates.code-signature': {
    what: 'Das Update wurde nicht angenommen: Windows bestätigt die Codesignatur des Herstellers nicht ({{reason}}).',
    todo: 'Installieren Sie diese Datei nicht. Wenden Sie sich an den Hersteller.',
  },
  'updates.disk-full': {
    what: 'Für das Update ist in {{folder}} zu wenig Platz: gebraucht werden {{neededBytes}}, frei sind {{freeBytes}}.',
    todo: 'Schaffen Sie Platz, und suchen Sie noch einmal nach Updates.',
  },
  'updates.not-installed': {
    what: 'Version {{version}} wurde beim letzten Beenden nicht installiert.',
    todo: 'Unter Windows braucht die Installation die Zustimmung eines Administrators. Im Protokoll steht die Ursache; beim nächsten Update wird es noch einmal versucht.',
  },
  'updates.failed': {
    what: 'Nach Updates zu suchen ist fehlgeschlagen ({{reason}}).',
    todo: 'Versuchen Sie es noch einmal. Bleibt es dabei, erstellen Sie ein Support-Paket.',
  },
}
