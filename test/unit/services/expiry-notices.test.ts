import { expect, it } from 'vitest'
import { MemoryDocumentFile } from '#electron/config/document-file.ts'
import { openDocuments } from '#electron/config/documents.ts'
import type { DesktopNotice } from '#electron/services/create-sign-in.ts'
import { ExpiryNotices } from '#electron/services/expiry-notices.ts'
import type { ConnectorId, Instant } from '#shared/domain/ids.ts'
import type { Ending, Overview } from '#shared/domain/overview.ts'
import { de } from '#shared/texts/de.ts'

const NOW = Date.parse('2027-06-01T08:00:00Z')
const connector = { id: '00000000-0000-4000-8000-000000000001' as ConnectorId, name: 'Hauptsitz' }
const ending = (kind: Ending['kind'], at: string): Ending => ({ kind, connector, at: at as Instant })

it('the end of a certificate or secret is told on the desktop, with the place where something can be done, once over restarts', () => {
  const files = new Map<string, MemoryDocumentFile>()
  const started = (): DesktopNotice[] => {
    const { toldExpiries } = openDocuments((name) => {
      const file = files.get(name) ?? new MemoryDocumentFile()
      files.set(name, file)
      return file
    })
    const told: DesktopNotice[] = []
    const endings = [
      ending('certificate', '2027-06-15T10:00:00Z'),
      ending('application-certificate', '2027-06-02T10:00:00Z'),
      ending('application-secret', '2027-06-30T10:00:00Z'),
      ending('ews', '2027-06-02T10:00:00Z'),
    ]
    const notices = new ExpiryNotices({
      overview: {
        latest: { endings } as unknown as Overview,
        onDidChange: (listener) => {
          listener({ endings } as unknown as Overview)
          return () => undefined
        },
      },
      document: toldExpiries,
      language: () => 'de',
      texts: () => de.background,
      notify: (notice) => told.push(notice),
      now: () => NOW,
    })
    notices.begin()
    notices.close()
    return told
  }
  expect(started()).toEqual([
    {
      title: 'Zertifikat läuft ab: Hauptsitz',
      body: expect.stringMatching(/^Noch 14 Tage, bis zum 15.*2027/) as string,
      place: { screen: 'connector', connectorId: connector.id },
    },
    {
      title: 'Zertifikat der Anwendung läuft ab: Hauptsitz',
      body: expect.stringMatching(/^Noch 1 Tag,/) as string,
      place: { screen: 'connector', connectorId: connector.id },
    },
    {
      title: 'Geheimnis der Anwendung läuft ab: Hauptsitz',
      body: expect.stringMatching(/^Noch 29 Tage,/) as string,
      place: { screen: 'connector', connectorId: connector.id },
    },
  ])
  expect(started()).toEqual([])
})
