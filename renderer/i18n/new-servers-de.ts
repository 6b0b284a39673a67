/** The words of the question before something goes to a new server, and of what a file brings along. */
export const newServersDe = {
  'newServers.title': 'An einen neuen Server senden?',
  'newServers.text_one':
    'An diesen Server wurde bisher nichts gesendet. Gespeicherte Passwörter und Anmeldungen würden dorthin gehen:',
  'newServers.text_other':
    'An diese Server wurde bisher nichts gesendet. Gespeicherte Passwörter und Anmeldungen würden dorthin gehen:',
  'newServers.check':
    'Prüfen Sie die Adresse Zeichen für Zeichen, besonders wenn sie aus einer Datei oder einer E-Mail stammt.',
  'newServers.confirm': 'Dorthin senden',
  'configuration.import.authority': 'Anmeldung bei {{authority}}',
  'configuration.import.fingerprint': 'Vertraut dem Zertifikat {{fingerprint}}',
  'configuration.import.authorities_one': 'Vertraut {{count}} eigenen Zertifizierungsstelle',
  'configuration.import.authorities_other': 'Vertraut {{count}} eigenen Zertifizierungsstellen',
  'configuration.import.ownUrl': 'Eigene Adresse: {{url}}',
  'notices.open': 'Lizenzen …',
  'notices.title': 'Lizenzen',
  'notices.search': 'In den Lizenzen suchen',
  'notices.count_one': '{{count}} Werk',
  'notices.count_other': '{{count}} Werke',
  'accountImport.server': 'Server {{server}}',
}

export type NewServersTexts = Readonly<Record<keyof typeof newServersDe, string>>
