/**
 * A set-up that does not work, and what the connection test must find in it. A row of the table is one of these: data
 * and the few lines that put a real server into the state. From the rows comes the chapter on troubleshooting in the
 * README, so `situation` is written for administrators.
 */
import type { Socket } from 'node:net'
import type { TestAccount, TestTarget } from '#electron/diagnostics/step.ts'
import type { TestStepId, WarningName } from '#shared/domain/connection-test.ts'
import type { ProxyServer } from '#electron/exchange/transport/node-connector.ts'
import type { ErrorCode } from '#shared/errors.ts'
import type { ChainOptions } from '#test/exchange-server/http/made-up-chain.ts'
import type { ProxyOptions } from '#test/proxy/proxy-server.ts'
import type { ExchangeServer, ExchangeServerOptions } from '#test/exchange-server/server.ts'

/** What is tested: by default with Basic as Anna into her own mailbox, with what the system trusts. */
export type SetUp = Partial<Omit<TestTarget, 'account' | 'url'>> & {
  readonly url: string
  /** `null`: nobody signs in. */
  readonly account?: Partial<TestAccount> | null
}

/** Where a set-up comes to be. Everything that is started ends with the test. */
export type Stage = {
  exchange(options?: Partial<ExchangeServerOptions>): Promise<ExchangeServer>
  /** @returns the address, with the path of EWS, of a listener that does not speak Exchange */
  listener(onConnection: (socket: Socket) => void): Promise<string>
  /** A server with a made-up chain of certificates that refuses everybody as Exchange does. */
  secured(options: ChainOptions): Promise<{ readonly url: string; readonly rootCertificate: string }>
  /** A proxy whose tunnels lead to this machine whatever name is asked for. */
  proxy(options?: ProxyOptions): Promise<ProxyServer>
}

export type BrokenSetUp = {
  /** What is wrong, as one says it to a colleague: a sentence without a full stop. */
  readonly situation: string
  /** The first step that fails, or the step that warns. */
  readonly step: TestStepId
  readonly finds: ErrorCode | WarningName
  arrange(stage: Stage): Promise<SetUp>
}
