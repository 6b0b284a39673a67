/** Updates in the application as a whole: a policy is above the settings, also while the application runs. */
import { generateKeyPairSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { Policies } from '#electron/policies/policies.ts'
import type { Updater } from '#electron/updates/updater.ts'
import { servicesUnderTest } from '../services/services-under-test.ts'

it('a policy that turns updates off wins over the settings: nobody is asked, and what is ready is not installed', async () => {
  const done: string[] = []
  const updater: Updater = {
    check: () => {
      done.push('check')
      const update = { version: '9.0.0', releasedAt: null, notes: null, bytes: 1 }
      return Promise.resolve({ outcome: 'found', update })
    },
    download: () => {
      done.push('download')
      return Promise.resolve()
    },
    install: () => {
      done.push('install')
    },
  }
  let mode: string | null = null
  const policies = new Policies([
    () =>
      Promise.resolve({
        policies: mode
          ? [
              {
                ...({ source: 'machine-file', level: 'mandatory', name: 'UpdateMode' } as const),
                value: { kind: 'json', value: mode },
              },
            ]
          : [],
        problems: [],
      }),
  ])
  await policies.read()
  const all = servicesUnderTest({
    policies,
    updates: {
      installation: { kind: 'nsis' },
      trust: { keys: [generateKeyPairSync('ed25519').publicKey], server: 'https://makers.example/' },
      resourcesFolder: '',
      loadUpdater: () => Promise.resolve(() => updater),
      log: () => undefined,
    },
  })
  await all.updates.check()
  await all.updates.download()
  expect(all.updates.state().step.kind).toBe('ready')
  mode = 'off'
  await all.policies.reload()
  await all.updates.check()
  await all.updates.download()
  all.updates.installAtEnd()
  expect(done).toEqual(['check', 'download'])
  mode = null
  await all.policies.reload()
  await all.updates.check()
  expect(done).toEqual(['check', 'download', 'check'])
})
