import type { UpdatesTexts } from './updates-de.ts'

export const updatesEn: UpdatesTexts = {
  'updates.title': 'Updates',
  'updates.mode': 'New versions',
  'updates.mode.off': 'Do not look for them',
  'updates.mode.notify': 'Look and tell',
  'updates.mode.install-at-quit': 'Look, download, and install at quit',
  'updates.channel': 'Channel',
  'updates.channel.stable': 'Stable',
  'updates.channel.beta': 'Beta',
  'updates.channel.hint': 'Beta brings versions that are still being tested.',
  'updates.server': 'Update server',
  'updates.server.hint':
    'Folder with the files of the makers, for example https://updates.company.com/ews-konnektor/. Without an address nobody is asked.',
  'updates.server.builtIn': 'Empty means the server of the makers, {{server}}.',
  'updates.server.invalid':
    'Enter a complete address that begins with https://, without a user and a question mark.',
  'updates.version': 'Installed',
  'updates.lastCheck': 'Last check',
  'updates.lastCheck.never': 'Never',
  'updates.state': 'State',
  'updates.outcome.up-to-date': 'Up to date',
  'updates.outcome.held-back': 'New version, not yet for this computer',
  'updates.outcome.found': 'New version found',
  'updates.outcome.failed': 'Failed',
  'updates.off': 'Turned off',
  'updates.noServer': 'No update server is given',
  'updates.obstacle': 'Not by the application',
  'updates.obstacle.development':
    'This application is not installed but under development; it does not update itself.',
  'updates.obstacle.distribution':
    'This application was installed by the package manager of the system and is updated by it.',
  'updates.obstacle.managed':
    'This installation was distributed, for example as MSI or as a folder; whoever distributes it also replaces it. The set-up program of Windows and the AppImage update themselves.',
  'updates.obstacle.not-writable':
    'Your user may not replace the file of the application. Move the AppImage to a folder of your own, or ask your administrator for the new version.',
  'updates.obstacle.no-key':
    'No key to verify updates with is built into this application; so it accepts none.',
  'updates.checking': 'Looking …',
  'updates.found': 'Version {{version}} is there',
  'updates.downloading': 'Downloading version {{version}} …',
  'updates.progress': '{{received}} of {{total}}',
  'updates.ready': 'Version {{version}} is ready',
  'updates.ready.hint':
    'It is downloaded and verified, and is installed when the application quits. What is being synchronised stops in order before that. Closing the window alone is not enough while the application goes on in the background.',
  'updates.released': 'Of {{date}}, {{size}}',
  'updates.notes': 'What is new',
  'updates.check': 'Check now',
  'updates.download': 'Download and install at quit',
  'updates.quit': 'Quit and install',
}
