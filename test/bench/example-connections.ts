/** A settings document with connectors and accounts, as the application writes it. */
import { randomUUID } from 'node:crypto'
import { ACCOUNT_SYNC_DEFAULTS, CONNECTOR_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'
import { DEFAULT_OAUTH2 } from '#shared/domain/oauth2.ts'
import { CONNECTOR_DEFAULTS } from '#shared/domain/connector.ts'
import { SYSTEM_TRUST } from '#shared/domain/trust.ts'
import { MemoryDocumentFile } from '#electron/config/document-file.ts'
import { openDocuments, type Connections } from '#electron/config/documents.ts'
import type { ConnectorId, EwsAccountId, Instant, PrimeEmailAccountId } from '#shared/domain/ids.ts'

const CHANGED_AT = '2026-01-05T08:00:00.000Z' as Instant

export function exampleConnections(
  connectors: number,
  accountsEach: number,
): Readonly<Record<string, unknown>> {
  return storedConnections(examples(connectors, accountsEach))
}

/** The content of the settings document. */
export function storedConnections(connections: Connections): Readonly<Record<string, unknown>> {
  const file = new MemoryDocumentFile()
  const written = openDocuments(() => file).connections.update(() => connections)
  if (!written.ok || !file.content) throw new Error('the example does not fit the settings document')
  return file.content
}

/** @param accountsOf so many accounts has each connector, by its place in the list */
export function examples(count: number, accountsOf: number | ((index: number) => number)): Connections {
  const connectors = Array.from({ length: count }, (_, index) => ({
    id: randomUUID() as ConnectorId,
    name: `Exchange ${index + 1}`,
    active: index % 4 !== 3,
    url: `https://mail${index + 1}.contoso.example/EWS/Exchange.asmx`,
    domain: 'CONTOSO',
    authenticationMethod: 'basic' as const,
    ...CONNECTOR_DEFAULTS,
    trust: SYSTEM_TRUST,
    sync: CONNECTOR_SYNC_DEFAULTS,
    oauth2: DEFAULT_OAUTH2,
    changedAt: CHANGED_AT,
  }))
  const accounts = connectors.flatMap((connector, index) =>
    Array.from({ length: typeof accountsOf === 'number' ? accountsOf : accountsOf(index) }, (_, number) => ({
      id: randomUUID() as EwsAccountId,
      connectorId: connector.id,
      active: true,
      primeEmailAccountId: randomUUID() as PrimeEmailAccountId,
      mailbox: `person${index + 1}-${number + 1}@contoso.example`,
      access: 'own' as const,
      userName: `person${index + 1}-${number + 1}`,
      url: '',
      sync: ACCOUNT_SYNC_DEFAULTS,
      identity: null,
      changedAt: CHANGED_AT,
    })),
  )
  return { connectors, accounts }
}
