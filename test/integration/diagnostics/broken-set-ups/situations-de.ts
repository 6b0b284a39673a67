/** What is wrong, in German, by the sentence of the table; a test finds what is missing. */
export const SITUATIONS_DE: Readonly<Record<string, string>> = {
  'The proxy server wants a sign-in, and none is set':
    'Der Proxy-Server verlangt eine Anmeldung, und es ist keine eingetragen',
  'The password for the proxy server is wrong': 'Das Passwort für den Proxy-Server ist falsch',
  'The proxy server forbids the way to the server': 'Der Proxy-Server verbietet den Weg zum Server',
  'The proxy server does not know the internal name of the server, or does not reach it':
    'Der Proxy-Server kennt den internen Namen des Servers nicht oder erreicht ihn nicht',
  'The proxy server that is set does not run, or its port is wrong':
    'Der eingetragene Proxy-Server läuft nicht, oder sein Port ist falsch',
  'The name of the proxy server exists only in the network of the company':
    'Den Namen des Proxy-Servers gibt es nur im Netz der Firma',
  'The name of the server is mistyped, or this machine asks a DNS server that does not know it':
    'Der Name des Servers ist vertippt, oder dieser Rechner fragt einen DNS-Server, der ihn nicht kennt',
  'Nothing listens on the port: the web server of Exchange (IIS) is stopped, or the port is wrong':
    'Auf dem Port hört niemand: Der Webserver von Exchange (IIS) ist angehalten, oder der Port ist falsch',
  'The port speaks http without encryption, the address says https':
    'Der Port spricht http ohne Verschlüsselung, die Adresse sagt https',
  'A firewall cuts the connection as soon as it sees TLS':
    'Eine Firewall trennt die Verbindung, sobald sie TLS sieht',
  'The server is only reached without encryption, on this machine':
    'Der Server wird nur ohne Verschlüsselung erreicht, auf diesem Rechner',
  'The server does not send the intermediate certificate of its authority':
    'Der Server schickt das Zwischenzertifikat seiner Zertifizierungsstelle nicht mit',
  'The intermediate certificate of a public authority is missing on the server':
    'Auf dem Server fehlt das Zwischenzertifikat einer öffentlichen Zertifizierungsstelle',
  'The clock of this machine is behind, or the new certificate was installed too early':
    'Die Uhr dieses Rechners geht nach, oder das neue Zertifikat wurde zu früh installiert',
  'A firewall inspects the encryption, and this machine does not know its authority':
    'Eine Firewall prüft die Verschlüsselung, und dieser Rechner kennt ihre Zertifizierungsstelle nicht',
  'A virus scanner inspects the encryption on this machine':
    'Ein Virenschutz auf diesem Rechner prüft die Verschlüsselung',
  'The certificate comes from the own authority of the company, which this machine does not know':
    'Das Zertifikat kommt von der eigenen Zertifizierungsstelle der Firma, die dieser Rechner nicht kennt',
  'The server still has the certificate that Exchange made itself at its installation':
    'Der Server hat noch das Zertifikat, das sich Exchange bei der Installation selber ausgestellt hat',
  'Nobody has renewed the certificate': 'Niemand hat das Zertifikat erneuert',
  'The certificate was made for another name than the one in the address':
    'Das Zertifikat ist für einen anderen Namen ausgestellt als den in der Adresse',
  'The certificate ends within the next weeks': 'Das Zertifikat läuft in den nächsten Wochen ab',
  'The server speaks only TLS 1.0 and 1.1': 'Der Server spricht nur TLS 1.0 und 1.1',
  'The certificate was replaced since somebody accepted the one before by its fingerprint':
    'Das Zertifikat wurde ersetzt, seit jemand das frühere am Fingerabdruck festgehalten hat',
  'A proxy inspects the encryption to Exchange Online with an authority of the company':
    'Ein Proxy prüft die Verschlüsselung zu Exchange Online mit einer Zertifizierungsstelle der Firma',
  'The path in the address is not that of EWS': 'Der Pfad in der Adresse ist nicht der von EWS',
  'An unknown page answers at the address': 'An der Adresse antwortet eine unbekannte Seite',
  'The network is a guest network that wants a sign-in in the browser first':
    'Das Netz ist ein Gastnetz, das zuerst eine Anmeldung im Browser verlangt',
  'The address leads to the sign-in of Outlook on the web':
    'Die Adresse führt zur Anmeldung von Outlook im Web',
  'Forms-based sign-in is switched on for EWS': 'Für EWS ist die formularbasierte Anmeldung eingeschaltet',
  'A Web Application Proxy wants a sign-in at AD FS before it lets EWS through':
    'Ein Webanwendungsproxy verlangt eine Anmeldung bei AD FS, bevor er EWS durchlässt',
  'An SSL VPN or a gateway shows its own sign-in page':
    'Ein SSL-VPN oder ein Gateway zeigt seine eigene Anmeldeseite',
  'The server sends to another host, where the mailboxes live now':
    'Der Server verweist auf einen anderen Rechner, auf dem die Postfächer jetzt liegen',
  'The name leads to a web server on which there is no Exchange':
    'Der Name führt zu einem Webserver, auf dem es kein Exchange gibt',
  'No website of IIS is bound to the name in the address':
    'Keine Website des IIS ist an den Namen in der Adresse gebunden',
  'The path takes only GET': 'Der Pfad nimmt nur GET an',
  'The address is that of Outlook on the web, whose session has ended':
    'Die Adresse ist die von Outlook im Web, dessen Sitzung abgelaufen ist',
  'The rules of the reverse proxy do not know the path of EWS':
    'Die Regeln des Reverse-Proxys kennen den Pfad von EWS nicht',
  'The web application firewall refuses the request': 'Die Web Application Firewall weist die Anfrage ab',
  'The reverse proxy does not reach Exchange': 'Der Reverse-Proxy erreicht Exchange nicht',
  'The load balancer has no healthy Exchange server': 'Der Load Balancer hat keinen gesunden Exchange-Server',
  'The application pool of EWS is stopped': 'Der Anwendungspool von EWS ist angehalten',
  'An unnamed device says that the service is away': 'Ein unbekanntes Gerät sagt, der Dienst sei nicht da',
  'The server asks to come back later': 'Der Server bittet, später wiederzukommen',
  'IIS demands a client certificate': 'IIS verlangt ein Clientzertifikat',
  'An IP restriction of IIS keeps this machine out': 'Eine IP-Einschränkung des IIS hält diesen Rechner fern',
  'Somebody keeps this machine out without saying why':
    'Etwas hält diesen Rechner fern, ohne zu sagen, warum',
  'EWS breaks at its start: the page of an unhandled error of ASP.NET':
    'EWS scheitert beim Start: die Seite eines unbehandelten Fehlers von ASP.NET',
  'Exchange runs on a Windows that gets no updates any more':
    'Exchange läuft auf einem Windows, das keine Updates mehr erhält',
  'Basic is chosen, the server offers only Windows': 'Basic ist gewählt, der Server bietet nur Windows an',
  'Windows is chosen, the server offers only Basic': 'Windows ist gewählt, der Server bietet nur Basic an',
  'Windows is chosen, the server takes only modern authentication':
    'Windows ist gewählt, der Server nimmt nur moderne Authentifizierung an',
  'OAuth2 is chosen, modern authentication is not set up on the server':
    'OAuth2 ist gewählt, auf dem Server ist moderne Authentifizierung nicht eingerichtet',
  'Anonymous authentication is switched on, or a proxy takes the offers out of the answer':
    'Die anonyme Authentifizierung ist eingeschaltet, oder ein Proxy nimmt die Angebote aus der Antwort',
  'The password or the user name is wrong': 'Passwort oder Benutzername ist falsch',
  'The domain before the user name is missing or wrong':
    'Die Domäne vor dem Benutzernamen fehlt oder ist falsch',
  'The command line is told to sign in with Windows, which only the application can':
    'Die Befehlszeile soll sich mit Windows anmelden, was nur das Fenster kann',
  'The password has expired': 'Das Passwort ist abgelaufen',
  'An administrator wants the password changed at the next sign-in':
    'Ein Administrator verlangt, dass das Passwort bei der nächsten Anmeldung geändert wird',
  'The user is disabled in Active Directory': 'Der Benutzer ist im Active Directory deaktiviert',
  'Exchange Online has locked the account': 'Exchange Online hat das Konto gesperrt',
  'EWS is switched off for the user or the organisation':
    'EWS ist für den Benutzer oder die Organisation ausgeschaltet',
  'The policy of the organisation for EWS does not list this application':
    'Die Richtlinie der Organisation für EWS führt diese Anwendung nicht auf',
  'The user has no licence for Exchange': 'Der Benutzer hat keine Lizenz für Exchange',
  'The throttling policy of the server keeps the user out for a while':
    'Die Drosselungsrichtlinie des Servers hält den Benutzer eine Weile fern',
  'The server is older than what the application speaks':
    'Der Server ist älter, als das Programm unterstützt',
  'The domain controllers of the server cannot be reached':
    'Die Domänencontroller des Servers sind nicht erreichbar',
  'A device on the way cuts the answers short': 'Ein Gerät unterwegs schneidet die Antworten ab',
  'A device on the way removes the answers': 'Ein Gerät unterwegs entfernt die Antworten',
  'A device on the way cuts connections on which somebody signs in':
    'Ein Gerät unterwegs trennt Verbindungen, auf denen sich jemand anmeldet',
  'The address of the mailbox is mistyped, or the mailbox does not exist (any more)':
    'Die Adresse des Postfachs ist vertippt, oder das Postfach gibt es nicht (mehr)',
  'The mailbox belongs to somebody else, who has not shared it':
    'Das Postfach gehört jemand anderem, der es nicht freigegeben hat',
  'The permission on the shared mailbox is missing': 'Die Berechtigung auf das freigegebene Postfach fehlt',
  'A shared mailbox is entered as the own mailbox of the user':
    'Ein freigegebenes Postfach ist als eigenes des Benutzers eingetragen',
  'The service account lacks the role ApplicationImpersonation':
    'Dem Dienstkonto fehlt die Rolle ApplicationImpersonation',
  'The mailbox was moved to another server or to Exchange Online':
    'Das Postfach wurde auf einen anderen Server oder nach Exchange Online verschoben',
  'The mailbox is just being moved': 'Das Postfach wird gerade verschoben',
  'The database of the mailbox is not mounted': 'Die Datenbank des Postfachs ist nicht eingebunden',
  'The address is an alias, and the server insists on the primary one':
    'Die Adresse ist ein Alias, und der Server besteht auf der primären',
  'The account is locked after too many wrong passwords, and the server says so':
    'Das Konto ist nach zu vielen falschen Passwörtern gesperrt, und der Server sagt es',
  'The user may not sign in at this hour, and the server says so':
    'Der Benutzer darf sich zu dieser Zeit nicht anmelden, und der Server sagt es',
  'EWS is switched off for the whole organisation': 'EWS ist für die ganze Organisation ausgeschaltet',
  'The application is not in the list of those that may use EWS':
    'Die Anwendung steht nicht in der Liste derer, die EWS verwenden dürfen',
  'EWS is switched off for the mailbox': 'EWS ist für das Postfach ausgeschaltet',
  'The mailbox has no licence': 'Das Postfach hat keine Lizenz',
  'The clock of this machine is wrong': 'Die Uhr dieses Rechners geht falsch',
  'The server is Exchange 2013, which Microsoft no longer mends':
    'Der Server ist Exchange 2013, das Microsoft nicht mehr pflegt',
  'The mailbox is in Exchange Online, where EWS ends': 'Das Postfach liegt in Exchange Online, wo EWS endet',
  'Another address of the mailbox is entered instead of the primary one':
    'Statt der primären ist eine andere Adresse des Postfachs eingetragen',
  'A further folder that was chosen has been deleted': 'Ein gewählter weiterer Ordner wurde gelöscht',
  'The shared mailbox may be read, but not written':
    'Das freigegebene Postfach darf gelesen, aber nicht beschrieben werden',
  'The mailbox and Winoffice Prime are in different time zones':
    'Postfach und Winoffice Prime haben verschiedene Zeitzonen',
  'Winoffice Prime and Outlook both request read receipts':
    'Winoffice Prime und Outlook verlangen beide Lesebestätigungen',
  'The server sets up no notifications': 'Der Server richtet keine Benachrichtigungen ein',
}
