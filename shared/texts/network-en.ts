/** English texts of what can go wrong on the way to the server. */
import type { NetworkTexts } from './catalogue.ts'

export const networkEn: NetworkTexts = {
  'network.host-not-found': {
    what: 'The name {{host}} cannot be found.',
    todo: 'Check the spelling, the DNS server of this machine, and whether it is in the right network (VPN).',
  },
  'network.dns-unavailable': {
    what: 'The DNS server of this machine does not answer; the name {{host}} could not be resolved.',
    todo: 'Check the network connection, the DNS server that is set and the VPN, for example with: nslookup {{host}}. It has nothing to do with the name itself.',
  },
  'network.connection-refused': {
    what: '{{host}} accepts no connection on port {{port}}.',
    todo: 'Check the port, whether the web service (IIS) of the Exchange server runs, and whether a firewall is in between.',
  },
  'network.no-answer': {
    what: 'Nobody answers on port {{port}} of {{host}}: neither accepted nor refused within {{seconds}} seconds.',
    todo: 'Mostly a firewall drops the packets, or the address belongs to no running machine. Check firewall rules, port forwarding and VPN, and whether the address found is the right one.',
  },
  'network.unreachable': {
    what: '{{host}} cannot be reached from here.',
    todo: 'Check the network connection of this machine, VPN and routes.',
  },
  'network.timeout': {
    what: '{{host}} did not answer within {{seconds}} seconds.',
    todo: 'Check the firewall and the load of the server, and try again.',
  },
  'network.connection-lost': {
    what: 'The connection to {{host}} was lost.',
    todo: 'Try again. If it happens repeatedly, check server, proxy and firewall.',
  },
  'network.failed': {
    what: 'The connection to {{host}} could not be made ({{reason}}).',
    todo: 'Check the address and the network.',
  },
  'tls.self-signed': {
    what: '{{host}} shows a self-signed certificate that this computer does not trust.',
    todo: 'Install a certificate of a trusted authority on the server, or look at the certificate in the connector and pin exactly this one. Verification is never switched off.',
  },
  'tls.untrusted-issuer': {
    what: 'This computer does not trust the issuer of the certificate of {{host}}.',
    todo: 'Look at the certificate in the connector, and trust the certificate authority of your company. Or add it to the trusted root certificates of this computer, and complete missing intermediate certificates on the server.',
  },
  'tls.expired': {
    what: 'The certificate of {{host}} has expired.',
    todo: 'Renew the certificate on the Exchange server, and check the clock of this computer. Until then only pinning exactly this certificate in the connector helps.',
  },
  'tls.not-yet-valid': {
    what: 'The certificate of {{host}} is not valid yet.',
    todo: 'Check the clocks of this machine and of the server.',
  },
  'tls.wrong-name': {
    what: 'The certificate is not valid for {{host}} but for: {{names}}.',
    todo: 'Use one of these names in the URL, or issue the certificate for {{host}}.',
  },
  'tls.revoked': {
    what: 'The certificate of {{host}} was revoked by its issuer.',
    todo: 'Install a new certificate on the server. A revoked one may be in the hands of others; do not pin it.',
  },
  'tls.chain-incomplete': {
    what: '{{host}} does not send the intermediate certificate that belongs to its certificate: {{issuer}}.',
    todo: 'Install the intermediate certificate on the server (store “Intermediate Certification Authorities”) or on the reverse proxy in front of it. The issuer of the certificate offers it for download.',
  },
  'tls.intercepted': {
    what: 'The encryption to {{host}} is broken up on the way: the certificate is not from the server but from {{product}} ({{issuer}}).',
    todo: 'Exempt {{host}} from TLS inspection in the proxy, the firewall or the virus scanner. Or trust the certificate authority of that product in the connector, if your company wants it so.',
  },
  'tls.old-protocol': {
    what: '{{host}} offers only outdated encryption.',
    todo: 'Switch on TLS 1.2 or newer on the server.',
  },
  'tls.only-old-versions': {
    what: '{{host}} speaks {{protocol}} at most; TLS 1.2 or newer is required.',
    todo: 'Switch on TLS 1.2 on the server (Windows Server: Schannel in the registry; Exchange needs current updates). If a reverse proxy stands in front of it, set it there.',
  },
  'tls.not-tls': {
    what: 'There is no TLS on port {{port}} of {{host}}; the service there speaks without encryption.',
    todo: 'Check the port: https usually runs on 443, not on 80. Check also whether the https binding in IIS points to this port.',
  },
  'tls.no-handshake': {
    what: '{{host}} accepts connections on port {{port}} but begins no encryption within {{seconds}} seconds.',
    todo: 'Check whether an https service really runs there, whether the server is overloaded, and whether a firewall holds up the connection.',
  },
  'tls.closed': {
    what: '{{host}} breaks off the start of the encryption on port {{port}}.',
    todo: 'Check in IIS whether a certificate is assigned to the https binding, and whether a firewall or a reverse proxy ends the connection from here.',
  },
  'tls.pin-mismatch': {
    what: '{{host}} shows another certificate than the pinned one. Pinned: {{pinned}}. Shown: {{fingerprint}}.',
    todo: 'Compare the fingerprint shown with the one on the server. If the certificate was renewed, pin the new one in the connector; otherwise somebody may be listening in.',
  },
  'tls.failed': {
    what: 'The encrypted connection to {{host}} could not be made ({{reason}}).',
    todo: 'Check whether an https service runs at this address and port.',
  },
  'tls.authorities-unreadable': {
    what: 'The file of further certificate authorities cannot be read ({{reason}}).',
    todo: 'Check the path in EWS_KONNEKTOR_CA_FILE and restart the application. Until then only those count whom this machine trusts anyway.',
  },
  'tls.no-authority-in-file': {
    what: 'The file {{file}} holds no certificate authority.',
    todo: 'Choose the file of the issuing certificate authority (PEM or DER, mostly .cer, .crt or .pem), not the certificate of the server.',
  },
  'proxy.unreachable': {
    what: 'The proxy server on the way to {{host}} cannot be reached.',
    todo: 'Check the proxy settings and whether the proxy server is running.',
  },
  'proxy.name-not-found': {
    what: 'The name of the proxy server {{proxy}} cannot be found.',
    todo: 'Check the proxy settings and the DNS server of this machine. Outside of the company network this proxy may not exist.',
  },
  'proxy.connection-refused': {
    what: 'The proxy server {{proxy}} accepts no connection.',
    todo: 'Check name and port in the proxy settings and whether the proxy server is running.',
  },
  'proxy.no-answer': {
    what: 'The proxy server {{proxy}} does not answer within {{seconds}} seconds.',
    todo: 'Check whether the proxy server is running and can be reached from this network, and whether the port is right. Perhaps it works without a proxy: setting “No proxy”.',
  },
  'proxy.script-unreachable': {
    what: 'The proxy script cannot be loaded or is faulty ({{setting}}).',
    todo: 'Check the address of the proxy script (PAC) in the settings, or name the proxy server directly. Without the script no connection is made, not on another way either.',
  },
  'proxy.sign-in-needed': {
    what: 'The proxy server {{proxy}} demands a sign-in (HTTP 407).',
    todo: 'Enter user name and password in the proxy settings, or let {{host}} through on the proxy without a sign-in.',
  },
  'proxy.password-missing': {
    what: 'No password is stored for the user {{user}} of the proxy server.',
    todo: 'Enter it in the settings under “Network”. If the proxy asks for no sign-in, leave the user name empty there.',
  },
  'proxy.sign-in-refused': {
    what: 'The proxy server on the way to {{host}} refuses the sign-in.',
    todo: 'Check the user name and the password for the proxy server.',
  },
  'proxy.forbids': {
    what: 'The proxy server {{proxy}} allows no connection to {{host}} (HTTP {{status}}).',
    todo: 'Allow {{host}} on the proxy (rule for CONNECT, port and category), or exempt the name from the proxy.',
  },
  'proxy.cannot-reach': {
    what: 'The proxy server {{proxy}} does not reach {{host}} (HTTP {{status}}).',
    todo: 'A proxy often does not know internal names: exempt {{host}} in the proxy exceptions. Otherwise check name resolution and firewall from the proxy.',
  },
  'proxy.tunnel-failed': {
    what: 'The proxy server makes no connection to {{host}}.',
    todo: 'Check whether the proxy server can resolve this name and allows connections to it.',
  },
  'proxy.not-available': {
    what: 'This kind of proxy does not exist on the command line.',
    todo: 'Name the proxy server with host and port.',
  },
  'http.redirect': {
    what: 'The server redirects to {{target}}.',
    todo: 'Credentials are not sent on. Enter the right address yourself if you trust it.',
  },
  'http.not-found': {
    what: 'There is no service at this address (HTTP 404).',
    todo: 'Check the path of the URL; the usual one is /EWS/Exchange.asmx.',
  },
  'http.not-exchange': {
    what: 'Something other than Exchange answers at this address (HTTP {{status}}, {{contentType}}).',
    todo: 'Check the URL. Often it is the sign-in page of Outlook on the web or of a proxy.',
  },
  'http.outlook-sign-in': {
    what: 'The sign-in page of Outlook on the web answers instead of EWS.',
    todo: 'The path belongs to Outlook on the web, or forms-based sign-in is switched on at the EWS virtual directory. The usual path is /EWS/Exchange.asmx with Windows authentication (Set-WebServicesVirtualDirectory).',
  },
  'http.federation-sign-in': {
    what: 'In front of Exchange a sign-in service demands a sign-in in the browser: {{target}}.',
    todo: 'Publish /EWS without pre-authentication (Web Application Proxy: pass-through), or use the internal address of the server.',
  },
  'http.sign-in-page': {
    what: 'A sign-in page answers instead of Exchange (“{{title}}”).',
    todo: 'This is the page of a gateway, a VPN or another product. Publish /EWS there without a sign-in in front of it, or check the URL.',
  },
  'http.captive-portal': {
    what: 'The network that this machine is in demands a sign-in in the browser first (hotspot, guest network).',
    todo: 'Open a browser on this machine, sign in to the network, and test again.',
  },
  'http.start-page': {
    what: 'The start page of a web server ({{title}}) answers at this address, not Exchange.',
    todo: 'Check server and path of the URL; the usual path is /EWS/Exchange.asmx. Perhaps the name points to another server.',
  },
  'http.no-site': {
    what: 'There is no website for {{host}} on the server (HTTP {{status}} of Windows, before IIS even).',
    todo: 'Check in IIS the bindings of the “Default Web Site” (host name and port) and whether the website is started. Or use the name that the binding names.',
  },
  'http.method-refused': {
    what: 'The path takes no EWS requests (HTTP 405).',
    todo: 'Check the path of the URL; the usual one is /EWS/Exchange.asmx. A reverse proxy must let POST through on this path.',
  },
  'http.gateway-refused': {
    what: '{{product}} stands in front of Exchange and refuses the request (HTTP {{status}}).',
    todo: 'Check the rule for the path /EWS on that device: it must be passed on to Exchange with POST and without a sign-in in front of it.',
  },
  'http.gateway-failed': {
    what: '{{product}} stands in front of Exchange and does not reach Exchange (HTTP {{status}}).',
    todo: 'Check on that device the state of the Exchange servers (health check), their certificate, and the firewall in between.',
  },
  'http.service-stopped': {
    what: 'The web server runs, the EWS service behind it does not (HTTP 503 of Windows).',
    todo: 'On the Exchange server start the application pool MSExchangeServicesAppPool in IIS, and check the service “Microsoft Exchange Service Host” and the event log. During an update this is normal.',
  },
  'http.application-error': {
    what: 'The EWS application on the server fails (HTTP {{status}}, without an answer of Exchange).',
    todo: 'Check the event log and the log of IIS on the Exchange server. After an update it often helps to restart the services and IIS.',
  },
  'http.client-certificate-needed': {
    what: 'The server demands a client certificate (HTTP 403.7).',
    todo: 'Set client certificates to “Ignore” in IIS under “SSL Settings” of the EWS virtual directory.',
  },
  'http.address-refused': {
    what: 'The server does not admit the address of this machine (HTTP 403.6).',
    todo: 'Add the address of this machine in IIS under “IP Address and Domain Restrictions”.',
  },
  'http.no-answer': {
    what: '{{host}} is connected but does not answer the request within {{seconds}} seconds.',
    todo: 'The server is overloaded, its application pool hangs, or a device in front of it holds up the request. Check the load, and restart the application pool MSExchangeServicesAppPool.',
  },
  'http.forbidden': {
    what: 'The server denies access (HTTP 403).',
    todo: 'Check whether EWS is allowed for the mailbox, the organisation and this application (EwsEnabled, EwsApplicationAccessPolicy).',
  },
  'http.too-large': {
    what: 'The answer of the server exceeds the permitted size.',
    todo: 'The object is left out. Check whether the address really is an Exchange server.',
  },
  'http.request-too-large': {
    what: 'The server refuses the request as too large (HTTP 413).',
    todo: 'Raise the limit for requests on the EWS virtual directory of the server (maxAllowedContentLength).',
  },
  'http.unavailable': {
    what: 'The service is not available at present (HTTP {{status}}).',
    todo: 'Try again later. If it stays like this, check the Exchange server.',
  },
  'http.status': {
    what: 'The server answers with HTTP {{status}}.',
    todo: 'Check the URL and the log of the server.',
  },
}
