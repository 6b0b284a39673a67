/** English texts of what can go wrong with updates of the application. */
import type { UpdateErrorTexts } from './catalogue.ts'

export const updateErrorsEn: UpdateErrorTexts = {
  'updates.no-channel-file': {
    what: 'The update server has no file {{file}}.',
    todo: 'Check the address and the channel in the settings, and whether all files of the new version are on the server.',
  },
  'updates.status': {
    what: 'The update server does not give out {{file}} (HTTP {{status}}).',
    todo: 'Check the address of the update server, and whether it gives out the files without a sign-in.',
  },
  'updates.not-signed': {
    what: 'The update was not accepted: the signature of {{file}} is missing on the server.',
    todo: 'Copy the file {{file}}.sig to the update server together with the others. Nothing was installed.',
  },
  'updates.wrong-signature': {
    what: 'The update was not accepted: the signature of {{file}} is wrong.',
    todo: 'The file was changed, belongs to another channel, or was signed with a key that this application does not trust. Copy the files anew from the makers. Nothing was installed.',
  },
  'updates.older-than-seen': {
    what: 'The update was not accepted: {{file}} is older than the file that was on this server before.',
    todo: 'Put the newest file on the update server. To withdraw a version, the earlier file has to be signed anew.',
  },
  'updates.invalid-channel-file': {
    what: 'The file {{file}} of the update server cannot be used ({{reason}}).',
    todo: 'Copy all files of the version to the server once more.',
  },
  'updates.nothing-for-this-system': {
    what: '{{file}} names no file for this system.',
    todo: 'Put the version for this system and processor on the update server.',
  },
  'updates.wrong-hash': {
    what: 'The update was not accepted: {{file}} is not the file that the makers signed.',
    todo: 'It was changed on the server or on its way, or is not complete. Copy it anew to the update server. Nothing was installed.',
  },
  'updates.code-signature': {
    what: 'The update was not accepted: Windows does not confirm the code signature of the makers ({{reason}}).',
    todo: 'Do not install this file. Ask the makers.',
  },
  'updates.disk-full': {
    what: 'There is not enough room in {{folder}} for the update: {{neededBytes}} are needed, {{freeBytes}} are free.',
    todo: 'Make room, and look for updates once more.',
  },
  'updates.not-installed': {
    what: 'Version {{version}} was not installed when the application last ended.',
    todo: 'On Windows the installation needs the consent of an administrator. The log names the cause; the next update tries again.',
  },
  'updates.failed': {
    what: 'Looking for updates has failed ({{reason}}).',
    todo: 'Try again. If it stays, make a support package.',
  },
}
