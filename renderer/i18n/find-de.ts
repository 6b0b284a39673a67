/** Die Suche nach dem Server, auf Deutsch. */
export const findDe = {
  'find.open': 'Server suchen …',
  'find.title': 'Exchange-Server suchen',
  'find.intro':
    'Die E-Mail-Adresse eines Postfachs genügt. Gefragt wird Autodiscover, zuerst bei der Domäne der Adresse und ohne Passwort.',
  'find.limits':
    'Ein Versuch dauert höchstens {{attempt}} Sekunden, die ganze Suche ohne Ihre Antworten höchstens {{total}}.',
  'find.mailbox': 'E-Mail-Adresse',
  'find.start': 'Suchen',
  'find.cancel': 'Abbrechen',
  'find.empty': 'Hier erscheint jeder Versuch: wer gefragt wird, wie, und was die Antwort ist.',
  'find.attempts': 'Versuche',
  'find.status.searching_one': 'Es wird gesucht: {{count}} Versuch bisher',
  'find.status.searching_other': 'Es wird gesucht: {{count}} Versuche bisher',
  'find.status.asks': 'Die Suche wartet auf Ihre Antwort.',
  'find.cancelled.title': 'Suche abgebrochen',
  'find.cancelled.text': 'Starten Sie sie erneut, oder tragen Sie die Adresse des EWS-Dienstes selbst ein.',
  'find.host.title': 'Darf {{host}} gefragt werden?',
  'find.host.allow': 'Erlauben',
  'find.host.decline': 'Nicht erlauben',
  'find.signIn.title': 'Anmeldung bei {{host}}',
  'find.signIn.text':
    'Dieser Server nennt die Adresse erst nach einer Anmeldung. Das Passwort geht nur über eine geprüfte TLS-Verbindung an ihn; gespeichert wird es erst mit einem Konto.',
  'find.signIn.submit': 'Anmelden',
  'find.signIn.skip': 'Ohne Anmeldung weitersuchen',
  'find.signIn.again': 'Mit Anmeldung suchen',
  'find.signIn.againText':
    'Ein Passwort, das ein Server abgelehnt hat, wird an keinen weiteren gesendet. Weitere Versuche zählen zu den abgelehnten Anmeldungen des Kontos.',
  'find.signIn.more': 'Mit Anmeldung nachfragen',
  'find.signIn.moreText': 'Ohne Anmeldung nennt der Server weder die primäre Adresse noch die Version.',
  'find.signIn.againSubmit': 'Anmelden und suchen',
  'find.userName': 'Benutzername',
  'find.userName.hint': 'UPN oder DOMÄNE\\Benutzer',
  'find.password': 'Passwort',
  'find.method': 'Anmeldung',
  'find.found': 'Gefunden',
  'find.which': 'Welche Adresse übernommen wird',
  'find.assumed': '{{address}} (wie eingegeben; nicht bestätigt)',
  'find.method.proposed': 'Vorgeschlagene Authentifizierungsmethode',
  'find.oauth2':
    'Exchange Online verlangt OAuth2. Ergänzen Sie nach dem Übernehmen die Anwendungs-ID (Client).',
  'find.take': 'Übernehmen',
  'find.taken':
    'Die gefundenen Einstellungen sind übernommen. Speichern Sie den Konnektor, um das Konto {{mailbox}} hinzuzufügen.',
  'connectors.empty.find': 'Server zu einer E-Mail-Adresse suchen …',
} as const
