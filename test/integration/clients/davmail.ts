/**
 * Runs DavMail (Debian package davmail-server, in older releases davmail): a gateway that serves a mailbox of Exchange
 * over IMAP and CalDAV, without its windows, on free ports of the loopback interface.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { vi } from 'vitest'
import { DAVMAIL } from './debian-packages.ts'

const START_MILLISECONDS = 60_000 // a Java machine on a busy CI machine

export type DavMail = {
  readonly imapPort: number
  readonly caldavPort: number
  /** What DavMail says about itself, for the message of a failed test. */
  log(): Promise<string>
  stop(): Promise<void>
}

/** Starts DavMail in front of an EWS address; it listens when the promise resolves. */
export async function startDavMail(ewsUrl: string): Promise<DavMail> {
  if (DAVMAIL === undefined) throw new Error('DavMail is not installed')
  const folder = await mkdtemp(path.join(tmpdir(), 'davmail-'))
  const [imapPort, caldavPort] = await freePorts(2)
  const logFile = path.join(folder, 'davmail.log')
  const settings = {
    'davmail.server': true,
    'davmail.mode': 'EWS',
    'davmail.url': ewsUrl,
    'davmail.imapPort': imapPort,
    'davmail.caldavPort': caldavPort,
    'davmail.allowRemote': false,
    'davmail.bindAddress': '127.0.0.1',
    'davmail.disableUpdateCheck': true,
    'davmail.enableProxy': false,
    'davmail.useSystemProxies': false,
    'davmail.timezoneId': 'W. Europe Standard Time',
    'davmail.caldavPastDelay': 0, // days; 0: every appointment, however old
    'davmail.imapAutoExpunge': false,
    'davmail.logFilePath': logFile,
    'log4j.logger.davmail': 'INFO',
    'log4j.rootLogger': 'WARN',
  }
  const file = path.join(folder, 'davmail.properties')
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${String(value)}\n`)
  await writeFile(file, lines.join(''))
  const child = spawn(DAVMAIL, ['-server', file], {
    cwd: folder,
    env: { PATH: '/usr/bin:/bin', JAVA_TOOL_OPTIONS: `-Djava.awt.headless=true -Duser.home=${folder}` },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  const log = (): Promise<string> => readFile(logFile, 'utf8').catch(() => 'DavMail wrote no log')
  const stop = async (): Promise<void> => {
    child.kill()
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const waiting = { timeout: START_MILLISECONDS, interval: 100 }
    await vi.waitFor(() => Promise.all([isListening(imapPort), isListening(caldavPort)]), waiting)
  } catch (error) {
    const said = await log()
    await stop()
    throw new Error(`DavMail did not start: ${said}`, { cause: error })
  }
  return { imapPort, caldavPort, log, stop }
}

/** Ports that are free now; all are held until all are known, so that they differ. */
async function freePorts(count: number): Promise<[number, number]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => once(server.close(), 'close')))
  return ports as [number, number]
}

async function isListening(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
  } finally {
    socket.destroy()
  }
}
