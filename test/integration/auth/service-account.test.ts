/** Service accounts: an application signs in with a secret or a certificate and acts as the owners of the mailboxes. */
import { writeFile, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { applicationSecretId } from '#electron/auth/application-credential.ts'
import { valueOf } from '../../unit/services/services-under-test.ts'
import { runCli } from '../cli/run-cli.ts'
import { clientCertificate } from './client-certificate.ts'
import { aCompany, ANNA, BERND, PUBLIC_CLIENT, SERVICE_CLIENT, SERVICE_SECRET } from './company.ts'

const foldersOf = (report: { steps: readonly { id: string; state: string }[] }) =>
  report.steps.find(({ id }) => id === 'folders')?.state

describe('a service account', () => {
  test('opens every mailbox with its secret, by impersonation', async () => {
    const company = await aCompany()
    const connector = company.connector({ clientId: SERVICE_CLIENT, signIn: 'application-secret' })
    const account = await company.account(connector, 1, BERND)
    expect(await company.sync(account)).toBe('oauth2.application-credential-missing')
    const { applicationCredentials, vault } = company.services
    const change = { kind: 'set-secret', secret: SERVICE_SECRET } as const
    expect(valueOf(await applicationCredentials.change(connector.id, change))).toEqual({
      state: 'system',
      kind: 'secret',
      validTo: null,
    })
    expect(foldersOf(await company.test(connector, account))).toBe('passed')
    expect(company.server.journal.at(-1)?.user).toBe(SERVICE_CLIENT)
    await company.services.connectors.remove(connector.id)
    company.services.deletions.finishAll()
    expect(await vault.state(applicationSecretId(connector.id))).toBe('none')
  })

  test('that has a wrong secret is told so, and works with the right one', async () => {
    const company = await aCompany()
    const connector = company.connector({ clientId: SERVICE_CLIENT, signIn: 'application-secret' })
    const account = await company.account(connector, 1, ANNA)
    const { applicationCredentials } = company.services
    valueOf(await applicationCredentials.change(connector.id, { kind: 'set-secret', secret: 'falsch' }))
    expect(await company.sync(account)).toBe('oauth2.secret-refused')
    valueOf(await applicationCredentials.change(connector.id, { kind: 'set-secret', secret: SERVICE_SECRET }))
    expect(foldersOf(await company.test(connector, account))).toBe('passed')
  })

  test('proves itself with a certificate, whose key has to belong to it', async () => {
    const { certificate, privateKey } = await clientCertificate()
    const other = await clientCertificate()
    const company = await aCompany({ assertionKeys: [certificate] })
    const connector = company.connector({ clientId: SERVICE_CLIENT, signIn: 'application-certificate' })
    const account = await company.account(connector, 1, ANNA)
    const { applicationCredentials } = company.services
    const change = async (given: { certificate: string; privateKey: string }) => {
      const changed = await applicationCredentials.change(connector.id, { kind: 'set-certificate', ...given })
      return changed.ok ? changed.value.kind : changed.error.fields?.[0]?.code
    }
    expect(await change({ certificate: 'kein Zertifikat', privateKey })).toBe('oauth2.certificate-invalid')
    expect(await change({ certificate, privateKey: 'kein Schlüssel' })).toBe('oauth2.private-key-invalid')
    expect(await change({ certificate, privateKey: other.privateKey })).toBe('oauth2.private-key-mismatch')
    expect(await change(other)).toBe('certificate')
    expect(await company.sync(account)).toBe('oauth2.certificate-refused')
    expect(await change({ certificate, privateKey })).toBe('certificate')
    const report = await company.test(connector, account)
    expect(report.steps.filter(({ state }) => state === 'failed')).toEqual([])
    expect(foldersOf(report)).toBe('passed')
  })
})

describe('the command line with OAuth2', () => {
  const withFiles = async (caCertificate: string, act: (folder: string, ca: string) => Promise<void>) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-cli-'))
    const ca = path.join(folder, 'ca.pem')
    await writeFile(ca, caCertificate)
    await act(folder, ca).finally(() => rm(folder, { recursive: true, force: true }))
  }

  test('imports as a service account with the secret of the environment', async () => {
    const company = await aCompany()
    await withFiles(company.provider.caCertificate!, async (folder, ca) => {
      const args = [
        ...['--url', company.server.url, '--mailbox', ANNA, '--auth', 'oauth2', '--ca', ca, '--json'],
        ...['--client-id', SERVICE_CLIENT, '--tenant', company.provider.tenant],
        ...['--authority', company.provider.url],
      ]
      const environment = { EWS_KONNEKTOR_CLIENT_SECRET: SERVICE_SECRET }
      expect((await runCli(['test', ...args], { environment })).json()).toMatchObject({ outcome: 'passed' })
      const run = await runCli(['sync', ...args, '--data', path.join(folder, 'data')], { environment })
      expect(run.json()).toMatchObject({ ok: true, outcome: 'succeeded' })
      const wrong = await runCli(['sync', ...args, '--data', path.join(folder, 'data')], {
        environment: { EWS_KONNEKTOR_CLIENT_SECRET: 'falsch' },
      })
      expect(wrong.code).toBe(1)
      expect(JSON.stringify(wrong.json())).toContain('oauth2.secret-refused')
    })
  }, 60_000)

  test('tells a device code on standard error and imports when it was used', async () => {
    const company = await aCompany()
    await withFiles(company.provider.caCertificate!, async (folder, ca) => {
      const run = await runCli(
        [
          ...[
            'sync',
            '--url',
            company.server.url,
            '--mailbox',
            ANNA,
            '--auth',
            'oauth2',
            '--ca',
            ca,
            '--json',
          ],
          ...['--client-id', PUBLIC_CLIENT, '--tenant', company.provider.tenant],
          ...['--authority', company.provider.url, '--data', path.join(folder, 'data')],
        ],
        {
          onStart: (child) => {
            child.stderr?.on('data', (chunk: Buffer) => {
              const code = /code ([A-Z]{9})\./.exec(chunk.toString('utf8'))?.[1]
              if (code !== undefined) company.provider.approveDevice(code, ANNA)
            })
          },
        },
      )
      expect(run.errors).toContain('/oauth2/v2.0/deviceauth')
      expect(run.json()).toMatchObject({ ok: true, outcome: 'succeeded' })
    })
  }, 60_000)
})
