import type { SharedTexts } from './catalogue.ts'
import { accountImportDe } from './account-import-de.ts'
import { backgroundDe } from './background-de.ts'
import { commandErrorsDe } from './command-de.ts'
import { connectionTestDe } from './connection-test-de.ts'
import { failuresDe } from './failures-de.ts'
import { findingsDe } from './findings-de.ts'
import { networkDe } from './network-de.ts'
import { discoveryDe } from './discovery-de.ts'
import { testReportDe } from './test-report-de.ts'
import { oauth2De, signInDe } from './oauth2-de.ts'
import { policyErrorsDe, policySourcesDe, policyTitlesDe } from './policies-de.ts'
import { settingsErrorsDe } from './settings-de.ts'
import { updateErrorsDe } from './updates-de.ts'

/** German, Swiss spelling. */
export const de: SharedTexts = {
  findings: findingsDe,
  signIn: signInDe,
  background: backgroundDe,
  policyTitles: policyTitlesDe,
  policySources: policySourcesDe,
  notifications: {
    incident: 'Winoffice Prime Datenbank',
    failing: 'Synchronisation fehlgeschlagen: {{name}}',
    failingOne: '{{mailbox}}:',
    failingMany: '{{count}} Konten, zum Beispiel {{mailbox}}:',
    givenUp: 'Objekte nicht synchronisiert: {{name}}',
    update: 'Version {{version}} ist da',
    updateText: 'Sie wird geladen und beim Beenden installiert, wenn Sie es in den Einstellungen sagen.',
  },
  errors: {
    ...accountImportDe,
    ...commandErrorsDe,
    ...failuresDe,
    ...networkDe,
    ...oauth2De,
    ...settingsErrorsDe,
    ...updateErrorsDe,
    ...policyErrorsDe,
    'input.invalid': {
      what: 'Einige Angaben stimmen noch nicht.',
      todo: 'Korrigieren Sie die markierten Felder.',
    },
    'field.required': { what: 'Diese Angabe fehlt.', todo: 'Füllen Sie das Feld aus.' },
    'field.too-long': { what: 'Der Text ist zu lang.', todo: 'Kürzen Sie den Text.' },
    'field.invalid': { what: 'Dieser Wert ist nicht gültig.', todo: 'Prüfen Sie die Angabe.' },
    'field.end-before-start': {
      what: 'Das Ende liegt vor dem Beginn.',
      todo: 'Wählen Sie ein Ende nach dem Beginn.',
    },
    'help.notices-missing': {
      what: 'Die Lizenzen liegen nicht neben dem Programm.',
      todo: 'Sie gehören zum installierten Programm (THIRD-PARTY-NOTICES.txt). Installieren Sie es neu, wenn die Datei fehlt.',
    },
    'help.browser-not-opened': {
      what: 'Der Browser liess sich nicht öffnen.',
      todo: 'Öffnen Sie {{url}} von Hand.',
    },
    'name.taken': {
      what: 'Ein Konnektor mit diesem Namen besteht schon.',
      todo: 'Wählen Sie einen anderen Namen; Gross- und Kleinschreibung zählt nicht.',
    },
    'url.invalid': {
      what: 'Das ist keine gültige Adresse.',
      todo: 'Geben Sie die Adresse des EWS-Dienstes an, zum Beispiel https://mail.firma.ch/EWS/Exchange.asmx.',
    },
    'url.not-https': {
      what: 'Die Adresse muss mit https beginnen.',
      todo: 'Unverschlüsseltes http ist nur für diesen Rechner selbst (localhost) erlaubt.',
    },
    'url.has-credentials': {
      what: 'Die Adresse enthält Anmeldedaten.',
      todo: 'Entfernen Sie Benutzername und Passwort aus der Adresse; sie gehören zum MS EWS Konto.',
    },
    'authentication.exchange-online-oauth2-only': {
      what: 'Exchange Online nimmt nur OAuth2 an.',
      todo: 'Wählen Sie OAuth2. Basic und Windows hat Microsoft für Exchange Online abgeschaltet.',
    },
    'authentication.account-at-exchange-online': {
      what: 'Das Konto {{mailbox}} hat eine eigene Adresse bei Exchange Online, das nur OAuth2 annimmt.',
      todo: 'Wählen Sie OAuth2, oder ändern Sie zuerst die Adresse des Kontos.',
    },
    'account-url.exchange-online-oauth2-only': {
      what: 'Exchange Online nimmt nur OAuth2 an, und dieser Konnektor meldet sich anders an.',
      todo: 'Legen Sie das Konto bei einem Konnektor mit OAuth2 an, oder geben Sie die Adresse eines eigenen Exchange-Servers an.',
    },
    'mailbox.invalid': {
      what: 'Das ist keine gültige E-Mail-Adresse.',
      todo: 'Geben Sie die primäre SMTP-Adresse des Postfachs an, zum Beispiel anna.meier@firma.ch.',
    },
    'user-name.required': {
      what: 'Für diese Anmeldung fehlt der Benutzername.',
      todo: 'Geben Sie DOMÄNE\\Benutzer oder den UPN (benutzer@firma.ch) an.',
    },
    'number.out-of-range': {
      what: 'Diese Zahl liegt ausserhalb des erlaubten Bereichs.',
      todo: 'Geben Sie eine ganze Zahl aus dem angegebenen Bereich ein.',
    },
    'prime-email-account.address-taken': {
      what: 'Ein Winoffice Prime Emailkonto mit dieser Adresse besteht schon.',
      todo: 'Wählen Sie das bestehende Emailkonto aus.',
    },
    'connector.not-found': {
      what: 'Diesen Konnektor gibt es nicht mehr.',
      todo: 'Laden Sie die Liste der Konnektoren neu.',
    },
    'server.not-confirmed': {
      what: 'An diesen Server wurde bisher nichts gesendet: {{servers}}.',
      todo: 'Passwörter und Anmeldungen gehen erst dorthin, wenn Sie es bestätigen. Prüfen Sie die Adresse Zeichen für Zeichen.',
    },
    'connector.windows-user-mixed': {
      what: 'Der Konnektor «{{name}}» meldet sich am gleichen Server auf andere Weise an.',
      todo: 'Als angemeldeter Windows-Benutzer und mit eigenen Anmeldedaten zugleich geht auf einem Server nicht, weil Windows nicht unterscheidet, für wen es antwortet. Wählen Sie bei beiden Konnektoren dasselbe.',
    },
    'account.not-found': {
      what: 'Dieses MS EWS Konto gibt es nicht mehr.',
      todo: 'Laden Sie die Liste der Konten neu.',
    },
    'account.prime-email-account-taken': {
      what: 'Dieses Winoffice Prime Emailkonto ist schon mit {{account}} verbunden (Konnektor «{{connector}}»).',
      todo: 'Ein Emailkonto lässt sich nur mit einem Postfach verbinden. Wählen Sie ein anderes, oder löschen Sie die andere Verbindung.',
    },
    'account.mailbox-taken': {
      what: 'Das Postfach ist schon als Konto {{account}} verbunden (Konnektor «{{connector}}»).',
      todo: 'Ein Postfach lässt sich nur mit einem Emailkonto verbinden. Wählen Sie ein anderes, oder löschen Sie die andere Verbindung.',
    },
    'deletion.over': {
      what: 'Die Zeit, in der sich das Löschen rückgängig machen liess, ist vorbei.',
      todo: 'Legen Sie das Gelöschte neu an, oder importieren Sie eine früher exportierte Konfiguration.',
    },
    'prime-email-account.not-found': {
      what: 'Dieses Winoffice Prime Emailkonto gibt es nicht.',
      todo: 'Wählen Sie ein anderes Emailkonto, oder legen Sie ein neues an.',
    },
    'email.not-found': {
      what: 'Diese E-Mail ist nicht mehr vorhanden.',
      todo: 'Sie wurde inzwischen gelöscht. Laden Sie die Liste neu.',
    },
    'document.unreadable': {
      what: 'Die Datei {{file}} ist beschädigt und konnte nicht gelesen werden ({{reason}}).',
      todo: 'Sie liegt unverändert unter {{kept}}. Spielen Sie eine Sicherung ein oder erfassen Sie die Angaben neu.',
    },
    'document.locked': {
      what: 'Die Datei {{file}} kann nicht gelesen und auch nicht beiseitegelegt werden ({{reason}}).',
      todo: 'Prüfen Sie die Rechte im Datenordner und starten Sie das Programm neu. Bis dahin bleibt die Datei, wie sie ist, und Änderungen sind nicht möglich.',
    },
    'document.newer-version': {
      what: 'Die Datei {{file}} stammt aus einer neueren Version dieses Programms.',
      todo: 'Aktualisieren Sie das Programm. Die Datei wird nicht verändert, Änderungen sind bis dahin nicht möglich.',
    },
    'document.write-failed': {
      what: 'Die Datei {{file}} konnte nicht geschrieben werden ({{reason}}).',
      todo: 'Prüfen Sie den freien Speicherplatz und die Schreibrechte im Datenordner. Der bisherige Stand ist unverändert.',
    },
    'secret.not-stored': {
      what: 'Es ist kein Passwort gespeichert.',
      todo: 'Öffnen Sie das Konto und geben Sie das Passwort ein.',
    },
    'secret.undecryptable': {
      what: 'Das gespeicherte Passwort lässt sich hier nicht entschlüsseln. Gespeichert hat es {{user}} auf {{computer}}.',
      todo: 'Das geschieht nach einem Wechsel von Rechner oder Benutzer. Melden Sie sich als früherer Benutzer an, oder geben Sie das Passwort hier neu ein. Das alte bleibt für jenen Benutzer erhalten.',
    },
    'secret.damaged': {
      what: 'Das gespeicherte Passwort ist beschädigt.',
      todo: 'Geben Sie das Passwort neu ein, oder spielen Sie eine Sicherung des Datenordners ein. Das beschädigte bleibt liegen, wie es ist.',
    },
    'secret.newer-version': {
      what: 'Das Passwort hat eine neuere Version dieses Programms gespeichert.',
      todo: 'Aktualisieren Sie das Programm, oder geben Sie das Passwort neu ein. Das gespeicherte bleibt für die neuere Version erhalten.',
    },
    'secret.session-only': {
      what: 'Dieses System kann Passwörter nicht verschlüsselt ablegen.',
      todo: 'Passwörter bleiben nur bis zum Beenden im Arbeitsspeicher und müssen danach neu eingegeben werden. Unter Linux hilft ein entsperrter Schlüsselbund (GNOME Keyring, KWallet).',
    },
    'ipc.refused': {
      what: 'Der Aufruf wurde aus Sicherheitsgründen abgewiesen.',
      todo: 'Starten Sie das Programm neu.',
    },
    'ipc.invalid-payload': {
      what: 'Das Programm hat sich selbst falsch aufgerufen ({{channel}}).',
      todo: 'Das ist ein Fehler des Programms. Melden Sie ihn mit diesem Text.',
    },
    'internal.unexpected': {
      what: 'Unerwarteter Fehler: {{reason}}',
      todo: 'Das ist ein Fehler des Programms. Versuchen Sie es noch einmal, und melden Sie ihn mit diesem Text.',
    },
    'connector.certificate-changed': {
      what: 'Der Konnektor {{name}} ist angehalten: {{host}} weist ein anderes Zertifikat vor als das festgehaltene. Festgehalten: {{pinned}}. Vorgewiesen: {{fingerprint}}.',
      todo: 'Öffnen Sie den Konnektor, vergleichen Sie den vorgewiesenen Fingerabdruck mit dem auf dem Server, und entscheiden Sie. Bis dahin verbindet sich keines seiner Konten.',
    },
    'sign-in.refused': {
      what: 'Der Server hat die Anmeldung als {{userName}} abgelehnt.',
      todo: 'Prüfen Sie Benutzername (DOMÄNE\\Benutzer oder UPN) und Passwort. Es wird nicht von selbst wiederholt, damit kein Konto gesperrt wird.',
    },
    'sign-in.method-not-offered': {
      what: 'Dieser Server bietet an: {{offered}}. {{method}} ist dort ausgeschaltet.',
      todo: 'Übernehmen Sie eine angebotene Authentifizierungsmethode, oder schalten Sie {{method}} am EWS-Verzeichnis des Servers ein. Von selbst wird nie auf eine andere Methode gewechselt.',
    },
    'sign-in.method-not-available': {
      what: 'Diese Version meldet sich noch nicht mit {{method}} an.',
      todo: 'Der Konnektor lässt sich damit einrichten, aber noch nicht verwenden. Für Exchange im eigenen Haus wählen Sie vorerst Windows oder Basic.',
    },
    'sign-in.windows-needs-application': {
      what: 'Windows (NTLM/Negotiate) geht nur im Fenster der Anwendung, nicht auf der Befehlszeile.',
      todo: 'Verwenden Sie die Anwendung, oder auf der Befehlszeile Basic, wenn der Server es anbietet. Es wurde nichts gesendet.',
    },
    'sign-in.windows-user-refused': {
      what: 'Der Server hat den angemeldeten Windows-Benutzer {{userName}} nicht angenommen.',
      todo: 'Prüfen Sie, ob dieser Rechner in der Domäne des Servers ist und ob Sie mit einem Konto der Domäne an Windows angemeldet sind. Sonst wählen Sie im Konnektor eigene Anmeldedaten je Konto.',
    },
    'sign-in.windows-user-mixed': {
      what: 'Mit {{host}} läuft gerade eine Verbindung, die sich auf andere Weise anmeldet.',
      todo: 'Warten Sie, bis sie beendet ist, und versuchen Sie es noch einmal. Auf einem Server geht entweder der angemeldete Windows-Benutzer oder eigene Anmeldedaten, nicht beides zugleich.',
    },
    'sign-in.paused': {
      what: 'Die Anmeldung als {{userName}} ist angehalten. Abgelehnte Versuche: {{count}}.',
      todo: 'So wird das Konto in Active Directory nicht gesperrt. Prüfen Sie Benutzername und Passwort, und wählen Sie dann «Fortsetzen», oder geben Sie ein neues Passwort ein. Bis dahin wird nichts gesendet.',
    },
    'sign-in.resume-too-early': {
      what: 'Die Anmeldung als {{userName}} wurde eben zu oft abgelehnt.',
      todo: 'Ab {{until}} ist ein weiterer Versuch möglich; vorher könnte er das Konto in Active Directory sperren. Prüfen Sie bis dahin Benutzername und Passwort, zum Beispiel in Outlook im Web.',
    },
    'sign-in.account-disabled': {
      what: 'Das Konto von {{userName}} ist gesperrt oder deaktiviert.',
      todo: 'Geben Sie das Konto in Active Directory oder Microsoft Entra frei. Bis dahin wird keine Anmeldung wiederholt.',
    },
    'sign-in.password-expired': {
      what: 'Das Passwort von {{userName}} ist abgelaufen oder muss geändert werden.',
      todo: 'Ändern Sie das Passwort und tragen Sie das neue hier ein.',
    },
    'sign-in.account-locked': {
      what: 'Das Konto von {{userName}} ist nach zu vielen falschen Passwörtern vorübergehend gesperrt.',
      todo: 'Entsperren Sie es mit dem Befehl, oder warten Sie die Sperrzeit ab. Suchen Sie zuerst, welches Gerät oder Programm noch ein altes Passwort verwendet; sonst ist es gleich wieder gesperrt.',
    },
    'sign-in.not-permitted': {
      what: '{{userName}} darf sich hier und jetzt nicht anmelden; das Passwort stimmt.',
      todo: 'Prüfen Sie in Active Directory Ablauf des Kontos, Anmeldezeiten, zugelassene Arbeitsstationen und Anmelderechte.',
    },
    'exchange.malformed-response': {
      what: 'Die Antwort des Servers ist kein gültiges EWS ({{reason}}).',
      todo: 'Versuchen Sie es noch einmal. Bleibt es dabei, prüfen Sie Proxy und Virenschutz auf dem Weg zum Server.',
    },
    'exchange.invalid-request': {
      what: 'Das Element lässt sich nicht nach Exchange schreiben: {{reason}}',
      todo: 'Berichtigen Sie die Werte des Elements in Winoffice Prime.',
    },
    'exchange.server-busy': {
      what: 'Der Server ist ausgelastet und bittet um eine Pause.',
      todo: 'Die Synchronisation wird später fortgesetzt. Hält es an, prüfen Sie die Drosselungsrichtlinie (Throttling Policy).',
    },
    'exchange.mailbox-not-found': {
      what: 'Das Postfach {{mailbox}} gibt es auf diesem Server nicht.',
      todo: 'Prüfen Sie die primäre SMTP-Adresse, und ob das Postfach auf diesem Server liegt.',
    },
    'exchange.access-denied': {
      what: '{{userName}} darf auf {{mailbox}} nicht zugreifen.',
      todo: 'Geben Sie dem Benutzer Vollzugriff auf das Postfach (Add-MailboxPermission) und wählen Sie beim Konto den Zugriff «Delegiert», oder melden Sie sich als Besitzer des Postfachs an. Eine neue Berechtigung gilt nach einigen Minuten.',
    },
    'exchange.impersonation-denied': {
      what: '{{userName}} darf nicht im Namen von {{mailbox}} handeln ({{responseCode}}).',
      todo: 'Geben Sie dem Dienstkonto die Verwaltungsrolle ApplicationImpersonation (New-ManagementRoleAssignment), oder wählen Sie beim Konto einen anderen Zugriff. Eine neue Rolle gilt nach einigen Minuten.',
    },
    'exchange.impersonation-required': {
      what: '{{userName}} hat kein eigenes Postfach und muss im Namen eines anderen handeln.',
      todo: 'Wählen Sie beim Konto den Zugriff «Identitätswechsel».',
    },
    'exchange.blocked': {
      what: 'Exchange erlaubt {{userName}} diesen Zugriff auf {{mailbox}} nicht ({{responseCode}}).',
      todo: 'Prüfen Sie Lizenz, Sperren und Richtlinien des Kontos und der Organisation.',
    },
    'exchange.ews-off-for-organization': {
      what: 'EWS ist für die ganze Organisation gesperrt. Die Anmeldung als {{userName}} wurde angenommen.',
      todo: 'Schalten Sie EWS für die Organisation ein; in Exchange Online muss diese Anwendung zudem zugelassen sein. Der Befehl tut beides und lässt andere zugelassene Anwendungen in der Liste. Es kann bis zu 24 Stunden dauern, bis es wirkt.',
    },
    'exchange.ews-off-for-application': {
      what: 'Diese Anwendung darf EWS nicht benutzen. Die Anmeldung als {{userName}} wurde angenommen.',
      todo: 'Nehmen Sie die Anwendung mit dem Befehl in die Liste der zugelassenen auf; andere bleiben darin. Es kann bis zu 24 Stunden dauern, bis es wirkt.',
    },
    'exchange.ews-off-for-mailbox': {
      what: 'EWS ist für das Postfach {{mailbox}} ausgeschaltet. Die Anmeldung als {{userName}} wurde angenommen.',
      todo: 'Schalten Sie EWS für dieses Postfach mit dem Befehl ein (EwsEnabled).',
    },
    'exchange.no-licence': {
      what: 'Das Postfach {{mailbox}} hat keine Lizenz für Exchange.',
      todo: 'Weisen Sie ihm im Microsoft 365 Admin Center eine Lizenz mit Exchange Online zu. Es kann bis zu 24 Stunden dauern, bis das Postfach bereit ist.',
    },
    'exchange.write-denied': {
      what: '{{userName}} darf in {{mailbox}} lesen, aber nicht schreiben.',
      todo: 'Geben Sie dem Benutzer Vollzugriff auf das Postfach (Add-MailboxPermission), oder schalten Sie beim Konto «Nur empfangen» ein.',
    },
    'exchange.quota-exceeded': {
      what: 'Das Postfach {{mailbox}} hat eine Grenze erreicht ({{responseCode}}).',
      todo: 'Schaffen Sie Platz im Postfach, oder erhöhen Sie das Kontingent auf dem Exchange-Server.',
    },
    'exchange.item-not-found': {
      what: 'Das Objekt ist in Exchange nicht mehr vorhanden.',
      todo: 'Es ist nichts zu tun; die nächste Synchronisation räumt auf.',
    },
    'exchange.invalid-sync-state': {
      what: 'Exchange kennt den Stand der letzten Synchronisation nicht mehr.',
      todo: 'Der Ordner wird von vorne abgeglichen; nichts wird doppelt angelegt.',
    },
    'exchange.subscription-lost': {
      what: 'Exchange hat die Benachrichtigung über Änderungen beendet ({{responseCode}}).',
      todo: 'Es ist nichts zu tun; sie wird neu eingerichtet, und verpasste Änderungen werden abgeholt.',
    },
    'exchange.notifications-silent': {
      what: 'Seit {{seconds}} Sekunden kommt auf der Verbindung für Benachrichtigungen nichts mehr an.',
      todo: 'Sie wird neu aufgebaut. Geschieht es oft, lassen Sie Firewall und Proxy Verbindungen zu Exchange länger offen halten.',
    },
    'exchange.conflict': {
      what: 'Das Objekt wurde in Exchange inzwischen geändert ({{responseCode}}).',
      todo: 'Es ist nichts zu tun; die nächste Synchronisation vergleicht beide Fassungen.',
    },
    'exchange.mailbox-moving': {
      what: 'Das Postfach {{mailbox}} wird gerade verschoben.',
      todo: 'Die Synchronisation wird fortgesetzt, sobald der Umzug beendet ist.',
    },
    'exchange.mailbox-moved': {
      what: 'Das Postfach {{mailbox}} liegt nicht mehr auf diesem Server ({{responseCode}}).',
      todo: 'Ermitteln Sie die neue Adresse des EWS-Dienstes und tragen Sie sie ein.',
    },
    'exchange.too-large': {
      what: 'Das Objekt ist für Exchange zu gross ({{responseCode}}).',
      todo: 'Verkleinern Sie die Anlagen, oder erhöhen Sie die Nachrichtengrösse auf dem Exchange-Server.',
    },
    'exchange.version-not-supported': {
      what: 'Dieser Exchange-Server ist zu alt für die Anfrage ({{responseCode}}).',
      todo: 'Unterstützt werden Exchange 2013 SP1 und neuer. Aktualisieren Sie den Server.',
    },
    'exchange.transient': {
      what: 'Exchange meldet eine vorübergehende Störung ({{responseCode}}).',
      todo: 'Versuchen Sie es später noch einmal.',
    },
    'exchange.response': {
      what: 'Exchange meldet {{responseCode}}: {{message}}',
      todo: 'Prüfen Sie die Meldung am Exchange-Server.',
    },
    'discovery.nothing-found': {
      what: 'Für {{mailbox}} wurde kein Exchange-Server gefunden.',
      todo: 'Prüfen Sie die Adresse. Damit der Server gefunden wird, braucht das DNS der Domäne {{domain}} einen Eintrag autodiscover.{{domain}} (CNAME oder A) oder einen SRV-Eintrag _autodiscover._tcp.{{domain}}. Sonst tragen Sie die Adresse des EWS-Dienstes selbst ein.',
    },
    'discovery.host-declined': {
      what: 'Die Suche führte zu {{host}}, was nicht erlaubt wurde; dorthin wurde nichts gesendet.',
      todo: 'Vertrauen Sie diesem Server, so suchen Sie erneut und erlauben Sie ihn. Sonst tragen Sie die Adresse des EWS-Dienstes selbst ein.',
    },
    'discovery.sign-in-needed': {
      what: '{{host}} nennt die Adresse erst nach einer Anmeldung.',
      todo: 'Geben Sie Benutzername und Passwort ein, und suchen Sie erneut.',
    },
    'discovery.redirect-loop': {
      what: 'Autodiscover führt im Kreis oder immer weiter, zuletzt zu {{target}}.',
      todo: 'Lassen Sie die Weiterleitungen von Autodiscover berichtigen (DNS, SRV-Eintrag, Webserver), oder tragen Sie die Adresse des EWS-Dienstes selbst ein.',
    },
    'discovery.unsafe-redirect': {
      what: 'Autodiscover führt zu einer Adresse ohne Verschlüsselung oder mit Anmeldedaten darin: {{target}}.',
      todo: 'Ihr wurde nicht gefolgt. Lassen Sie die Weiterleitung auf dem Server berichtigen; sie muss zu einer https-Adresse führen.',
    },
    'discovery.timed-out': {
      what: 'Die Suche nach dem Server dauerte länger als {{seconds}} Sekunden.',
      todo: 'Die Liste der Versuche zeigt, wer nicht geantwortet hat. Prüfen Sie das Netzwerk und versuchen Sie es erneut, oder tragen Sie die Adresse selbst ein.',
    },
    'discovery.cancelled': {
      what: 'Die Suche nach dem Server wurde abgebrochen.',
      todo: 'Starten Sie sie erneut, oder tragen Sie die Adresse des EWS-Dienstes selbst ein.',
    },
    'sync.cancelled': {
      what: 'Die Synchronisation wurde abgebrochen.',
      todo: 'Was schon übertragen ist, bleibt; die nächste Synchronisation fährt dort weiter.',
    },
    'sync.already-running': {
      what: 'Die Synchronisation läuft schon.',
      todo: 'Warten Sie, bis sie fertig ist, oder brechen Sie sie ab.',
    },
    'sync.nothing-active': {
      what: 'Es gibt kein aktives Konto zum Synchronisieren.',
      todo: 'Schalten Sie mindestens ein Konto und seinen Konnektor auf aktiv.',
    },
    'sync.endless-page': {
      what: 'Der Server liefert immer wieder dieselbe Seite von Änderungen.',
      todo: 'Die Synchronisation des Ordners wurde angehalten. Prüfen Sie den Exchange-Server.',
    },
    'sync.not-sent-in-first-sync': {
      what: 'Die Nachricht lag schon vor der ersten Synchronisation im Postausgang und wurde nicht gesendet.',
      todo: 'Prüfen Sie, ob sie noch gesendet werden soll, und wählen Sie Erneut versuchen; sonst verschieben Sie sie aus dem Postausgang.',
    },
    'sync.stopped-on-error': {
      what: 'Ein Objekt schlug fehl ({{code}}), und der Konnektor soll bei Fehlern anhalten: Er pausiert fünf Minuten.',
      todo: 'Beheben Sie das Problem des Objekts, oder erlauben Sie dem Konnektor, bei Fehlern fortzufahren.',
    },
    'sync.sending-uncertain': {
      what: 'Es ist unbekannt, ob die Nachricht gesendet wurde: Die Verbindung brach ab, während Exchange sie sendete.',
      todo: 'Suchen Sie sie in den gesendeten Elementen des Postfachs. Nur wenn sie dort fehlt, wählen Sie Erneut versuchen.',
    },
    'sync.host-stopped': {
      what: 'Der Synchronisationsprozess wurde unerwartet beendet.',
      todo: 'Er startet von selbst neu. Starten Sie die Synchronisation noch einmal; sie fährt dort weiter, wo sie war.',
    },
    'sync.unknown-time-zone': {
      what: 'Die Zeitzone {{timeZone}} dieses Termins kennt Windows nicht.',
      todo: 'Dem Termin in Winoffice Prime eine andere Zeitzone geben, oder ihn in Outlook ändern.',
    },
    'sync.meeting-of-others': {
      what: 'Diese Besprechung organisiert jemand anders ({{organizer}}); auf Exchange gibt es sie nicht.',
      todo: 'Den Organisator um eine Einladung bitten, oder den Eintrag in Winoffice Prime löschen.',
    },
    'sync.items-failed': {
      what: 'Nicht übertragene Objekte: {{count}}.',
      todo: 'Die nächste Synchronisation versucht es noch einmal. Der Grund steht bei jedem Objekt.',
    },
    'sync.items-given-up': {
      what: 'Aufgegebene Objekte: {{count}}.',
      todo: 'Öffnen Sie die Probleme der Synchronisation: dort stehen der Grund und «Erneut versuchen».',
    },
    'sync.mass-deletion': {
      what: 'Auf einmal würden {{deletions}} von {{linked}} Objekten gelöscht. Die Synchronisation hat angehalten, bevor etwas gelöscht wurde.',
      todo: 'Prüfen Sie, ob die Objekte im Postfach oder in Winoffice Prime wirklich gelöscht worden sind. Wenn ja, lassen Sie das Löschen im Synchronisationsplan einmal zu.',
    },
    'sync.planned-mass-deletion': {
      what: 'Auf einmal würden {{deletions}} von {{linked}} Objekten gelöscht. Dies ist nur der Plan: gelöscht ist noch nichts, und ohne Erlaubnis hält die Synchronisation vorher an.',
      todo: 'Prüfen Sie, ob die Objekte im Postfach oder in Winoffice Prime wirklich gelöscht worden sind. Wenn ja, lassen Sie das Löschen hier einmal zu.',
    },
    'sync.encryption-not-supported': {
      what: 'Die Nachricht soll verschlüsselt gesendet werden. Verschlüsseln kann diese Anwendung nicht, deshalb wurde nichts gesendet.',
      todo: 'Senden Sie die Nachricht aus Outlook, oder heben Sie die Markierung in Winoffice Prime auf, wenn sie unverschlüsselt gesendet werden darf.',
    },
    'conflict.not-found': {
      what: 'Diesen Konflikt gibt es nicht mehr.',
      todo: 'Laden Sie die Liste der Konflikte neu.',
    },
    'prime-item.not-found': {
      what: 'Dieses Objekt gibt es in Winoffice Prime nicht mehr.',
      todo: 'Laden Sie die Ansicht neu.',
    },
    'prime-item.range-too-long': {
      what: 'Ein so langer Zeitraum wird nicht gezeigt.',
      todo: 'Wählen Sie höchstens ein Jahr.',
    },
    'prime-item.attachment-not-found': {
      what: 'Diesen Anhang hat die E-Mail nicht mehr.',
      todo: 'Öffnen Sie die E-Mail neu.',
    },
    'prime-item.changed-meanwhile': {
      what: 'Das Objekt wurde inzwischen geändert.',
      todo: 'Laden Sie es neu, und wiederholen Sie die Änderung.',
    },
    'prime.repaired': {
      what: 'Die Winoffice Prime Datenbank war beschädigt und wurde repariert. Die beschädigte Datei liegt noch da: {{file}}.',
      todo: 'Die nächste Synchronisation geht alle Ordner einmal ganz durch und holt, was fehlt. Prüfen Sie den Datenträger, und behalten Sie die Datei, bis alles da ist.',
    },
    'prime.started-empty': {
      what: 'Die Winoffice Prime Datenbank war beschädigt und nicht zu retten; sie beginnt leer. Die beschädigte Datei liegt noch da: {{file}}.',
      todo: 'Stellen Sie eine Sicherung des Datenordners zurück. Ohne Sicherung: Legen Sie in jedem MS EWS Konto sein Winoffice Prime Emailkonto neu an; die nächste Synchronisation holt, was in Exchange liegt. Was noch nicht bei Exchange war, steht nur in der beschädigten Datei: Behalten Sie sie, und prüfen Sie den Datenträger.',
    },
    'prime-item.file-unreadable': {
      what: 'Die Datei {{file}} lässt sich nicht lesen ({{reason}}).',
      todo: 'Prüfen Sie Pfad und Berechtigungen.',
    },
    'prime.unreadable': {
      what: 'Die Winoffice Prime Datenbank lässt sich nicht öffnen ({{reason}}).',
      todo: 'Prüfen Sie den Datenordner und seine Rechte. Die Datenbank wird nicht verändert.',
    },
    'prime.write-failed': {
      what: 'Die Winoffice Prime Datenbank lässt sich nicht schreiben ({{reason}}).',
      todo: 'Prüfen Sie den Datenordner und seine Rechte. Der bisherige Stand ist unverändert.',
    },
    'prime.disk-full': {
      what: 'Der Datenträger des Datenordners ist voll.',
      todo: 'Schaffen Sie Platz und starten Sie die Synchronisation noch einmal. Der bisherige Stand ist unverändert.',
    },
    'export.write-failed': {
      what: 'Die Datei {{file}} konnte nicht geschrieben werden ({{reason}}).',
      todo: 'Wählen Sie einen anderen Ort, oder prüfen Sie Speicherplatz und Schreibrechte.',
    },
    'configuration.unreadable': {
      what: 'Die Datei {{file}} ist keine exportierte Konfiguration, oder sie ist beschädigt.',
      todo: 'Wählen Sie eine Datei, die dieses Programm exportiert hat, oder exportieren Sie die Konfiguration noch einmal. Es wurde nichts geändert.',
    },
    'configuration.newer-version': {
      what: 'Die Datei {{file}} stammt aus einer neueren Version dieses Programms.',
      todo: 'Aktualisieren Sie das Programm, und importieren Sie die Datei danach. Es wurde nichts geändert.',
    },
    'configuration.wrong-passphrase': {
      what: 'Die Passphrase öffnet die Datei {{file}} nicht.',
      todo: 'Geben Sie die Passphrase ein, mit der sie exportiert wurde; Gross- und Kleinschreibung zählt. Öffnet auch die richtige sie nicht, wurde die Datei verändert.',
    },
    'configuration.not-open': {
      what: 'Die Datei ist nicht mehr geöffnet.',
      todo: 'Öffnen Sie die Datei noch einmal; nach einer Viertelstunde wird sie aus Sicherheit geschlossen.',
    },
    'trace.gone': {
      what: 'Diese Anfrage ist nicht mehr da: Sie hat neueren Platz gemacht, oder die Liste wurde geleert.',
      todo: 'Wählen Sie eine andere.',
    },
    'trace.empty': {
      what: 'Seit dem Start des Programms gab es mit diesem Konto keine Anfragen an den Server.',
      todo: 'Synchronisieren Sie das Konto, und speichern Sie das Protokoll danach.',
    },
    'test.wrote-differently': {
      what: 'Der Entwurf, der zur Probe angelegt wurde, liess sich nicht so lesen, wie er geschrieben wurde.',
      todo: 'Prüfen Sie, ob Transportregeln oder ein Virenschutz Elemente im Postfach verändern.',
    },
    'test.folder-left-behind': {
      what: 'Der Ordner «{{folder}}», der zur Probe angelegt wurde, liess sich nicht löschen ({{reason}}).',
      todo: 'Löschen Sie ihn in Outlook, und geben Sie dem Benutzer das Recht zu löschen.',
    },
    'test.cancelled': {
      what: 'Der Verbindungstest wurde abgebrochen.',
      todo: 'Starten Sie ihn bei Bedarf neu.',
    },
    'test.exchanges-gone': {
      what: 'Die Anfragen dieses Tests sind nicht mehr da.',
      todo: 'Sie werden nur für die letzten Tests und bis zum Ende des Programms aufbewahrt. Testen Sie noch einmal, um sie zu sehen.',
    },
    'test.report-gone': {
      what: 'Der Bericht dieses Tests ist nicht mehr da.',
      todo: 'Testen Sie noch einmal.',
    },
  },
  ...connectionTestDe,
  ...discoveryDe,
  ...testReportDe,
  syncOutcomes: {
    succeeded: 'Erfolgreich',
    incomplete: 'Mit Fehlern einzelner Objekte',
    failed: 'Fehlgeschlagen',
    cancelled: 'Abgebrochen',
  },
}
