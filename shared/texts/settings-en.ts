/** English texts of what can go wrong with the log, the data folder and the package for support. */
import type { SettingsErrorTexts } from './catalogue.ts'

export const settingsErrorsEn: SettingsErrorTexts = {
  'background.set-for-all': {
    what: 'This was switched on for all users of this computer during the installation and cannot be switched off here.',
    todo: 'Start the installer again and take the option out; the start with Windows can also be switched off in the task manager.',
  },
  'background.refused': {
    what: 'The system did not accept the entry.',
    todo: 'A policy of the computer may not allow it; ask whoever manages the computer.',
  },
  'log.unreadable': {
    what: 'The log cannot be read ({{reason}}).',
    todo: 'Check the access rights to the folder "logs" in the data folder.',
  },
  'log.entry-gone': {
    what: 'This entry is no longer there.',
    todo: 'Its file was older than the settings allow. Load the list again.',
  },
  'data-folder.locked': {
    what: 'The data folder is given by the environment variable {{variable}}.',
    todo: 'Change the variable where the application is started, and move the folder yourself while it is not running.',
  },
  'data-folder.moving': {
    what: 'The data folder is being moved; until then nothing is read or changed.',
    todo: 'Wait until the application has restarted, or cancel the move.',
  },
  'data-folder.missing': {
    what: 'There is no folder {{folder}}.',
    todo: 'Create it, or choose another one.',
  },
  'data-folder.same': {
    what: 'The data is in this folder already.',
    todo: 'Choose another one.',
  },
  'data-folder.nested': {
    what: 'One folder is inside the other: {{folder}}.',
    todo: 'Choose a folder that neither is in the data folder nor contains it.',
  },
  'data-folder.not-empty': {
    what: 'The folder {{folder}} is not empty; for example it contains {{name}}.',
    todo: 'Choose an empty folder, or create a new one. Nothing is overwritten.',
  },
  'data-folder.not-writable': {
    what: 'The folder {{folder}} cannot be written to ({{reason}}).',
    todo: 'Check the access rights of your user, or choose another folder.',
  },
  'data-folder.no-space': {
    what: 'There is not enough room in {{folder}}: {{neededBytes}} are needed, {{freeBytes}} are free.',
    todo: 'Make room, or choose another drive.',
  },
  'data-folder.network': {
    what: '{{folder}} is on the network.',
    todo: 'When the connection breaks, the database may be damaged, and two computers must never use the same folder. A folder on this computer is better.',
  },
  'data-folder.copy-failed': {
    what: 'The data folder was not moved: {{file}} could not be copied ({{reason}}).',
    todo: 'The folder is where it was, and nothing is missing. Mend the cause, and try again.',
  },
  'data-folder.copy-differs': {
    what: 'The data folder was not moved: the copy of {{file}} is not right ({{reason}}).',
    todo: 'The folder is where it was, and nothing is missing. Check the target drive.',
  },
  'data-folder.switch-failed': {
    what: 'The data folder was not moved: the new place could not be written down ({{reason}}).',
    todo: 'The folder is where it was. Check the access rights to {{file}}.',
  },
  'data-folder.cancelled': {
    what: 'Moving the data folder was cancelled.',
    todo: 'The folder is where it was, and nothing is missing.',
  },
  'data-folder.not-removed': {
    what: '{{file}} of the old folder could not be removed ({{reason}}).',
    todo: 'Close programs that use it and try again, or delete it by hand.',
  },
  'data-folder.pointer-unreadable': {
    what: 'Where the data folder is stands in {{file}}, and that file cannot be read ({{reason}}).',
    todo: 'Restore it from a backup. Whoever deletes it begins in the default folder.',
  },
  'data-folder.not-there': {
    what: 'The data folder {{folder}} is not there, or not the expected one.',
    todo: 'Connect the drive or the network, and try again. The place is written down in {{file}}.',
  },
  'support.cancelled': {
    what: 'The support package was not written because you cancelled it.',
    todo: 'Create it again when you need it.',
  },
}
