import type { SharedTexts } from './catalogue.ts'
import { accountImportEn } from './account-import-en.ts'
import { backgroundEn } from './background-en.ts'
import { commandErrorsEn } from './command-en.ts'
import { connectionTestEn } from './connection-test-en.ts'
import { failuresEn } from './failures-en.ts'
import { findingsEn } from './findings-en.ts'
import { networkEn } from './network-en.ts'
import { discoveryEn } from './discovery-en.ts'
import { testReportEn } from './test-report-en.ts'
import { oauth2En, signInEn } from './oauth2-en.ts'
import { policyErrorsEn, policySourcesEn, policyTitlesEn } from './policies-en.ts'
import { settingsErrorsEn } from './settings-en.ts'
import { updateErrorsEn } from './updates-en.ts'

export const en: SharedTexts = {
  findings: findingsEn,
  signIn: signInEn,
  background: backgroundEn,
  policyTitles: policyTitlesEn,
  policySources: policySourcesEn,
  notifications: {
    incident: 'Winoffice Prime database',
    failing: 'Synchronisation failed: {{name}}',
    failingOne: '{{mailbox}}:',
    failingMany: '{{count}} accounts, for example {{mailbox}}:',
    givenUp: 'Objects not synchronised: {{name}}',
    update: 'Version {{version}} is there',
    updateText: 'It is downloaded and installed at quit when you say so in the settings.',
  },
  errors: {
    ...accountImportEn,
    ...commandErrorsEn,
    ...failuresEn,
    ...networkEn,
    ...oauth2En,
    ...settingsErrorsEn,
    ...updateErrorsEn,
    ...policyErrorsEn,
    'input.invalid': { what: 'Some values are not right yet.', todo: 'Correct the marked fields.' },
    'field.required': { what: 'This value is missing.', todo: 'Fill in the field.' },
    'field.too-long': { what: 'The text is too long.', todo: 'Shorten the text.' },
    'field.invalid': { what: 'This value is not valid.', todo: 'Check the value.' },
    'field.end-before-start': {
      what: 'The end is before the start.',
      todo: 'Choose an end after the start.',
    },
    'help.notices-missing': {
      what: 'The licences are not beside the program.',
      todo: 'They belong to the installed program (THIRD-PARTY-NOTICES.txt). Install it again when the file is missing.',
    },
    'help.browser-not-opened': {
      what: 'The browser could not be opened.',
      todo: 'Open {{url}} by hand.',
    },
    'name.taken': {
      what: 'A connector with this name already exists.',
      todo: 'Choose another name; upper and lower case do not count.',
    },
    'url.invalid': {
      what: 'This is not a valid address.',
      todo: 'Enter the address of the EWS service, for example https://mail.company.com/EWS/Exchange.asmx.',
    },
    'url.not-https': {
      what: 'The address must begin with https.',
      todo: 'Unencrypted http is allowed only for this machine itself (localhost).',
    },
    'url.has-credentials': {
      what: 'The address contains sign-in data.',
      todo: 'Remove user name and password from the address; they belong to the MS EWS account.',
    },
    'authentication.exchange-online-oauth2-only': {
      what: 'Exchange Online accepts only OAuth2.',
      todo: 'Choose OAuth2. Microsoft has switched off Basic and Windows for Exchange Online.',
    },
    'authentication.account-at-exchange-online': {
      what: 'The account {{mailbox}} has an address of its own at Exchange Online, which accepts only OAuth2.',
      todo: 'Choose OAuth2, or change the address of the account first.',
    },
    'account-url.exchange-online-oauth2-only': {
      what: 'Exchange Online accepts only OAuth2, and this connector signs in differently.',
      todo: 'Create the account in a connector with OAuth2, or enter the address of an Exchange server of your own.',
    },
    'mailbox.invalid': {
      what: 'This is not a valid e-mail address.',
      todo: 'Enter the primary SMTP address of the mailbox, for example anna.meier@company.com.',
    },
    'user-name.required': {
      what: 'The user name for this sign-in is missing.',
      todo: 'Enter DOMAIN\\user or the UPN (user@company.com).',
    },
    'number.out-of-range': {
      what: 'This number is outside of the allowed range.',
      todo: 'Enter a whole number from the range that is given.',
    },
    'prime-email-account.address-taken': {
      what: 'A Winoffice Prime e-mail account with this address already exists.',
      todo: 'Choose the existing e-mail account.',
    },
    'connector.not-found': {
      what: 'This connector no longer exists.',
      todo: 'Reload the list of connectors.',
    },
    'server.not-confirmed': {
      what: 'Nothing has been sent to this server so far: {{servers}}.',
      todo: 'Passwords and sign-ins go there only when you confirm it. Check the address letter by letter.',
    },
    'connector.windows-user-mixed': {
      what: 'The connector “{{name}}” signs in to the same server in another way.',
      todo: 'One server cannot be used as the signed-in Windows user and with credentials of its own at the same time, because Windows does not tell for whom it answers. Choose the same for both connectors.',
    },
    'account.not-found': {
      what: 'This MS EWS account no longer exists.',
      todo: 'Reload the list of accounts.',
    },
    'account.prime-email-account-taken': {
      what: 'This Winoffice Prime e-mail account is already connected with {{account}} (connector “{{connector}}”).',
      todo: 'An e-mail account can be connected with one mailbox only. Choose another one, or delete the other connection.',
    },
    'account.mailbox-taken': {
      what: 'This mailbox is already connected as account {{account}} (connector “{{connector}}”).',
      todo: 'A mailbox can be connected with one e-mail account only. Choose another one, or delete the other connection.',
    },
    'deletion.over': {
      what: 'The time in which the deletion could be undone is over.',
      todo: 'Create what was deleted anew, or import a configuration that you exported earlier.',
    },
    'prime-email-account.not-found': {
      what: 'This Winoffice Prime e-mail account does not exist.',
      todo: 'Choose another e-mail account, or create a new one.',
    },
    'email.not-found': {
      what: 'This e-mail no longer exists.',
      todo: 'It has been deleted in the meantime. Reload the list.',
    },
    'document.unreadable': {
      what: 'The file {{file}} is damaged and could not be read ({{reason}}).',
      todo: 'It is kept unchanged as {{kept}}. Restore a backup, or enter the values again.',
    },
    'document.locked': {
      what: 'The file {{file}} can neither be read nor be set aside ({{reason}}).',
      todo: 'Check the permissions of the data folder and restart the application. Until then the file stays as it is, and nothing can be changed.',
    },
    'document.newer-version': {
      what: 'The file {{file}} was written by a newer version of this program.',
      todo: 'Update the program. The file is left unchanged; until then nothing can be changed.',
    },
    'document.write-failed': {
      what: 'The file {{file}} could not be written ({{reason}}).',
      todo: 'Check the free space and the permissions of the data folder. What was saved before is unchanged.',
    },
    'secret.not-stored': {
      what: 'No password is stored.',
      todo: 'Open the account and enter the password.',
    },
    'secret.undecryptable': {
      what: 'The stored password cannot be decrypted here. It was stored by {{user}} on {{computer}}.',
      todo: 'This happens after a change of computer or user. Sign in as the previous user, or enter the password again here. The old one stays for that user.',
    },
    'secret.damaged': {
      what: 'The stored password is damaged.',
      todo: 'Enter the password again, or restore a backup of the data folder. The damaged one stays as it is.',
    },
    'secret.newer-version': {
      what: 'The password was stored by a newer version of this program.',
      todo: 'Update the program, or enter the password again. The stored one stays for the newer version.',
    },
    'secret.session-only': {
      what: 'This system cannot store passwords encrypted.',
      todo: 'Passwords stay in memory until the application ends and must then be entered again. On Linux an unlocked key ring helps (GNOME Keyring, KWallet).',
    },
    'ipc.refused': { what: 'The call was refused for security reasons.', todo: 'Restart the application.' },
    'ipc.invalid-payload': {
      what: 'The application called itself in a wrong way ({{channel}}).',
      todo: 'This is a defect of the application. Report it with this text.',
    },
    'internal.unexpected': {
      what: 'Unexpected error: {{reason}}',
      todo: 'This is a defect of the application. Try again, and report it with this text.',
    },
    'connector.certificate-changed': {
      what: 'The connector {{name}} stands still: {{host}} shows another certificate than the pinned one. Pinned: {{pinned}}. Shown: {{fingerprint}}.',
      todo: 'Open the connector, compare the fingerprint shown with the one on the server, and decide. Until then none of its accounts connects.',
    },
    'sign-in.refused': {
      what: 'The server refused the sign-in as {{userName}}.',
      todo: 'Check user name (DOMAIN\\user or UPN) and password. It is not repeated by itself, so that no account gets locked.',
    },
    'sign-in.method-not-offered': {
      what: 'This server offers: {{offered}}. {{method}} is switched off there.',
      todo: 'Take over an offered authentication method, or switch on {{method}} at the EWS virtual directory of the server. The method is never changed by itself.',
    },
    'sign-in.method-not-available': {
      what: 'This version does not sign in with {{method}} yet.',
      todo: 'The connector can be set up with it, but not used yet. For Exchange on premises choose Windows or Basic for now.',
    },
    'sign-in.windows-needs-application': {
      what: 'Windows (NTLM/Negotiate) works only in the window of the application, not on the command line.',
      todo: 'Use the application, or Basic on the command line where the server offers it. Nothing was sent.',
    },
    'sign-in.windows-user-refused': {
      what: 'The server did not accept the signed-in Windows user {{userName}}.',
      todo: 'Check whether this machine is in the domain of the server and whether you are signed in to Windows with an account of the domain. Else choose credentials for each account in the connector.',
    },
    'sign-in.windows-user-mixed': {
      what: 'A connection to {{host}} that signs in in another way is open at this moment.',
      todo: 'Wait until it has ended and try again. One server is used either as the signed-in Windows user or with credentials, not both at a time.',
    },
    'sign-in.paused': {
      what: 'The sign-in as {{userName}} is paused. Refused attempts: {{count}}.',
      todo: 'This keeps the account from being locked in Active Directory. Check user name and password, then choose “Resume”, or enter a new password. Until then nothing is sent.',
    },
    'sign-in.resume-too-early': {
      what: 'The sign-in as {{userName}} has just been refused too often.',
      todo: 'Another attempt is possible from {{until}}; before that it could lock the account in Active Directory. Check user name and password until then, for example in Outlook on the web.',
    },
    'sign-in.account-disabled': {
      what: 'The account of {{userName}} is locked or disabled.',
      todo: 'Enable the account in Active Directory or Microsoft Entra. Until then no sign-in is repeated.',
    },
    'sign-in.password-expired': {
      what: 'The password of {{userName}} has expired or must be changed.',
      todo: 'Change the password and enter the new one here.',
    },
    'sign-in.account-locked': {
      what: 'The account of {{userName}} is locked for a while after too many wrong passwords.',
      todo: 'Unlock it with the command, or wait until the lock ends. First find the device or program that still uses an old password; otherwise it is locked again at once.',
    },
    'sign-in.not-permitted': {
      what: '{{userName}} may not sign in here and now; the password is right.',
      todo: 'In Active Directory check the expiry of the account, logon hours, permitted workstations and logon rights.',
    },
    'exchange.malformed-response': {
      what: 'The answer of the server is not valid EWS ({{reason}}).',
      todo: 'Try again. If it stays like this, check proxy and virus protection on the way to the server.',
    },
    'exchange.invalid-request': {
      what: 'The item cannot be written to Exchange: {{reason}}',
      todo: 'Correct the values of the item in Winoffice Prime.',
    },
    'exchange.server-busy': {
      what: 'The server is busy and asks for a pause.',
      todo: 'The synchronisation goes on later. If it persists, check the throttling policy.',
    },
    'exchange.mailbox-not-found': {
      what: 'There is no mailbox {{mailbox}} on this server.',
      todo: 'Check the primary SMTP address, and whether the mailbox lives on this server.',
    },
    'exchange.access-denied': {
      what: '{{userName}} has no access to {{mailbox}}.',
      todo: 'Give the user full access to the mailbox (Add-MailboxPermission) and choose the access “Delegated” at the account, or sign in as the owner of the mailbox. A new permission takes some minutes.',
    },
    'exchange.impersonation-denied': {
      what: '{{userName}} may not act as {{mailbox}} ({{responseCode}}).',
      todo: 'Give the service account the management role ApplicationImpersonation (New-ManagementRoleAssignment), or choose another access at the account. A new role takes some minutes.',
    },
    'exchange.impersonation-required': {
      what: '{{userName}} has no mailbox of its own and must act as somebody else.',
      todo: 'Choose the access “Impersonation” at the account.',
    },
    'exchange.blocked': {
      what: 'Exchange does not allow {{userName}} this access to {{mailbox}} ({{responseCode}}).',
      todo: 'Check licence, locks and policies of the account and the organisation.',
    },
    'exchange.ews-off-for-organization': {
      what: 'EWS is blocked for the whole organisation. The sign-in as {{userName}} was accepted.',
      todo: 'Switch EWS on for the organisation; in Exchange Online this application must be allowed as well. The command does both and leaves other allowed applications in the list. It may take up to 24 hours to have an effect.',
    },
    'exchange.ews-off-for-application': {
      what: 'This application may not use EWS. The sign-in as {{userName}} was accepted.',
      todo: 'Add the application to the list of allowed ones with the command; others stay in it. It may take up to 24 hours to have an effect.',
    },
    'exchange.ews-off-for-mailbox': {
      what: 'EWS is switched off for the mailbox {{mailbox}}. The sign-in as {{userName}} was accepted.',
      todo: 'Switch EWS on for this mailbox with the command (EwsEnabled).',
    },
    'exchange.no-licence': {
      what: 'The mailbox {{mailbox}} has no licence for Exchange.',
      todo: 'Assign it a licence with Exchange Online in the Microsoft 365 admin center. It may take up to 24 hours until the mailbox is ready.',
    },
    'exchange.write-denied': {
      what: '{{userName}} may read {{mailbox}}, but not write to it.',
      todo: 'Give the user full access to the mailbox (Add-MailboxPermission), or switch on “receive only” for the account.',
    },
    'exchange.quota-exceeded': {
      what: 'The mailbox {{mailbox}} has reached a limit ({{responseCode}}).',
      todo: 'Free some space in the mailbox, or raise its quota on the Exchange server.',
    },
    'exchange.item-not-found': {
      what: 'The object no longer exists in Exchange.',
      todo: 'Nothing to do; the next synchronisation tidies up.',
    },
    'exchange.invalid-sync-state': {
      what: 'Exchange no longer knows the state of the last synchronisation.',
      todo: 'The folder is compared from the beginning; nothing is created twice.',
    },
    'exchange.subscription-lost': {
      what: 'Exchange has ended the notification about changes ({{responseCode}}).',
      todo: 'Nothing needs to be done; it is set up again, and missed changes are fetched.',
    },
    'exchange.notifications-silent': {
      what: 'For {{seconds}} seconds nothing has arrived on the connection for notifications.',
      todo: 'It is set up again. If it happens often, let firewall and proxy keep connections to Exchange open for longer.',
    },
    'exchange.conflict': {
      what: 'The object has been changed in Exchange meanwhile ({{responseCode}}).',
      todo: 'Nothing needs to be done; the next synchronisation compares both versions.',
    },
    'exchange.mailbox-moving': {
      what: 'The mailbox {{mailbox}} is being moved.',
      todo: 'The synchronisation goes on as soon as the move has ended.',
    },
    'exchange.mailbox-moved': {
      what: 'The mailbox {{mailbox}} is no longer on this server ({{responseCode}}).',
      todo: 'Find the new address of the EWS service and enter it.',
    },
    'exchange.too-large': {
      what: 'The object is too large for Exchange ({{responseCode}}).',
      todo: 'Make the attachments smaller, or raise the message size on the Exchange server.',
    },
    'exchange.version-not-supported': {
      what: 'This Exchange server is too old for the request ({{responseCode}}).',
      todo: 'Exchange 2013 SP1 and newer are supported. Update the server.',
    },
    'exchange.transient': {
      what: 'Exchange reports a passing fault ({{responseCode}}).',
      todo: 'Try again later.',
    },
    'exchange.response': {
      what: 'Exchange reports {{responseCode}}: {{message}}',
      todo: 'Check the message on the Exchange server.',
    },
    'discovery.nothing-found': {
      what: 'No Exchange server was found for {{mailbox}}.',
      todo: 'Check the address. For the server to be found, the DNS of the domain {{domain}} needs a name autodiscover.{{domain}} (CNAME or A) or an SRV record _autodiscover._tcp.{{domain}}. Otherwise enter the address of the EWS service yourself.',
    },
    'discovery.host-declined': {
      what: 'The search led to {{host}}, which was not approved; nothing was sent there.',
      todo: 'If you trust this host, search again and approve it. Otherwise enter the address of the EWS service yourself.',
    },
    'discovery.sign-in-needed': {
      what: '{{host}} tells the address only after a sign-in.',
      todo: 'Enter user name and password, and search again.',
    },
    'discovery.redirect-loop': {
      what: 'Autodiscover leads in a circle or on and on, at last to {{target}}.',
      todo: 'Have the redirections of Autodiscover corrected (DNS, SRV record, web server), or enter the address of the EWS service yourself.',
    },
    'discovery.unsafe-redirect': {
      what: 'Autodiscover leads to an address without encryption or with sign-in data in it: {{target}}.',
      todo: 'It was not followed. Have the redirection corrected on the server; it must lead to an https address.',
    },
    'discovery.timed-out': {
      what: 'The search for the server took longer than {{seconds}} seconds.',
      todo: 'The list of attempts shows who did not answer. Check the network and try again, or enter the address yourself.',
    },
    'discovery.cancelled': {
      what: 'The search for the server was cancelled.',
      todo: 'Start it again, or enter the address of the EWS service yourself.',
    },
    'sync.cancelled': {
      what: 'The synchronisation was cancelled.',
      todo: 'What has been transferred stays; the next synchronisation goes on from there.',
    },
    'sync.already-running': {
      what: 'The synchronisation is already running.',
      todo: 'Wait until it has finished, or cancel it.',
    },
    'sync.nothing-active': {
      what: 'There is no active account to synchronise.',
      todo: 'Switch on at least one account and its connector.',
    },
    'sync.endless-page': {
      what: 'The server delivers the same page of changes again and again.',
      todo: 'The synchronisation of the folder was stopped. Check the Exchange server.',
    },
    'sync.not-sent-in-first-sync': {
      what: 'The message lay in the outbox before the first synchronisation and was not sent.',
      todo: 'Check whether it is still to be sent, and choose Try again; otherwise move it out of the outbox.',
    },
    'sync.stopped-on-error': {
      what: 'An object failed ({{code}}), and the connector is set to stop on errors: it pauses for five minutes.',
      todo: 'Solve the problem of the object, or allow the connector to continue on errors.',
    },
    'sync.sending-uncertain': {
      what: 'It is unknown whether the message was sent: the connection broke while Exchange was sending it.',
      todo: 'Look for it in the Sent Items of the mailbox. Only if it is not there, choose Try again.',
    },
    'sync.host-stopped': {
      what: 'The synchronisation process ended unexpectedly.',
      todo: 'It restarts by itself. Start the synchronisation again; it goes on where it was.',
    },
    'sync.unknown-time-zone': {
      what: 'Windows does not know the time zone {{timeZone}} of this appointment.',
      todo: 'Give the appointment another time zone in Winoffice Prime, or change it in Outlook.',
    },
    'sync.meeting-of-others': {
      what: 'Somebody else ({{organizer}}) organises this meeting, and it is not on Exchange.',
      todo: 'Ask the organizer for an invitation, or delete the entry in Winoffice Prime.',
    },
    'sync.items-failed': {
      what: 'Objects that could not be transferred: {{count}}.',
      todo: 'The next synchronisation tries again. The reason stands with each object.',
    },
    'sync.items-given-up': {
      what: 'Objects that were given up: {{count}}.',
      todo: 'Open the problems of the synchronisation: they tell the reason, and have “Try again”.',
    },
    'sync.mass-deletion': {
      what: '{{deletions}} of {{linked}} objects would be deleted at once. The synchronisation stopped before anything was deleted.',
      todo: 'Check whether the objects have really been deleted in the mailbox or in Winoffice Prime. If so, allow the deletion once in the synchronisation plan.',
    },
    'sync.planned-mass-deletion': {
      what: '{{deletions}} of {{linked}} objects would be deleted at once. This is only the plan: nothing has been deleted, and without permission the synchronisation stops before it.',
      todo: 'Check whether the objects have really been deleted in the mailbox or in Winoffice Prime. If so, allow the deletion once here.',
    },
    'sync.encryption-not-supported': {
      what: 'The message is to be sent encrypted. This application cannot encrypt, so nothing was sent.',
      todo: 'Send the message from Outlook, or remove the mark in Winoffice Prime if it may be sent without encryption.',
    },
    'conflict.not-found': {
      what: 'This conflict no longer exists.',
      todo: 'Reload the list of conflicts.',
    },
    'prime-item.not-found': {
      what: 'This object no longer exists in Winoffice Prime.',
      todo: 'Reload the view.',
    },
    'prime-item.range-too-long': {
      what: 'Such a long range is not shown.',
      todo: 'Choose a year at most.',
    },
    'prime-item.attachment-not-found': {
      what: 'The e-mail no longer has this attachment.',
      todo: 'Open the e-mail again.',
    },
    'prime-item.changed-meanwhile': {
      what: 'The object has been changed meanwhile.',
      todo: 'Reload it and repeat the change.',
    },
    'prime.repaired': {
      what: 'The Winoffice Prime database was damaged and has been repaired. The damaged file is still there: {{file}}.',
      todo: 'The next synchronisation goes through all folders once and fetches what is missing. Check the disk, and keep the file until everything is there.',
    },
    'prime.started-empty': {
      what: 'The Winoffice Prime database was damaged beyond repair; it starts empty. The damaged file is still there: {{file}}.',
      todo: 'Restore a backup of the data folder. Without one: create the Winoffice Prime e-mail account of each MS EWS account again; the next synchronisation fetches what lies in Exchange. What had not reached Exchange yet stands in the damaged file alone: keep it, and check the disk.',
    },
    'prime-item.file-unreadable': {
      what: 'The file {{file}} cannot be read ({{reason}}).',
      todo: 'Check its path and its permissions.',
    },
    'prime.unreadable': {
      what: 'The Winoffice Prime database cannot be opened ({{reason}}).',
      todo: 'Check the data folder and its permissions. The database is left unchanged.',
    },
    'prime.write-failed': {
      what: 'The Winoffice Prime database cannot be written ({{reason}}).',
      todo: 'Check the data folder and its permissions. What was saved before is unchanged.',
    },
    'prime.disk-full': {
      what: 'The disk of the data folder is full.',
      todo: 'Free some space and start the synchronisation again. What was saved before is unchanged.',
    },
    'export.write-failed': {
      what: 'The file {{file}} could not be written ({{reason}}).',
      todo: 'Choose another place, or check free space and permissions.',
    },
    'configuration.unreadable': {
      what: 'The file {{file}} is no exported configuration, or it is damaged.',
      todo: 'Choose a file that this program has exported, or export the configuration again. Nothing was changed.',
    },
    'configuration.newer-version': {
      what: 'The file {{file}} comes from a newer version of this program.',
      todo: 'Update the program, then import the file. Nothing was changed.',
    },
    'configuration.wrong-passphrase': {
      what: 'The passphrase does not open the file {{file}}.',
      todo: 'Enter the passphrase with which it was exported; upper and lower case matter. If the right one does not open it either, the file was changed.',
    },
    'configuration.not-open': {
      what: 'The file is no longer open.',
      todo: 'Open the file again; after a quarter of an hour it is closed for safety.',
    },
    'trace.gone': {
      what: 'This request is no longer there: it made room for newer ones, or the list was cleared.',
      todo: 'Choose another one.',
    },
    'trace.empty': {
      what: 'Since the program was started nothing has been asked of the server for this account.',
      todo: 'Synchronise the account, and save the requests after that.',
    },
    'test.wrote-differently': {
      what: 'The draft that was created as a trial could not be read as it was written.',
      todo: 'Check whether transport rules or virus protection change items in the mailbox.',
    },
    'test.folder-left-behind': {
      what: 'The folder “{{folder}}”, which was created as a trial, could not be deleted ({{reason}}).',
      todo: 'Delete it in Outlook, and give the user the right to delete.',
    },
    'test.cancelled': {
      what: 'The connection test was cancelled.',
      todo: 'Start it again when you need it.',
    },
    'test.exchanges-gone': {
      what: 'The requests of this test are no longer there.',
      todo: 'They are kept for the latest tests only, and until the program ends. Test again to see them.',
    },
    'test.report-gone': {
      what: 'The report of this test is no longer there.',
      todo: 'Test again.',
    },
  },
  ...connectionTestEn,
  ...discoveryEn,
  ...testReportEn,
  syncOutcomes: {
    succeeded: 'Successful',
    incomplete: 'With errors of single objects',
    failed: 'Failed',
    cancelled: 'Cancelled',
  },
}
