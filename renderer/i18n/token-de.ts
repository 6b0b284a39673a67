/** Die Wörter zum Zugriffstoken, auf Deutsch. */
export const tokenDe = {
  'token.menu': 'Zugriffstoken ansehen …',
  'token.title': 'Zugriffstoken: {{name}}',
  'token.hint':
    'Was im Token steht, mit dem dieses Konto gerade auf den Server zugreift. Das Token selbst und seine Signatur zeigt das Programm nirgends.',
  'token.opaque':
    'Dieses Token ist nicht lesbar: Es ist kein signiertes JWT, nur der Server und der Identitätsanbieter verstehen es. Das ist erlaubt und sagt nichts darüber, ob der Server es annimmt; das zeigt der Verbindungstest.',
  'token.verdicts': 'Genügt es für Exchange?',
  'token.unverified': 'Ob das Token echt ist, kann nur der Server sagen; der Verbindungstest zeigt es.',
  'token.header': 'Kopf',
  'token.claims': 'Angaben (Claims)',
  'token.readAgain': 'Erneut lesen',
  'token.copy': 'Angaben als JSON kopieren',
  'token.copied': 'Die Angaben sind in der Zwischenablage. Sie nennen Personen und Ihr Verzeichnis.',

  'token.state.passed': 'In Ordnung',
  'token.state.warning': 'Zu prüfen',
  'token.state.failed': 'Genügt nicht',

  'token.demand.audience': 'Empfänger',
  'token.demand.permission': 'Berechtigung',
  'token.demand.time': 'Gültigkeit',

  'token.verdict.audience-server.what': 'Für diesen Server ausgestellt: {{audience}}.',
  'token.verdict.audience-exchange-online.what': 'Für Exchange Online ausgestellt: {{audience}}.',
  'token.verdict.audience-cloud-on-premises.what':
    'Für Exchange Online ausgestellt ({{audience}}), der Server ist aber {{host}}.',
  'token.verdict.audience-cloud-on-premises.todo':
    'Weist der Server das Token zurück, tragen Sie beim Konnektor als Bereich https://{{host}}/EWS.AccessAsUser.All ein (hybride moderne Authentifizierung).',
  'token.verdict.audience-other-name.what': 'Für {{audience}} ausgestellt, der Server ist aber {{host}}.',
  'token.verdict.audience-other-name.todo':
    'Das genügt nur, wenn es ein anderer Name desselben Servers ist. Sonst tragen Sie beim Konnektor als Bereich https://{{host}}/EWS.AccessAsUser.All ein.',
  'token.verdict.audience-foreign.what':
    'Für einen anderen Dienst ausgestellt: {{audience}}. {{host}} weist es zurück.',
  'token.verdict.audience-foreign.todo':
    'Tragen Sie beim Konnektor als Bereich https://{{host}}/EWS.AccessAsUser.All ein und melden Sie das Konto neu an.',
  'token.verdict.audience-missing.what': 'Es nennt keinen Empfänger (aud).',
  'token.verdict.audience-missing.todo':
    'Prüfen Sie beim Konnektor den Bereich und beim Identitätsanbieter die Ressource des Servers {{host}}.',
  'token.verdict.permission-user.what': 'Erlaubt den Zugriff als Benutzer (EWS.AccessAsUser.All).',
  'token.verdict.permission-application.what':
    'Erlaubt der Anwendung den Zugriff auf die Postfächer (full_access_as_app).',
  'token.verdict.permission-adfs.what':
    'EWS.AccessAsUser.All fehlt; erlaubt ist {{granted}}, wie AD FS es erteilt.',
  'token.verdict.permission-adfs.todo':
    'Einem Exchange, das AD FS vertraut, genügt das. Sonst erteilen Sie der Anwendung EWS.AccessAsUser.All.',
  'token.verdict.permission-user-missing.what': 'EWS.AccessAsUser.All fehlt. Erlaubt ist: {{granted}}.',
  'token.verdict.permission-user-missing.todo':
    'Geben Sie der App-Registrierung die delegierte Berechtigung EWS.AccessAsUser.All, prüfen Sie den Bereich des Konnektors und melden Sie das Konto neu an.',
  'token.verdict.permission-application-missing.what':
    'Die Rolle full_access_as_app fehlt. Erlaubt ist: {{granted}}.',
  'token.verdict.permission-application-missing.todo':
    'Geben Sie der App-Registrierung die Anwendungsberechtigung full_access_as_app mit Administratoreinwilligung.',
  'token.verdict.time-valid.what': 'Gültig bis {{until}}; läuft {{relative}} ab.',
  'token.verdict.time-unlimited.what': 'Es nennt kein Ende (exp).',
  'token.verdict.time-unlimited.todo':
    'Exchange verlangt eines. Prüfen Sie, wie der Identitätsanbieter Tokens ausstellt.',
  'token.verdict.time-early.what': 'Erst gültig ab {{from}}.',
  'token.verdict.time-early.todo':
    'Prüfen Sie die Uhr dieses Rechners: Sie geht gegenüber dem Identitätsanbieter nach.',
  'token.verdict.time-expired.what': 'Abgelaufen am {{until}}.',
  'token.verdict.time-expired.todo':
    'Lesen Sie es erneut; es wird von selbst erneuert. Hilft das nicht, prüfen Sie die Uhr dieses Rechners und melden Sie das Konto neu an.',

  'token.claim.alg': 'Verfahren der Signatur',
  'token.claim.typ': 'Art des Tokens',
  'token.claim.kid': 'Schlüssel des Ausstellers',
  'token.claim.x5t': 'Zertifikat des Ausstellers',
  'token.claim.aud': 'Empfänger: für wen es gilt',
  'token.claim.iss': 'Aussteller',
  'token.claim.iat': 'Ausgestellt',
  'token.claim.nbf': 'Gültig ab',
  'token.claim.exp': 'Gültig bis',
  'token.claim.auth_time': 'Angemeldet',
  'token.claim.tid': 'Verzeichnis (Mandant)',
  'token.claim.appid': 'Anwendung',
  'token.claim.azp': 'Anwendung',
  'token.claim.app_displayname': 'Name der Anwendung',
  'token.claim.appidacr': 'Wie sich die Anwendung ausweist: 0 gar nicht, 1 Geheimnis, 2 Zertifikat',
  'token.claim.azpacr': 'Wie sich die Anwendung ausweist: 0 gar nicht, 1 Geheimnis, 2 Zertifikat',
  'token.claim.upn': 'Anmeldename des Benutzers',
  'token.claim.unique_name': 'Benutzer',
  'token.claim.preferred_username': 'Anmeldename des Benutzers',
  'token.claim.name': 'Name des Benutzers',
  'token.claim.oid': 'Objekt-ID im Verzeichnis',
  'token.claim.sub': 'ID für diese Anwendung',
  'token.claim.scp': 'Erlaubnis im Namen des Benutzers',
  'token.claim.roles': 'Erlaubnis der Anwendung',
  'token.claim.wids': 'Verzeichnisrollen des Benutzers',
  'token.claim.groups': 'Gruppen des Benutzers',
  'token.claim.amr': 'Wie sich der Benutzer ausgewiesen hat',
  'token.claim.acr': 'Stärke der Anmeldung',
  'token.claim.ipaddr': 'IP-Adresse der Anmeldung',
  'token.claim.idtyp': 'Für Benutzer oder Anwendung',
  'token.claim.ver': 'Version des Tokens',
  'token.claim.uti': 'Nummer des Tokens, für das Anmeldeprotokoll',
  'token.claim.sid': 'Sitzung',
} as const
