import type { backgroundDe } from './background-de.ts'

export const backgroundEn: Readonly<Record<keyof typeof backgroundDe, string>> = {
  'background.title': 'Background',
  'background.closeToTray': 'Go on when the window is closed',
  'background.closeToTray.hint':
    'The synchronisation goes on; the icon beside the clock shows its state and opens the window. Switched off, closing the window quits the program.',
  'background.noTray':
    'This desktop shows no icons beside the clock. When closed, the window therefore stays in the task bar; a second start of the program shows it in any case.',
  'background.startAtLogin': 'Start when signing in to the computer',
  'background.startAtLogin.hint':
    'The program starts in the background, without a window. Switched off in the system, it stays off.',
  'background.startAtLogin.impossible': 'The demo does not start with the computer.',
  'background.links': 'Open links of the form ews-konnektor:',
  'background.links.hint':
    'A link, for example in a ticket, shows a connector or an account in this window. It changes nothing.',
  'background.links.impossible': 'The demo opens no links.',
  'background.quitNow': 'Quit the program',
  'background.quitNow.hint':
    'Also with Ctrl+Q or by the icon beside the clock. What is running stops after the current object and goes on at the next start.',
}
