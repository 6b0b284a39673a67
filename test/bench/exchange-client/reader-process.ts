/** A client in a process of its own: reads the mailbox that a line of its standard input names, and tells how it went. */
import { createInterface } from 'node:readline'
import { say } from '../figures.ts'
import type { ClientRun, MailboxName } from './mailboxes.ts'

export type Contents = Pick<ClientRun, 'messages' | 'bytes'>

export type Reading = {
  /** Not measured. */
  readonly prepare?: (mailbox: MailboxName) => Promise<void>
  readonly read: (mailbox: MailboxName) => Promise<Contents>
}

export async function serveReadings({ prepare, read }: Reading): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const mailbox = line as MailboxName
    await prepare?.(mailbox)
    const cpu = process.cpuUsage()
    const started = performance.now()
    const contents = await read(mailbox)
    const milliseconds = performance.now() - started
    const { user, system } = process.cpuUsage(cpu)
    const run: ClientRun = { milliseconds, cpuMilliseconds: (user + system) / 1000, ...contents }
    say(JSON.stringify(run))
  }
}
