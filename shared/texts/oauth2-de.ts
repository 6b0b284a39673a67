/** Was mit OAuth2 schiefgehen kann, auf Deutsch. `{{aadsts}}` ist die Nummer des Identitätsanbieters, nach der gesucht wird. */
import type { OAuth2Texts, SharedTexts } from './catalogue.ts'

export const oauth2De: OAuth2Texts = {
  'oauth2.authority-invalid': {
    what: 'Das ist keine gültige Adresse eines Identitätsanbieters.',
    todo: 'Geben Sie eine https-Adresse ohne das Verzeichnis an, zum Beispiel https://login.microsoftonline.com oder https://adfs.firma.ch/adfs.',
  },
  'oauth2.tenant-needed': {
    what: 'Ein Dienstkonto braucht ein bestimmtes Verzeichnis.',
    todo: 'Geben Sie statt «organizations» die Domäne oder die Verzeichnis-ID (Mandant) an.',
  },
  'oauth2.certificate-invalid': {
    what: 'Das ist kein Zertifikat im PEM-Format.',
    todo: 'Fügen Sie das Zertifikat von -----BEGIN CERTIFICATE----- bis -----END CERTIFICATE----- ein.',
  },
  'oauth2.private-key-invalid': {
    what: 'Das ist kein unverschlüsselter privater RSA-Schlüssel im PEM-Format.',
    todo: 'Fügen Sie den Schlüssel von -----BEGIN PRIVATE KEY----- bis zu seinem Ende ein. Entfernen Sie zuvor eine Passphrase, zum Beispiel mit «openssl pkey».',
  },
  'oauth2.private-key-mismatch': {
    what: 'Der private Schlüssel gehört nicht zu diesem Zertifikat.',
    todo: 'Fügen Sie Zertifikat und Schlüssel desselben Paares ein.',
  },
  'oauth2.sign-in-required': {
    what: 'Anmeldung erforderlich: Für {{userName}} ist niemand angemeldet.',
    todo: 'Drücken Sie «Anmelden»; Ihr Browser öffnet die Seite des Identitätsanbieters.',
  },
  'oauth2.account-not-saved': {
    what: 'Es ist noch niemand angemeldet, weil das Konto nicht gespeichert ist.',
    todo: 'Speichern Sie das Konto; danach können Sie sich anmelden.',
  },
  'oauth2.not-used': {
    what: 'Der Konnektor dieses Kontos meldet sich nicht mit OAuth2 an.',
    todo: 'Wählen Sie beim Konnektor die Authentifizierungsmethode OAuth2, wenn er Tokens verwenden soll.',
  },
  'oauth2.expired': {
    what: 'Anmeldung erforderlich: Die Anmeldung von {{userName}} ist abgelaufen ({{aadsts}}).',
    todo: 'Melden Sie sich neu an. Sie wurde zu lange nicht gebraucht, oder Ihre Organisation begrenzt die Dauer einer Anmeldung.',
  },
  'oauth2.revoked': {
    what: 'Anmeldung erforderlich: Die Anmeldung von {{userName}} wurde widerrufen ({{aadsts}}).',
    todo: 'Melden Sie sich neu an. Meist wurde das Passwort geändert, oder ein Administrator hat den Benutzer überall abgemeldet.',
  },
  'oauth2.second-factor': {
    what: 'Anmeldung erforderlich: Von {{userName}} wird ein zweiter Faktor verlangt ({{aadsts}}).',
    todo: 'Melden Sie sich neu an und bestätigen Sie es mit dem zweiten Faktor, zum Beispiel in der Authenticator-App.',
  },
  'oauth2.conditional-access': {
    what: 'Eine Richtlinie für bedingten Zugriff verweigert die Anmeldung von {{userName}} ({{aadsts}}).',
    todo: 'Melden Sie sich von einem erlaubten Gerät oder Netz aus an, oder lassen Sie die Richtlinie in Microsoft Entra für diese Anwendung anpassen. Der Gerätecode ist oft verboten: Nehmen Sie den Browser.',
  },
  'oauth2.consent-required': {
    what: 'Der Anwendung fehlt die Einwilligung, das Postfach von {{userName}} zu öffnen ({{aadsts}}).',
    todo: 'Melden Sie sich an und willigen Sie ein. Wo Benutzer das nicht dürfen, erteilt sie ein Administrator in Microsoft Entra: Unternehmensanwendungen › Berechtigungen › Administratoreinwilligung erteilen.',
  },
  'oauth2.password-change': {
    what: 'Das Passwort von {{userName}} ist abgelaufen oder muss geändert werden ({{aadsts}}).',
    todo: 'Ändern Sie das Passwort im Browser und melden Sie sich danach neu an.',
  },
  'oauth2.password-wrong': {
    what: 'Benutzername oder Passwort waren falsch ({{aadsts}}).',
    todo: 'Melden Sie sich mit dem richtigen Passwort neu an.',
  },
  'oauth2.user-unavailable': {
    what: 'Der Benutzer {{userName}} ist beim Identitätsanbieter unbekannt, gesperrt oder deaktiviert ({{aadsts}}).',
    todo: 'Prüfen Sie den Benutzer in Microsoft Entra (Benutzer › Anmeldeprotokolle). Ein gesperrtes Konto öffnet sich nach einer Weile wieder.',
  },
  'oauth2.user-not-assigned': {
    what: 'Der Benutzer {{userName}} ist der Anwendung nicht zugewiesen ({{aadsts}}).',
    todo: 'Weisen Sie den Benutzer in Microsoft Entra unter Unternehmensanwendungen › Benutzer und Gruppen zu, oder schalten Sie «Zuweisung erforderlich» aus.',
  },
  'oauth2.directory-unknown': {
    what: 'Der Benutzer oder die Anwendung gehören nicht zum Verzeichnis des Konnektors ({{aadsts}}).',
    todo: 'Prüfen Sie das Verzeichnis (Mandant) des Konnektors und ob die richtige nationale Cloud gewählt ist.',
  },
  'oauth2.application-unknown': {
    what: 'Der Identitätsanbieter kennt die Anwendung nicht, oder sie ist deaktiviert ({{aadsts}}).',
    todo: 'Prüfen Sie die Anwendungs-ID (Client-ID) und das Verzeichnis (Mandant) im Konnektor.',
  },
  'oauth2.application-credential-missing': {
    what: 'Der Konnektor hat noch kein Geheimnis oder Zertifikat für seine Anwendung.',
    todo: 'Tragen Sie es im Konnektor unter OAuth2 ein und speichern Sie.',
  },
  'oauth2.secret-refused': {
    what: 'Das Geheimnis der Anwendung ist falsch oder abgelaufen ({{aadsts}}).',
    todo: 'Erstellen Sie in der App-Registrierung einen neuen geheimen Clientschlüssel und tragen Sie seinen Wert (nicht seine ID) im Konnektor ein.',
  },
  'oauth2.certificate-refused': {
    what: 'Das Zertifikat der Anwendung wird nicht angenommen ({{aadsts}}).',
    todo: 'Laden Sie das Zertifikat in der App-Registrierung hoch (Zertifikate & Geheimnisse), und prüfen Sie seine Gültigkeit und die Uhr dieses Rechners.',
  },
  'oauth2.public-client-refused': {
    what: 'Die Anwendung darf Benutzer nicht ohne Geheimnis anmelden ({{aadsts}}).',
    todo: 'Fügen Sie in der App-Registrierung unter Authentifizierung die Plattform «Mobilgerät- und Desktopanwendungen» mit http://localhost hinzu, und lassen Sie öffentliche Clientflows zu.',
  },
  'oauth2.redirect-refused': {
    what: 'Die Rücksprungadresse http://localhost ist für die Anwendung nicht registriert ({{aadsts}}).',
    todo: 'Fügen Sie in der App-Registrierung unter Authentifizierung die Plattform «Mobilgerät- und Desktopanwendungen» mit http://localhost hinzu.',
  },
  'oauth2.scope-refused': {
    what: 'Der Identitätsanbieter kennt den Bereich (Scope) des Konnektors nicht oder verweigert ihn ({{aadsts}}).',
    todo: 'Prüfen Sie den Bereich und ob die Anwendung die Berechtigung EWS.AccessAsUser.All hat, als Dienstkonto full_access_as_app.',
  },
  'oauth2.refused': {
    what: 'Der Identitätsanbieter verweigert die Anmeldung von {{userName}}: {{reason}} ({{aadsts}}).',
    todo: 'Suchen Sie die Nummer in der Liste der AADSTS-Codes von Microsoft; die Anmeldeprotokolle von Microsoft Entra sagen mehr.',
  },
  'oauth2.token-refused': {
    what: 'Exchange verweigert die Anmeldung von {{userName}}, obwohl der Identitätsanbieter sie annimmt: {{reason}}.',
    todo: 'Prüfen Sie den Bereich (Scope) des Konnektors und die Berechtigung der Anwendung (EWS.AccessAsUser.All, als Dienstkonto full_access_as_app), und ob OAuth2 auf diesem Server eingerichtet ist.',
  },
  'oauth2.wrong-identity': {
    what: 'Dieses Konto gehört zu {{expected}}, angemeldet hat sich aber {{actual}}.',
    todo: 'Melden Sie sich als {{expected}} an. Ist wirklich eine andere Identität gemeint, melden Sie das Konto zuerst ab. Es wurde nichts geändert.',
  },
  'oauth2.declined': {
    what: 'Die Anmeldung wurde im Browser abgebrochen.',
    todo: 'Melden Sie sich erneut an, wenn Sie bereit sind.',
  },
  'oauth2.timed-out': {
    what: 'Es hat sich niemand rechtzeitig angemeldet.',
    todo: 'Starten Sie die Anmeldung erneut.',
  },
  'oauth2.cancelled': {
    what: 'Die Anmeldung wurde abgebrochen.',
    todo: 'Starten Sie sie erneut, wenn Sie bereit sind.',
  },
  'oauth2.not-a-user': {
    what: 'Für dieses Konto meldet sich niemand an.',
    todo: 'Prüfen Sie den Konnektor: Nur mit OAuth2 und Anmeldung durch Benutzer hat jedes Konto seine eigene Identität.',
  },
  'oauth2.no-loopback': {
    what: 'Dieser Rechner kann nicht auf die Antwort des Browsers warten ({{reason}}).',
    todo: 'Melden Sie sich mit einem Gerätecode an, oder prüfen Sie, welches Programm Verbindungen zu localhost verbietet.',
  },
  'oauth2.unavailable': {
    what: 'Der Identitätsanbieter {{host}} ist zurzeit nicht verfügbar (HTTP {{status}}).',
    todo: 'Es wird später von selbst wieder versucht. Die Anmeldung bleibt, wie sie ist.',
  },
  'oauth2.malformed-answer': {
    what: '{{host}} antwortet nicht wie ein Identitätsanbieter ({{reason}}).',
    todo: 'Prüfen Sie Adresse und Verzeichnis (Mandant) des Identitätsanbieters im Konnektor, und ob ein Proxy mit Anmeldeseite dazwischensteht.',
  },
}

export const signInDe: SharedTexts['signIn'] = {
  pageSucceededTitle: 'Sie sind angemeldet',
  pageSucceededText: '{{userName}} ist für {{mailbox}} angemeldet.',
  pageFailedTitle: 'Die Anmeldung hat nicht geklappt',
  pageForeignTitle: 'Diese Seite gehört zu keiner Anmeldung',
  pageForeignText: 'Die Anmeldung ist bereits beendet oder wurde anderswo begonnen.',
  pageClose: 'Sie können dieses Fenster schliessen und zum MS EWS Konnektor zurückkehren.',
  notificationTitle: 'Anmeldung erforderlich',
  notificationOne: '{{mailbox}} kann nicht synchronisiert werden, bis sich jemand neu anmeldet.',
  notificationMany: '{{count}} Konten können nicht synchronisiert werden, bis sich jemand neu anmeldet.',
}
