/** What can go wrong with OAuth2, in English. `{{aadsts}}` is the number of the identity provider, as people search for it. */
import type { OAuth2Texts, SharedTexts } from './catalogue.ts'

export const oauth2En: OAuth2Texts = {
  'oauth2.authority-invalid': {
    what: 'This is not a valid address of an identity provider.',
    todo: 'Enter an https address without the directory, for example https://login.microsoftonline.com or https://adfs.company.com/adfs.',
  },
  'oauth2.tenant-needed': {
    what: 'A service account needs a certain directory.',
    todo: 'Enter the domain or the directory (tenant) id instead of “organizations”.',
  },
  'oauth2.certificate-invalid': {
    what: 'This is not a certificate in PEM format.',
    todo: 'Paste the certificate from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.',
  },
  'oauth2.private-key-invalid': {
    what: 'This is not an unencrypted RSA private key in PEM format.',
    todo: 'Paste the key from -----BEGIN PRIVATE KEY----- to its end. Remove a passphrase first, for example with “openssl pkey”.',
  },
  'oauth2.private-key-mismatch': {
    what: 'The private key does not belong to this certificate.',
    todo: 'Paste certificate and key of the same pair.',
  },
  'oauth2.sign-in-required': {
    what: 'Sign-in required: nobody is signed in for {{userName}}.',
    todo: 'Press “Sign in”; your browser opens the page of the identity provider.',
  },
  'oauth2.account-not-saved': {
    what: 'Nobody is signed in yet, because the account is not saved.',
    todo: 'Save the account; then you can sign in.',
  },
  'oauth2.not-used': {
    what: 'The connector of this account does not sign in with OAuth2.',
    todo: 'Choose OAuth2 as authentication method of the connector if it is to use tokens.',
  },
  'oauth2.expired': {
    what: 'Sign-in required: the sign-in of {{userName}} has expired ({{aadsts}}).',
    todo: 'Sign in again. It was not used for too long, or your organisation limits how long a sign-in lasts.',
  },
  'oauth2.revoked': {
    what: 'Sign-in required: the sign-in of {{userName}} was revoked ({{aadsts}}).',
    todo: 'Sign in again. The usual cause is a changed password, or an administrator who has signed the user out everywhere.',
  },
  'oauth2.second-factor': {
    what: 'Sign-in required: a second factor is asked of {{userName}} ({{aadsts}}).',
    todo: 'Sign in again and confirm it with the second factor, for example in the Authenticator app.',
  },
  'oauth2.conditional-access': {
    what: 'A conditional access policy refuses the sign-in of {{userName}} ({{aadsts}}).',
    todo: 'Sign in from an allowed device or network, or ask the administrator of Microsoft Entra to adapt the policy for this application. The device code is often forbidden: use the browser.',
  },
  'oauth2.consent-required': {
    what: 'The application lacks consent to open the mailbox of {{userName}} ({{aadsts}}).',
    todo: 'Sign in and consent. Where users may not, an administrator grants it in Microsoft Entra: Enterprise applications › Permissions › Grant admin consent.',
  },
  'oauth2.password-change': {
    what: 'The password of {{userName}} has expired or must be changed ({{aadsts}}).',
    todo: 'Change the password in the browser, then sign in again.',
  },
  'oauth2.password-wrong': {
    what: 'User name or password were wrong ({{aadsts}}).',
    todo: 'Sign in again with the right password.',
  },
  'oauth2.user-unavailable': {
    what: 'The user {{userName}} is unknown, locked or disabled at the identity provider ({{aadsts}}).',
    todo: 'Check the user in Microsoft Entra (Users › sign-in logs). A locked account opens again after a while.',
  },
  'oauth2.user-not-assigned': {
    what: 'The user {{userName}} is not assigned to the application ({{aadsts}}).',
    todo: 'In Microsoft Entra under Enterprise applications › Users and groups assign the user, or switch off “Assignment required”.',
  },
  'oauth2.directory-unknown': {
    what: 'The user or the application do not belong to the directory of the connector ({{aadsts}}).',
    todo: 'Check the directory (tenant) of the connector, and that the right national cloud is chosen.',
  },
  'oauth2.application-unknown': {
    what: 'The identity provider does not know the application, or it is disabled ({{aadsts}}).',
    todo: 'Check the application (client) id and the directory (tenant) in the connector.',
  },
  'oauth2.application-credential-missing': {
    what: 'The connector has no secret or certificate for its application yet.',
    todo: 'Enter it in the connector under OAuth2, and save.',
  },
  'oauth2.secret-refused': {
    what: 'The secret of the application is wrong or has expired ({{aadsts}}).',
    todo: 'Create a new client secret in the app registration and enter its value (not its id) in the connector.',
  },
  'oauth2.certificate-refused': {
    what: 'The certificate of the application is not accepted ({{aadsts}}).',
    todo: 'Upload the certificate to the app registration (Certificates & secrets), and check its validity and the clock of this machine.',
  },
  'oauth2.public-client-refused': {
    what: 'The application may not sign in users without a secret ({{aadsts}}).',
    todo: 'In the app registration under Authentication add the platform “Mobile and desktop applications” with http://localhost, and allow public client flows.',
  },
  'oauth2.redirect-refused': {
    what: 'The return address http://localhost is not registered for the application ({{aadsts}}).',
    todo: 'In the app registration under Authentication add the platform “Mobile and desktop applications” with http://localhost.',
  },
  'oauth2.scope-refused': {
    what: 'The identity provider does not know the scope of the connector, or refuses it ({{aadsts}}).',
    todo: 'Check the scope, and that the application has the permission EWS.AccessAsUser.All, as a service account full_access_as_app.',
  },
  'oauth2.refused': {
    what: 'The identity provider refuses the sign-in of {{userName}}: {{reason}} ({{aadsts}}).',
    todo: 'Search for the number in Microsoft’s list of AADSTS codes; the sign-in logs of Microsoft Entra tell more.',
  },
  'oauth2.token-refused': {
    what: 'Exchange refuses the sign-in of {{userName}}, although the identity provider accepts it: {{reason}}.',
    todo: 'Check the scope of the connector and the permission of the application (EWS.AccessAsUser.All, as a service account full_access_as_app), and that OAuth2 is set up on this server.',
  },
  'oauth2.wrong-identity': {
    what: 'This account belongs to {{expected}}, but {{actual}} has signed in.',
    todo: 'Sign in as {{expected}}. If another identity is really meant, sign the account out first. Nothing was changed.',
  },
  'oauth2.declined': {
    what: 'The sign-in was cancelled in the browser.',
    todo: 'Sign in again when you are ready.',
  },
  'oauth2.timed-out': {
    what: 'Nobody has signed in in time.',
    todo: 'Start the sign-in again.',
  },
  'oauth2.cancelled': { what: 'The sign-in was cancelled.', todo: 'Start it again when you are ready.' },
  'oauth2.not-a-user': {
    what: 'Nobody signs in for this account.',
    todo: 'Check the connector: only with OAuth2 and sign-in by users does each account have an identity of its own.',
  },
  'oauth2.no-loopback': {
    what: 'This machine cannot wait for the answer of the browser ({{reason}}).',
    todo: 'Sign in with a device code, or check which program forbids connections to localhost.',
  },
  'oauth2.unavailable': {
    what: 'The identity provider {{host}} is not available at the moment (HTTP {{status}}).',
    todo: 'It is tried again later by itself. The sign-in stays as it is.',
  },
  'oauth2.malformed-answer': {
    what: '{{host}} does not answer like an identity provider ({{reason}}).',
    todo: 'Check authority and directory (tenant) of the connector, and whether a proxy with a sign-in page stands in between.',
  },
}

export const signInEn: SharedTexts['signIn'] = {
  pageSucceededTitle: 'You are signed in',
  pageSucceededText: '{{userName}} is signed in for {{mailbox}}.',
  pageFailedTitle: 'The sign-in did not work',
  pageForeignTitle: 'This page does not belong to a sign-in',
  pageForeignText: 'The sign-in has ended already, or was started elsewhere.',
  pageClose: 'You can close this window and go back to MS EWS Konnektor.',
  notificationTitle: 'Sign-in required',
  notificationOne: '{{mailbox}} cannot be synchronised until somebody signs in again.',
  notificationMany: '{{count}} accounts cannot be synchronised until somebody signs in again.',
}
