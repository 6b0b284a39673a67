/** The proxy of the application: whether its password is stored, a new one, and whether the proxy answers. */
import { randomUUID } from 'node:crypto'
import type { TestStep } from '#shared/domain/connection-test.ts'
import type { PasswordChange } from '#shared/domain/ews-account.ts'
import type { ConnectionTestId } from '#shared/domain/ids.ts'
import type { NetworkState } from '#shared/domain/network.ts'
import { PROXY_SECRET } from '#shared/domain/proxy.ts'
import { machineTimeZone } from '#shared/domain/settings.ts'
import { SYSTEM_TRUST } from '#shared/domain/trust.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { Documents } from '../config/documents.ts'
import type { InspectCertificate } from '../exchange/transport/inspect-certificate.ts'
import type { OpenTransport } from '../exchange/transport/open-transport.ts'
import type { ResolveProxy } from '../exchange/transport/resolve-proxy.ts'
import type { SecretVault } from '../vault/secret-vault.ts'
import { withAuthorities } from './account-transports.ts'
import type { RunConnectionTest } from './connection-test-service.ts'

export type NetworkServiceParts = {
  readonly documents: Documents
  readonly vault: SecretVault
  readonly extraAuthorities: readonly string[]
  readonly openTransport: OpenTransport
  readonly inspectCertificate: InspectCertificate
  readonly resolveProxy: ResolveProxy
  readonly loadRunner: () => Promise<RunConnectionTest>
  /** What the environment says instead of the settings; `null`: nothing. */
  readonly proxyOfEnvironment: () => string | null
}

export class NetworkService {
  readonly #parts: NetworkServiceParts

  constructor(parts: NetworkServiceParts) {
    this.#parts = parts
  }

  async state(): Promise<NetworkState> {
    const { vault, proxyOfEnvironment } = this.#parts
    return {
      password: await vault.state(PROXY_SECRET),
      passwordProblem: await vault.problem(PROXY_SECRET),
      environment: proxyOfEnvironment(),
    }
  }

  async setPassword(change: PasswordChange): Promise<Result<NetworkState>> {
    const { vault } = this.#parts
    if (change.kind === 'set') {
      const stored = await vault.set(PROXY_SECRET, change.value)
      if (!stored.ok) return stored
    } else if (change.kind === 'clear') {
      const cleared = vault.clear(PROXY_SECRET)
      if (!cleared.ok) return cleared
    }
    return ok(await this.state())
  }

  /**
   * The step of the connection test that looks at the proxy, alone.
   * @param url of the server that is to be reached through it
   */
  async test(url: string): Promise<Result<TestStep>> {
    const { openTransport, inspectCertificate, resolveProxy, extraAuthorities } = this.#parts
    const { proxy } = await import('../diagnostics/proxy.ts')
    const run = await this.#parts.loadRunner()
    const zone = machineTimeZone()
    const report = await run(
      {
        url: new URL(url),
        authenticationMethod: 'basic',
        account: null,
        trust: withAuthorities(SYSTEM_TRUST, extraAuthorities),
        ...{ openTransport, inspectCertificate, resolveProxy },
        zones: { prime: zone, machine: zone },
        applicationId: null,
        syncIntervalMinutes: 1,
        now: Date.now,
      },
      {
        id: randomUUID() as ConnectionTestId,
        signal: AbortSignal.timeout(proxy.timeout * 2),
        onProgress: () => undefined,
        steps: [proxy],
      },
    )
    const [step] = report.steps
    return step ? ok(step) : failure(appError('internal.unexpected', { reason: 'no step' }))
  }
}
