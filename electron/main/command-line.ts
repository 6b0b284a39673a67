/**
 * What Chromium is told at its start, and what it must not be told.
 *
 * Taken away is what the command line of the installed application must not be able to do. Chromium reads its switches
 * from there, whoever wrote them: a shortcut that somebody was talked into, a left-over of a search for a fault.
 *
 * TLS is verified whatever the switches say. A debugger of the window, which listens on a port that every user of a
 * terminal server can reach, needs the environment as well. That keeps accidents and prepared shortcuts out, and is no
 * barrier for a program that runs as the same user: it may read the memory of this one as well. Rejected therefore: to
 * leave the switch as it is, and to forbid it altogether, without which nothing could test what is installed.
 */
import { app } from 'electron'

export const DEBUGGING_VARIABLE = 'EWS_KONNEKTOR_ALLOW_DEBUGGING'

const NEVER = [
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'allow-insecure-localhost',
  'allow-running-insecure-content',
  'disable-web-security',
  // These write to disk what goes over the network, or what decrypts it.
  'log-net-log',
  'net-log-capture-mode',
  'ssl-key-log-file',
]
const FOR_DEBUGGING = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'auto-open-devtools-for-tabs',
]

/** Before the application is ready: later Chromium has read them. */
export function restrictCommandLine(environment: NodeJS.ProcessEnv): void {
  if (!app.isPackaged) return
  // Chromium's other way to write down what decrypts its connections.
  delete environment.SSLKEYLOGFILE
  const refused = environment[DEBUGGING_VARIABLE] === '1' ? NEVER : [...NEVER, ...FOR_DEBUGGING]
  for (const name of refused) app.commandLine.removeSwitch(name)
}

/**
 * The heap of a window may grow by three quarters of what it holds before it is cleared, instead of up to four times
 * that: after work with hundreds of accounts it holds a hundred megabytes less. Rejected: half, which costs frames, and
 * `--optimize-for-size`, which costs more of them.
 */
export function giveMemoryBackEarly(): void {
  app.commandLine.appendSwitch('js-flags', '--heap-growing-percent=75')
}
