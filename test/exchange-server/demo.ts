/**
 * The back end of `npm run demo`: a test server on loopback with two filled mailboxes, a throw-away data folder, and
 * what the application needs to make a connector and accounts for them.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { DEMO_VARIABLE, type Demo } from '#electron/main/demo.ts'
import { CONNECTOR_DEFAULTS } from '#shared/domain/connector.ts'
import { DEFAULT_OAUTH2 } from '#shared/domain/oauth2.ts'
import { CONNECTOR_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'
import { SYSTEM_TRUST } from '#shared/domain/trust.ts'
import { fillCalendar } from './content/demo-calendar.ts'
import { fill } from './content/fill.ts'
import { startExchangeServer } from './server.ts'
import { sharedFolder } from './shared-folder.ts'

/** Enough that progress can be seen, few enough that it takes seconds. */
const GENERATED_MESSAGES = 400
const SEED = 2_013

const DEMO_PASSWORD = 'Demo-2026!'

const PEOPLE = [
  { user: 'anna.meier', displayName: 'Anna Meier', owner: 'employee', language: 'de' },
  { user: 'verkauf', displayName: 'Team Verkauf', owner: 'team', language: 'de' },
] as const

export async function startDemo(): Promise<{
  dataFolder: string
  environment: Record<string, string>
  describe: string[]
  stop(): Promise<void>
}> {
  const server = await startExchangeServer({
    validate: 'off',
    mailboxes: PEOPLE.map(({ user, displayName, language }) => ({
      address: `${user}@contoso.example`,
      user,
      password: DEMO_PASSWORD,
      displayName,
      language,
    })),
  })
  const shared = sharedFolder()
  const [first, second] = PEOPLE.map(({ user }) => server.mailbox(`${user}@contoso.example`))
  if (first) {
    if (shared) await fill(first, { corpus: path.join(shared, 'corpus', 'mail') })
    else await fill(first, { messages: GENERATED_MESSAGES, seed: SEED + 1 })
    await fillCalendar(first, new Date())
  }
  if (second) await fill(second, { messages: GENERATED_MESSAGES, seed: SEED })
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-demo-'))
  const demo: Demo = {
    connector: {
      ...{ name: 'Demo-Exchange', active: true, url: server.url, domain: '', authenticationMethod: 'basic' },
      ...CONNECTOR_DEFAULTS,
      ...{ trust: SYSTEM_TRUST, sync: CONNECTOR_SYNC_DEFAULTS, oauth2: DEFAULT_OAUTH2 },
    },
    accounts: PEOPLE.map(({ user, displayName, owner }) => ({
      prime: { address: `${user}@winoffice.example`, owner: { kind: owner, name: displayName } },
      mailbox: `${user}@contoso.example`,
      userName: user,
      password: DEMO_PASSWORD,
    })),
  }
  return {
    dataFolder,
    environment: { [DEMO_VARIABLE]: JSON.stringify(demo) },
    describe: [
      `Demo Exchange server: ${server.url}`,
      ...PEOPLE.map(
        ({ user }) => `  mailbox ${user}@contoso.example, user ${user}, password ${DEMO_PASSWORD}`,
      ),
      `Data of the demo (deleted at the end): ${dataFolder}`,
      'In the window: open the connector «Demo-Exchange», then press «Verbindung testen» and «Synchronisieren».',
    ],
    stop: async () => {
      await server.stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
