/** The words of the access token, in English. */
import type { tokenDe } from './token-de.ts'

export const tokenEn: Record<keyof typeof tokenDe, string> = {
  'token.menu': 'View access token …',
  'token.title': 'Access token: {{name}}',
  'token.hint':
    'What the token says with which this account accesses the server right now. The token itself and its signature are shown nowhere in this program.',
  'token.opaque':
    'This token cannot be read: it is not a signed JWT, only the server and the identity provider understand it. That is allowed, and says nothing about whether the server accepts it; the connection test shows that.',
  'token.verdicts': 'Is it what Exchange needs?',
  'token.unverified': 'Whether the token is genuine only the server can say; the connection test shows it.',
  'token.header': 'Header',
  'token.claims': 'Claims',
  'token.readAgain': 'Read again',
  'token.copy': 'Copy claims as JSON',
  'token.copied': 'The claims are in the clipboard. They name people and your directory.',

  'token.state.passed': 'All right',
  'token.state.warning': 'To be checked',
  'token.state.failed': 'Not sufficient',

  'token.demand.audience': 'Audience',
  'token.demand.permission': 'Permission',
  'token.demand.time': 'Validity',

  'token.verdict.audience-server.what': 'Issued for this server: {{audience}}.',
  'token.verdict.audience-exchange-online.what': 'Issued for Exchange Online: {{audience}}.',
  'token.verdict.audience-cloud-on-premises.what':
    'Issued for Exchange Online ({{audience}}), but the server is {{host}}.',
  'token.verdict.audience-cloud-on-premises.todo':
    'If the server refuses the token, enter https://{{host}}/EWS.AccessAsUser.All as scope of the connector (hybrid modern authentication).',
  'token.verdict.audience-other-name.what': 'Issued for {{audience}}, but the server is {{host}}.',
  'token.verdict.audience-other-name.todo':
    'That is sufficient only if it is another name of the same server. If not, enter https://{{host}}/EWS.AccessAsUser.All as scope of the connector.',
  'token.verdict.audience-foreign.what': 'Issued for another service: {{audience}}. {{host}} refuses it.',
  'token.verdict.audience-foreign.todo':
    'Enter https://{{host}}/EWS.AccessAsUser.All as scope of the connector, and sign the account in again.',
  'token.verdict.audience-missing.what': 'It names no audience (aud).',
  'token.verdict.audience-missing.todo':
    'Check the scope of the connector, and the resource of the server {{host}} at the identity provider.',
  'token.verdict.permission-user.what': 'Permits access as the user (EWS.AccessAsUser.All).',
  'token.verdict.permission-application.what':
    'Permits the application to access the mailboxes (full_access_as_app).',
  'token.verdict.permission-adfs.what':
    'EWS.AccessAsUser.All is missing; granted is {{granted}}, as AD FS grants it.',
  'token.verdict.permission-adfs.todo':
    'An Exchange that trusts AD FS is content with that. If yours is not, grant the application EWS.AccessAsUser.All.',
  'token.verdict.permission-user-missing.what': 'EWS.AccessAsUser.All is missing. Granted: {{granted}}.',
  'token.verdict.permission-user-missing.todo':
    'Give the app registration the delegated permission EWS.AccessAsUser.All, check the scope of the connector, and sign the account in again.',
  'token.verdict.permission-application-missing.what':
    'The role full_access_as_app is missing. Granted: {{granted}}.',
  'token.verdict.permission-application-missing.todo':
    'Give the app registration the application permission full_access_as_app with admin consent.',
  'token.verdict.time-valid.what': 'Valid until {{until}}; expires {{relative}}.',
  'token.verdict.time-unlimited.what': 'It names no end (exp).',
  'token.verdict.time-unlimited.todo': 'Exchange demands one. Check how the identity provider issues tokens.',
  'token.verdict.time-early.what': 'Not valid before {{from}}.',
  'token.verdict.time-early.todo':
    'Check the clock of this computer: it is slow compared with the identity provider.',
  'token.verdict.time-expired.what': 'Expired on {{until}}.',
  'token.verdict.time-expired.todo':
    'Read it again; it is renewed by itself. If that does not help, check the clock of this computer and sign the account in again.',

  'token.claim.alg': 'Method of the signature',
  'token.claim.typ': 'Kind of token',
  'token.claim.kid': 'Key of the issuer',
  'token.claim.x5t': 'Certificate of the issuer',
  'token.claim.aud': 'Audience: whom it is for',
  'token.claim.iss': 'Issuer',
  'token.claim.iat': 'Issued',
  'token.claim.nbf': 'Valid from',
  'token.claim.exp': 'Valid until',
  'token.claim.auth_time': 'Signed in',
  'token.claim.tid': 'Directory (tenant)',
  'token.claim.appid': 'Application',
  'token.claim.azp': 'Application',
  'token.claim.app_displayname': 'Name of the application',
  'token.claim.appidacr': 'How the application proves itself: 0 not at all, 1 secret, 2 certificate',
  'token.claim.azpacr': 'How the application proves itself: 0 not at all, 1 secret, 2 certificate',
  'token.claim.upn': 'Sign-in name of the user',
  'token.claim.unique_name': 'User',
  'token.claim.preferred_username': 'Sign-in name of the user',
  'token.claim.name': 'Name of the user',
  'token.claim.oid': 'Object id in the directory',
  'token.claim.sub': 'Id for this application',
  'token.claim.scp': 'Permission on behalf of the user',
  'token.claim.roles': 'Permission of the application',
  'token.claim.wids': 'Directory roles of the user',
  'token.claim.groups': 'Groups of the user',
  'token.claim.amr': 'How the user proved who he or she is',
  'token.claim.acr': 'Strength of the sign-in',
  'token.claim.ipaddr': 'IP address of the sign-in',
  'token.claim.idtyp': 'For a user or an application',
  'token.claim.ver': 'Version of the token',
  'token.claim.uti': 'Number of the token, for the sign-in log',
  'token.claim.sid': 'Session',
}
