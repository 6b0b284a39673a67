/** Secrets and certificates with which the applications of connectors sign in; in the vault, one for each connector. */
import { X509Certificate } from 'node:crypto'
import { instantOf, type ConnectorId, type Instant } from '#shared/domain/ids.ts'
import type {
  ApplicationCredentialChange,
  ApplicationCredentialState,
} from '#shared/domain/application-credential.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import {
  applicationSecretId,
  certificateCredential,
  readCredential,
  storedCredential,
  type ApplicationCredential,
} from '../auth/application-credential.ts'
import type { Documents } from '../config/documents.ts'
import type { SecretVault } from '../vault/secret-vault.ts'

export type ApplicationCredentialsParts = {
  readonly documents: Documents
  readonly vault: SecretVault
  readonly onDidChange: (connectorId: ConnectorId) => void
}

export class ApplicationCredentials {
  readonly #parts: ApplicationCredentialsParts

  constructor(parts: ApplicationCredentialsParts) {
    this.#parts = parts
  }

  async state(connectorId: ConnectorId): Promise<ApplicationCredentialState> {
    const { vault } = this.#parts
    const state = await vault.state(applicationSecretId(connectorId))
    if (state === 'none' || state === 'unreadable') return { state, kind: null, validTo: null }
    const stored = await this.get(connectorId)
    return stored.ok
      ? { state, kind: stored.value.kind, validTo: endOf(stored.value) }
      : { state: 'unreadable', kind: null, validTo: null }
  }

  async get(connectorId: ConnectorId): Promise<Result<ApplicationCredential>> {
    const stored = await this.#parts.vault.get(applicationSecretId(connectorId))
    if (stored.ok) return ok(readCredential(stored.value))
    return stored.error.code === 'secret.not-stored'
      ? failure(appError('oauth2.application-credential-missing'))
      : stored
  }

  async change(
    connectorId: ConnectorId,
    change: ApplicationCredentialChange,
  ): Promise<Result<ApplicationCredentialState>> {
    const { documents, vault, onDidChange } = this.#parts
    if (!documents.connections.get().connectors.some(({ id }) => id === connectorId)) {
      return failure(appError('connector.not-found'))
    }
    const id = applicationSecretId(connectorId)
    if (change.kind === 'clear') {
      const cleared = vault.clear(id)
      if (!cleared.ok) return cleared
    } else {
      const credential =
        change.kind === 'set-secret'
          ? ok<ApplicationCredential>({ ...change, kind: 'secret' })
          : certificateCredential(change.certificate, change.privateKey)
      if (!credential.ok) return credential
      const stored = await vault.set(id, storedCredential(credential.value))
      if (!stored.ok) return stored
    }
    onDidChange(connectorId)
    return ok(await this.state(connectorId))
  }
}

function endOf(credential: ApplicationCredential): Instant | null {
  if (credential.kind === 'secret') {
    const { validUntil } = credential
    // To its end, in the zone of whoever has read it at the identity provider.
    return validUntil === undefined ? null : instantOf(new Date(`${validUntil}T23:59:59`))
  }
  return instantOf(new Date(new X509Certificate(credential.certificate).validTo))
}
