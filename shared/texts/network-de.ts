/** German texts of what can go wrong on the way to the server. */
import type { NetworkTexts } from './catalogue.ts'

export const networkDe: NetworkTexts = {
  'network.host-not-found': {
    what: 'Der Name {{host}} ist nicht auffindbar.',
    todo: 'Prüfen Sie die Schreibweise, den DNS-Server dieses Rechners und ob er im richtigen Netz ist (VPN).',
  },
  'network.dns-unavailable': {
    what: 'Der DNS-Server dieses Rechners antwortet nicht; der Name {{host}} liess sich nicht auflösen.',
    todo: 'Prüfen Sie die Netzwerkverbindung, den eingetragenen DNS-Server und das VPN, zum Beispiel mit: nslookup {{host}}. Mit dem Namen selbst hat es nichts zu tun.',
  },
  'network.connection-refused': {
    what: '{{host}} nimmt auf Port {{port}} keine Verbindung an.',
    todo: 'Prüfen Sie den Port, ob der Webdienst (IIS) des Exchange-Servers läuft und ob eine Firewall dazwischen steht.',
  },
  'network.no-answer': {
    what: 'Auf Port {{port}} von {{host}} antwortet niemand: keine Annahme und keine Ablehnung innert {{seconds}} Sekunden.',
    todo: 'Meist verwirft eine Firewall die Pakete, oder die Adresse gehört zu keinem laufenden Rechner. Prüfen Sie Firewall-Regeln, Portweiterleitung und VPN, und ob die gefundene Adresse die richtige ist.',
  },
  'network.unreachable': {
    what: '{{host}} ist von hier aus nicht erreichbar.',
    todo: 'Prüfen Sie die Netzwerkverbindung dieses Rechners, VPN und Routen.',
  },
  'network.timeout': {
    what: '{{host}} hat innert {{seconds}} Sekunden nicht geantwortet.',
    todo: 'Prüfen Sie Firewall und Auslastung des Servers, und versuchen Sie es noch einmal.',
  },
  'network.connection-lost': {
    what: 'Die Verbindung zu {{host}} ist abgebrochen.',
    todo: 'Versuchen Sie es noch einmal. Geschieht es immer wieder, prüfen Sie Server, Proxy und Firewall.',
  },
  'network.failed': {
    what: 'Die Verbindung zu {{host}} kam nicht zustande ({{reason}}).',
    todo: 'Prüfen Sie Adresse und Netzwerk.',
  },
  'tls.self-signed': {
    what: '{{host}} weist ein selbst signiertes Zertifikat vor, dem dieser Rechner nicht vertraut.',
    todo: 'Installieren Sie auf dem Server ein Zertifikat einer vertrauenswürdigen Stelle, oder sehen Sie sich das Zertifikat beim Konnektor an und halten Sie genau dieses fest. Die Prüfung wird nie abgeschaltet.',
  },
  'tls.untrusted-issuer': {
    what: 'Dieser Rechner vertraut dem Aussteller des Zertifikats von {{host}} nicht.',
    todo: 'Sehen Sie sich das Zertifikat beim Konnektor an, und vertrauen Sie der Zertifizierungsstelle Ihrer Firma. Oder nehmen Sie sie in die vertrauenswürdigen Stammzertifikate dieses Rechners auf, und ergänzen Sie auf dem Server fehlende Zwischenzertifikate.',
  },
  'tls.expired': {
    what: 'Das Zertifikat von {{host}} ist abgelaufen.',
    todo: 'Erneuern Sie das Zertifikat auf dem Exchange-Server, und prüfen Sie die Uhr dieses Rechners. Bis dahin hilft nur, genau dieses Zertifikat beim Konnektor festzuhalten.',
  },
  'tls.not-yet-valid': {
    what: 'Das Zertifikat von {{host}} ist noch nicht gültig.',
    todo: 'Prüfen Sie die Uhr dieses Rechners und die des Servers.',
  },
  'tls.wrong-name': {
    what: 'Das Zertifikat gilt nicht für {{host}}, sondern für: {{names}}.',
    todo: 'Verwenden Sie in der URL einen dieser Namen, oder stellen Sie das Zertifikat für {{host}} aus.',
  },
  'tls.revoked': {
    what: 'Das Zertifikat von {{host}} wurde von seinem Aussteller gesperrt.',
    todo: 'Installieren Sie auf dem Server ein neues Zertifikat. Ein gesperrtes ist vielleicht in fremden Händen; halten Sie es nicht fest.',
  },
  'tls.chain-incomplete': {
    what: '{{host}} sendet das Zwischenzertifikat nicht mit, das zu seinem Zertifikat gehört: {{issuer}}.',
    todo: 'Installieren Sie das Zwischenzertifikat auf dem Server (Speicher «Zwischenzertifizierungsstellen») oder auf dem Reverse-Proxy davor. Der Herausgeber des Zertifikats bietet es zum Herunterladen an.',
  },
  'tls.intercepted': {
    what: 'Die Verschlüsselung zu {{host}} wird unterwegs aufgebrochen: Das Zertifikat stammt nicht vom Server, sondern von {{product}} ({{issuer}}).',
    todo: 'Nehmen Sie {{host}} im Proxy, in der Firewall oder im Virenschutz von der TLS-Prüfung aus. Oder vertrauen Sie beim Konnektor der Zertifizierungsstelle dieses Produkts, wenn Ihre Firma das so will.',
  },
  'tls.old-protocol': {
    what: '{{host}} bietet nur veraltete Verschlüsselung an.',
    todo: 'Schalten Sie auf dem Server TLS 1.2 oder neuer ein.',
  },
  'tls.only-old-versions': {
    what: '{{host}} spricht höchstens {{protocol}}; verlangt ist TLS 1.2 oder neuer.',
    todo: 'Schalten Sie auf dem Server TLS 1.2 ein (Windows Server: Schannel in der Registrierung; Exchange braucht aktuelle Updates). Steht ein Reverse-Proxy davor, stellen Sie es dort ein.',
  },
  'tls.not-tls': {
    what: 'Auf Port {{port}} von {{host}} läuft kein TLS; der Dienst dort spricht unverschlüsselt.',
    todo: 'Prüfen Sie den Port: https läuft üblicherweise auf 443, nicht auf 80. Prüfen Sie auch, ob im IIS die https-Bindung auf diesen Port zeigt.',
  },
  'tls.no-handshake': {
    what: '{{host}} nimmt auf Port {{port}} Verbindungen an, beginnt aber innert {{seconds}} Sekunden keine Verschlüsselung.',
    todo: 'Prüfen Sie, ob dort wirklich ein https-Dienst läuft, ob der Server überlastet ist und ob eine Firewall die Verbindung aufhält.',
  },
  'tls.closed': {
    what: '{{host}} bricht auf Port {{port}} den Aufbau der Verschlüsselung ab.',
    todo: 'Prüfen Sie im IIS, ob der https-Bindung ein Zertifikat zugewiesen ist, und ob eine Firewall oder ein Reverse-Proxy die Verbindung von hier aus beendet.',
  },
  'tls.pin-mismatch': {
    what: '{{host}} weist ein anderes Zertifikat vor als das festgehaltene. Festgehalten: {{pinned}}. Vorgewiesen: {{fingerprint}}.',
    todo: 'Vergleichen Sie den vorgewiesenen Fingerabdruck mit dem auf dem Server. Wurde das Zertifikat erneuert, halten Sie beim Konnektor das neue fest; sonst liest vielleicht jemand mit.',
  },
  'tls.failed': {
    what: 'Die verschlüsselte Verbindung zu {{host}} kam nicht zustande ({{reason}}).',
    todo: 'Prüfen Sie, ob unter dieser Adresse und diesem Port ein https-Dienst läuft.',
  },
  'tls.authorities-unreadable': {
    what: 'Die Datei mit weiteren Zertifizierungsstellen ist nicht lesbar ({{reason}}).',
    todo: 'Prüfen Sie den Pfad in EWS_KONNEKTOR_CA_FILE und starten Sie das Programm neu. Bis dahin gilt nur, wem dieser Rechner ohnehin vertraut.',
  },
  'tls.no-authority-in-file': {
    what: 'Die Datei {{file}} enthält keine Zertifizierungsstelle.',
    todo: 'Wählen Sie die Datei der ausstellenden Zertifizierungsstelle (PEM oder DER, meist .cer, .crt oder .pem), nicht das Zertifikat des Servers.',
  },
  'proxy.unreachable': {
    what: 'Der Proxy-Server auf dem Weg zu {{host}} ist nicht erreichbar.',
    todo: 'Prüfen Sie die Proxy-Einstellungen und ob der Proxy-Server läuft.',
  },
  'proxy.name-not-found': {
    what: 'Der Name des Proxy-Servers {{proxy}} ist nicht auffindbar.',
    todo: 'Prüfen Sie die Proxy-Einstellungen und den DNS-Server dieses Rechners. Ausserhalb des Firmennetzes gibt es diesen Proxy vielleicht nicht.',
  },
  'proxy.connection-refused': {
    what: 'Der Proxy-Server {{proxy}} nimmt keine Verbindung an.',
    todo: 'Prüfen Sie Name und Port in den Proxy-Einstellungen und ob der Proxy-Server läuft.',
  },
  'proxy.no-answer': {
    what: 'Der Proxy-Server {{proxy}} antwortet nicht innert {{seconds}} Sekunden.',
    todo: 'Prüfen Sie, ob der Proxy-Server läuft und von diesem Netz aus erreichbar ist, und ob der Port stimmt. Ohne Proxy geht es vielleicht auch: Einstellung «Kein Proxy».',
  },
  'proxy.script-unreachable': {
    what: 'Das Proxy-Skript ist nicht ladbar oder fehlerhaft ({{setting}}).',
    todo: 'Prüfen Sie die Adresse des Proxy-Skripts (PAC) in den Einstellungen, oder nennen Sie den Proxy-Server direkt. Ohne das Skript wird nicht verbunden, auch nicht auf anderem Weg.',
  },
  'proxy.sign-in-needed': {
    what: 'Der Proxy-Server {{proxy}} verlangt eine Anmeldung (HTTP 407).',
    todo: 'Tragen Sie in den Proxy-Einstellungen Benutzername und Passwort ein, oder lassen Sie {{host}} auf dem Proxy ohne Anmeldung zu.',
  },
  'proxy.password-missing': {
    what: 'Für den Benutzer {{user}} des Proxy-Servers ist kein Passwort gespeichert.',
    todo: 'Geben Sie es in den Einstellungen unter «Netzwerk» ein. Verlangt der Proxy keine Anmeldung, lassen Sie den Benutzernamen dort leer.',
  },
  'proxy.sign-in-refused': {
    what: 'Der Proxy-Server auf dem Weg zu {{host}} lehnt die Anmeldung ab.',
    todo: 'Prüfen Sie Benutzername und Passwort für den Proxy-Server.',
  },
  'proxy.forbids': {
    what: 'Der Proxy-Server {{proxy}} erlaubt keine Verbindung zu {{host}} (HTTP {{status}}).',
    todo: 'Lassen Sie {{host}} auf dem Proxy zu (Regel für CONNECT, Port und Kategorie), oder nehmen Sie den Namen vom Proxy aus.',
  },
  'proxy.cannot-reach': {
    what: 'Der Proxy-Server {{proxy}} erreicht {{host}} nicht (HTTP {{status}}).',
    todo: 'Interne Namen kennt ein Proxy oft nicht: Nehmen Sie {{host}} in den Proxy-Ausnahmen aus. Sonst prüfen Sie vom Proxy aus Namensauflösung und Firewall.',
  },
  'proxy.tunnel-failed': {
    what: 'Der Proxy-Server stellt keine Verbindung zu {{host}} her.',
    todo: 'Prüfen Sie, ob der Proxy-Server diesen Namen auflösen kann und Verbindungen dorthin erlaubt.',
  },
  'proxy.not-available': {
    what: 'Diese Art von Proxy gibt es auf der Befehlszeile nicht.',
    todo: 'Nennen Sie den Proxy-Server mit Namen und Port.',
  },
  'http.redirect': {
    what: 'Der Server leitet weiter nach {{target}}.',
    todo: 'Anmeldedaten werden nicht weitergeleitet. Tragen Sie die richtige Adresse selbst ein, wenn Sie ihr vertrauen.',
  },
  'http.not-found': {
    what: 'Unter dieser Adresse gibt es keinen Dienst (HTTP 404).',
    todo: 'Prüfen Sie den Pfad der URL; üblich ist /EWS/Exchange.asmx.',
  },
  'http.not-exchange': {
    what: 'Unter dieser Adresse antwortet etwas anderes als Exchange (HTTP {{status}}, {{contentType}}).',
    todo: 'Prüfen Sie die URL. Oft ist es die Anmeldeseite von Outlook im Web oder eines Proxys.',
  },
  'http.outlook-sign-in': {
    what: 'Statt EWS antwortet die Anmeldeseite von Outlook im Web.',
    todo: 'Der Pfad gehört zu Outlook im Web, oder am virtuellen Verzeichnis EWS ist die formularbasierte Anmeldung eingeschaltet. Üblich ist der Pfad /EWS/Exchange.asmx mit Windows-Authentifizierung (Set-WebServicesVirtualDirectory).',
  },
  'http.federation-sign-in': {
    what: 'Vor Exchange verlangt ein Anmeldedienst eine Anmeldung im Browser: {{target}}.',
    todo: 'Veröffentlichen Sie /EWS ohne Vorauthentifizierung (Web Application Proxy: Durchgang, «Pass-through»), oder verwenden Sie die interne Adresse des Servers.',
  },
  'http.sign-in-page': {
    what: 'Statt Exchange antwortet eine Anmeldeseite («{{title}}»).',
    todo: 'Das ist die Seite eines Gateways, VPN oder eines anderen Produkts. Veröffentlichen Sie /EWS dort ohne vorgeschaltete Anmeldung, oder prüfen Sie die URL.',
  },
  'http.captive-portal': {
    what: 'Das Netz, in dem dieser Rechner ist, verlangt zuerst eine Anmeldung im Browser (Hotspot, Gastnetz).',
    todo: 'Öffnen Sie auf diesem Rechner einen Browser, melden Sie sich im Netz an, und testen Sie noch einmal.',
  },
  'http.start-page': {
    what: 'Unter dieser Adresse antwortet die Startseite eines Webservers ({{title}}), nicht Exchange.',
    todo: 'Prüfen Sie Server und Pfad der URL; üblich ist /EWS/Exchange.asmx. Vielleicht zeigt der Name auf einen anderen Server.',
  },
  'http.no-site': {
    what: 'Auf dem Server gibt es keine Website für {{host}} (HTTP {{status}} von Windows, noch vor dem IIS).',
    todo: 'Prüfen Sie im IIS die Bindungen der «Default Web Site» (Hostname und Port) und ob die Website läuft. Oder verwenden Sie den Namen, den die Bindung nennt.',
  },
  'http.method-refused': {
    what: 'Der Pfad nimmt keine EWS-Anfragen an (HTTP 405).',
    todo: 'Prüfen Sie den Pfad der URL; üblich ist /EWS/Exchange.asmx. Ein Reverse-Proxy muss POST auf diesem Pfad durchlassen.',
  },
  'http.gateway-refused': {
    what: 'Vor Exchange steht {{product}} und lehnt die Anfrage ab (HTTP {{status}}).',
    todo: 'Prüfen Sie auf diesem Gerät die Regel für den Pfad /EWS: Er muss mit POST und ohne vorgeschaltete Anmeldung an Exchange weitergegeben werden.',
  },
  'http.gateway-failed': {
    what: 'Vor Exchange steht {{product}} und erreicht Exchange nicht (HTTP {{status}}).',
    todo: 'Prüfen Sie auf diesem Gerät den Zustand der Exchange-Server (Health Check), deren Zertifikat und die Firewall dazwischen.',
  },
  'http.service-stopped': {
    what: 'Der Webserver läuft, der EWS-Dienst dahinter nicht (HTTP 503 von Windows).',
    todo: 'Starten Sie auf dem Exchange-Server im IIS den Anwendungspool MSExchangeServicesAppPool, und prüfen Sie den Dienst «Microsoft Exchange-Diensthost» sowie das Ereignisprotokoll. Während eines Updates ist das normal.',
  },
  'http.application-error': {
    what: 'Die EWS-Anwendung auf dem Server scheitert (HTTP {{status}}, ohne Antwort von Exchange).',
    todo: 'Prüfen Sie auf dem Exchange-Server das Ereignisprotokoll und das Protokoll des IIS. Oft hilft nach einem Update: Dienste und IIS neu starten.',
  },
  'http.client-certificate-needed': {
    what: 'Der Server verlangt ein Client-Zertifikat (HTTP 403.7).',
    todo: 'Stellen Sie am virtuellen Verzeichnis EWS im IIS unter «SSL-Einstellungen» die Client-Zertifikate auf «Ignorieren».',
  },
  'http.address-refused': {
    what: 'Der Server lässt die Adresse dieses Rechners nicht zu (HTTP 403.6).',
    todo: 'Nehmen Sie im IIS unter «Einschränkungen für IP-Adressen und Domänen» die Adresse dieses Rechners auf.',
  },
  'http.no-answer': {
    what: '{{host}} ist verbunden, beantwortet die Anfrage aber nicht innert {{seconds}} Sekunden.',
    todo: 'Der Server ist überlastet, der Anwendungspool hängt, oder ein Gerät davor hält die Anfrage auf. Prüfen Sie die Auslastung, und starten Sie den Anwendungspool MSExchangeServicesAppPool neu.',
  },
  'http.forbidden': {
    what: 'Der Server verweigert den Zugriff (HTTP 403).',
    todo: 'Prüfen Sie, ob EWS für das Postfach, die Organisation und dieses Programm erlaubt ist (EwsEnabled, EwsApplicationAccessPolicy).',
  },
  'http.too-large': {
    what: 'Die Antwort des Servers überschreitet die zulässige Grösse.',
    todo: 'Das Objekt wird ausgelassen. Prüfen Sie, ob die Adresse wirklich ein Exchange-Server ist.',
  },
  'http.request-too-large': {
    what: 'Der Server lehnt die Anfrage als zu gross ab (HTTP 413).',
    todo: 'Erhöhen Sie die Grenze für Anfragen am virtuellen Verzeichnis EWS des Servers (maxAllowedContentLength).',
  },
  'http.unavailable': {
    what: 'Der Dienst ist zurzeit nicht verfügbar (HTTP {{status}}).',
    todo: 'Versuchen Sie es später noch einmal. Bleibt es dabei, prüfen Sie den Exchange-Server.',
  },
  'http.status': {
    what: 'Der Server antwortet mit HTTP {{status}}.',
    todo: 'Prüfen Sie die URL und das Protokoll des Servers.',
  },
}
