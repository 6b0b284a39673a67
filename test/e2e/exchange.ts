/** The EWS test server for end-to-end tests: one mailbox, filled from the corpus or the generator. */
import path from 'node:path'
import { test } from '@playwright/test'
import { fill } from '#test/exchange-server/content/fill.ts'
import {
  startExchangeServer,
  type ExchangeServer,
  type ExchangeServerOptions,
} from '#test/exchange-server/server.ts'
import { sharedFolder, SHARED_FOLDER_MISSING } from '#test/exchange-server/shared-folder.ts'
import { PASSWORD, type AccountEntry } from './steps.ts'

export const ANNA: AccountEntry = {
  owner: 'Anna Meier',
  primeAddress: 'anna.meier@winoffice.example',
  mailbox: 'anna.meier@contoso.example',
  userName: 'anna.meier',
  password: PASSWORD,
}

export async function startExchange(
  content: 'corpus' | number,
  {
    password = PASSWORD,
    ...options
  }: Pick<ExchangeServerOptions, 'tls' | 'port'> & { password?: string } = {},
): Promise<ExchangeServer> {
  const server = await startExchangeServer({
    ...options,
    mailboxes: [{ address: ANNA.mailbox, user: ANNA.userName, password, displayName: ANNA.owner }],
  })
  const mailbox = server.mailbox(ANNA.mailbox)
  if (content === 'corpus') await fill(mailbox, { corpus: corpusFolder() })
  else await fill(mailbox, { messages: content, seed: 7 })
  return server
}

function corpusFolder(): string {
  const shared = sharedFolder()
  test.skip(shared === undefined, SHARED_FOLDER_MISSING)
  return path.join(shared ?? '', 'corpus', 'mail')
}
