/** The mailbox, and who may open it. */
import type { MailboxAccess } from '#shared/domain/ews-account.ts'
import type { WarningName } from '#shared/domain/connection-test.ts'
import type { ErrorCode } from '#shared/errors.ts'
import { EXCHANGE_2019 } from '#test/exchange-server/server.ts'
import { faultAnswer } from '#test/exchange-server/misbehaviour/answers.ts'
import type { BrokenSetUp } from './broken-set-up.ts'
import { BEAT, SALES } from './people.ts'

const access = (
  situation: string,
  mailbox: string,
  way: MailboxAccess,
  finds: ErrorCode | WarningName,
): BrokenSetUp => ({
  situation,
  step: 'mailbox',
  finds,
  arrange: async (stage) => ({
    url: (await stage.exchange()).url,
    account: { mailbox, access: way },
  }),
})

/** Exchange answers so to whoever asks for a mailbox by its address. */
const answered = (situation: string, finds: ErrorCode, responseCode: string): BrokenSetUp => ({
  situation,
  step: 'mailbox',
  finds,
  arrange: async (stage) => {
    const server = await stage.exchange()
    server.intercept(({ body }) =>
      body.includes('EmailAddress>')
        ? faultAnswer(EXCHANGE_2019, { responseCode, message: responseCode })
        : 'pass',
    )
    return { url: server.url }
  },
})

export const MAILBOXES: readonly BrokenSetUp[] = [
  access(
    'The address of the mailbox is mistyped, or the mailbox does not exist (any more)',
    'ana@contoso.example',
    'own',
    'exchange.mailbox-not-found',
  ),
  access(
    'The mailbox belongs to somebody else, who has not shared it',
    BEAT,
    'own',
    'exchange.access-denied',
  ),
  access('The permission on the shared mailbox is missing', BEAT, 'delegated', 'exchange.access-denied'),
  access('A shared mailbox is entered as the own mailbox of the user', SALES, 'own', 'mailbox-of-another'),
  access(
    'The service account lacks the role ApplicationImpersonation',
    BEAT,
    'impersonation',
    'exchange.impersonation-denied',
  ),
  answered(
    'The mailbox was moved to another server or to Exchange Online',
    'exchange.mailbox-moved',
    'ErrorWrongServerVersion',
  ),
  answered('The mailbox is just being moved', 'exchange.mailbox-moving', 'ErrorMailboxMoveInProgress'),
  answered(
    'The database of the mailbox is not mounted',
    'exchange.transient',
    'ErrorMailboxStoreUnavailable',
  ),
  answered(
    'The address is an alias, and the server insists on the primary one',
    'exchange.mailbox-not-found',
    'ErrorNonPrimarySmtpAddress',
  ),
]
