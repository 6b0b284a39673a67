/** The usual arrangement: a test server with one mailbox, the application, and optionally both connected. */
import { expect, type Page } from '@playwright/test'
import { CONNECTOR_DEFAULTS } from '#shared/domain/connector.ts'
import { DEFAULT_OAUTH2 } from '#shared/domain/oauth2.ts'
import { CONNECTOR_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'
import { SYSTEM_TRUST } from '#shared/domain/trust.ts'
import { DEMO_VARIABLE, type Demo } from '#electron/main/demo.ts'
import { addAppointment, addTask } from '#test/exchange-server/content/arrange.ts'
import type { ExchangeServer, ExchangeServerOptions } from '#test/exchange-server/server.ts'
import { launch, removeFolder, type Application, type LaunchOptions } from './application.ts'
import { ANNA, startExchange } from './exchange.ts'
import { createAccount, createConnector } from './steps.ts'

type Arrangement = {
  readonly content: 'corpus' | number
  readonly tls?: ExchangeServerOptions['tls']
  /** `connector`: without an account; `account`: ready to synchronise. */
  readonly upTo: 'connector' | 'account'
}

/** Runs `act` in the arrangement, and takes everything away again whatever happens. */
export async function withExchange(
  arrangement: Arrangement,
  act: (parts: Application & { server: ExchangeServer }) => Promise<void>,
): Promise<void> {
  const server = await startExchange(arrangement.content, { tls: arrangement.tls })
  try {
    await withApplication(async (application) => {
      await createConnector(application.page, { name: 'Contoso', url: server.url })
      if (arrangement.upTo === 'account') await createAccount(application.page, ANNA)
      await act({ ...application, server })
    })
  } finally {
    await server.stop()
  }
}

/**
 * In whatever language: the connector "Contoso" with one account is set up before the window, and has synchronised
 * e-mails, an appointment of today and a task.
 */
export async function withSynchronised(
  options: LaunchOptions,
  act: (parts: Application & { server: ExchangeServer }) => Promise<void>,
): Promise<void> {
  const server = await startExchange(20)
  const mailbox = server.mailbox(ANNA.mailbox)
  const today = new Date().toISOString().slice(0, 10)
  const times = { start: `${today}T09:00:00Z`, end: `${today}T10:00:00Z` }
  await addAppointment(mailbox, { subject: 'Contoso', ...times })
  await addTask(mailbox, { subject: 'Contoso', dueDate: today, status: 'InProgress' })
  const demo: Demo = {
    connector: {
      ...{ name: 'Contoso', url: server.url, active: true, domain: '', authenticationMethod: 'basic' },
      ...{
        ...CONNECTOR_DEFAULTS,
        trust: SYSTEM_TRUST,
        sync: CONNECTOR_SYNC_DEFAULTS,
        oauth2: DEFAULT_OAUTH2,
      },
    },
    accounts: [
      {
        prime: { address: ANNA.primeAddress, owner: { kind: 'employee', name: ANNA.owner } },
        ...{ mailbox: ANNA.mailbox, userName: ANNA.userName, password: ANNA.password },
      },
    ],
  }
  try {
    const environment = { ...options.environment, [DEMO_VARIABLE]: JSON.stringify(demo) }
    await withApplication(
      async (application) => {
        await synchroniseAll(application.page)
        await act({ ...application, server })
      },
      { ...options, environment },
    )
  } finally {
    await server.stop()
  }
}

async function synchroniseAll(page: Page): Promise<void> {
  const started = () =>
    page.evaluate(() => window.api.sync.start({ accountIds: null, allowMassDeletion: false }))
  await expect.poll(async () => (await started()).ok).toBe(true)
  const outcome = () =>
    page.evaluate(async () => {
      const connectors = await window.api.connectors.list()
      return connectors.ok ? connectors.value[0]?.lastSync?.outcome : undefined
    })
  await expect.poll(outcome, { timeout: 45_000 }).toBe('succeeded')
}

export async function withApplication(
  act: (application: Application) => Promise<void>,
  options: LaunchOptions = {},
): Promise<void> {
  const application = await launch(options)
  try {
    await act(application)
  } finally {
    await application.close()
    await removeFolder(application.dataFolder)
  }
}
