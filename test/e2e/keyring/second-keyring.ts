/** Another user's key ring, beside the one of the session: a bus of its own with a ring that knows nothing of the first. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { projectFolder } from '../application.ts'

export type Keyring = {
  /** For an application that is to use this ring. */
  readonly environment: Record<string, string>
  stop(): Promise<void>
}

const NAMES = ['DBUS_SESSION_BUS_ADDRESS', 'GNOME_KEYRING_CONTROL', 'XDG_DATA_HOME']

export async function openSecondKeyring(): Promise<Keyring> {
  const print = `${NAMES.map((name) => `echo "$${name}"`).join('; ')}; cat`
  const script = path.join(projectFolder, 'resources/setup/with-keyring.sh')
  const session = spawn('bash', [script, 'bash', '-c', print], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines: string[] = []
  for await (const line of createInterface(session.stdout)) {
    lines.push(line)
    if (lines.length === NAMES.length) break
  }
  return {
    environment: Object.fromEntries(NAMES.map((name, index) => [name, lines[index] ?? ''])),
    stop: async () => {
      const ended = once(session, 'exit')
      session.stdin.end() // `cat` ends with its input
      await ended
    },
  }
}
