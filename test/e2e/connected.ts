/** The usual arrangement: a test server with one mailbox, the application, and optionally both connected. */
import type { ExchangeServer, ExchangeServerOptions } from '#test/exchange-server/server.ts'
import { launch, removeFolder, type Application } from './application.ts'
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

export async function withApplication(act: (application: Application) => Promise<void>): Promise<void> {
  const application = await launch()
  try {
    await act(application)
  } finally {
    await application.close()
    await removeFolder(application.dataFolder)
  }
}
