/** The boundaries of the architecture are rules: a forbidden import fails, and says why. */
import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'

const repository = fileURLToPath(new URL('../../..', import.meta.url))
const eslint = new ESLint({ cwd: repository })

const PATHS = 'import-x/no-restricted-paths'
const NAMES = 'no-restricted-imports'

/**
 * What the boundary rules say about `code` in a file of `folder`. Rules with types know only files that exist, so
 * the code stands in the place of one.
 */
async function violations(folder: string, code: string): Promise<string[]> {
  const names = await readdir(join(repository, folder))
  const name = names.filter((candidate) => /\.tsx?$/.test(candidate)).sort()[0]
  if (name === undefined) throw new Error(`${folder} holds no file`)
  const [result] = await eslint.lintText(code, { filePath: join(repository, folder, name) })
  const messages = result?.messages ?? []
  expect(messages.filter(({ fatal }) => fatal)).toEqual([])
  return messages.flatMap(({ ruleId, message }) =>
    ruleId === PATHS || ruleId === NAMES ? [`${ruleId}: ${message}`] : [],
  )
}

describe('a forbidden import', () => {
  it.each<[string, string, string, RegExp]>([
    ['shared/domain', "import { logEvent } from '#electron/log/log.ts'", PATHS, /shared imports nothing/],
    ['shared/domain', "import '../../renderer/app/theme.ts'", PATHS, /shared imports nothing/],
    ['shared/domain', "import '#test/exchange-server/shared-folder.ts'", PATHS, /shared imports nothing/],
    ['shared/domain', "import { app } from 'electron'", NAMES, /without Electron/],
    ['renderer/app', "import { logEvent } from '#electron/log/log.ts'", PATHS, /only shared/],
    ['renderer/app', "import { logEvent } from '../../electron/log/log.ts'", PATHS, /only shared/],
    ['renderer/app', "import { ipcRenderer } from 'electron'", NAMES, /without Electron/],
    ['electron/main', "import '../../renderer/app/theme.ts'", PATHS, /over the contract/],
    ['electron/services', "import '#test/exchange-server/shared-folder.ts'", PATHS, /no test code/],
    ['electron/sync', "import { app } from 'electron'", NAMES, /without Electron/],
    ['electron/prime', "import { app } from 'electron'", NAMES, /without Electron/],
    ['electron/exchange', "import { net } from 'electron'", NAMES, /without Electron/],
    ['electron/diagnostics', "import { net } from 'electron'", NAMES, /without Electron/],
    ['electron/services', "import { dialog } from 'electron'", NAMES, /without Electron/],
    ['electron/sync', "import { logEvent } from '../log/log.ts'", PATHS, /engine depends on nothing/],
    ['electron/sync', "import type { SecretVault } from '#electron/vault/secret-vault.ts'", PATHS, /engine/],
    [
      'electron/exchange',
      "import type { PrimeStore } from '../prime/prime-store.ts'",
      PATHS,
      /knows no Prime/,
    ],
    ['electron/exchange', "import { planImport } from '../sync/plan.ts'", PATHS, /knows no engine/],
    ['electron/prime', "import { planImport } from '../sync/plan.ts'", PATHS, /knows no engine/],
    ['electron/ipc', "import type { PrimeStore } from '../prime/prime-store.ts'", PATHS, /only services/],
    ['electron/ipc', "import type { SecretVault } from '../vault/secret-vault.ts'", PATHS, /only services/],
    ['electron/main', "import { safeStorage } from 'electron'", NAMES, /through the vault/],
    ['electron/ipc', "import { safeStorage } from 'electron'", NAMES, /through the vault/],
    ['electron/main', "import { ipcMain } from 'electron'", NAMES, /through the contract/],
    ['electron/ipc', "import { shell } from 'electron'", NAMES, /only from electron\/main/],
    ['electron/vault', "import { shell } from 'electron'", NAMES, /only from electron\/main/],
    ['electron/main', "import { ipcRenderer } from 'electron'", NAMES, /window\.api/],
    ['electron/main', "import { net } from 'electron'", NAMES, /through the transport/],
    ['electron/chromium', "import { logEvent } from '../log/log.ts'", PATHS, /nothing above/],
    ['electron/main', "import * as electron from 'electron'", NAMES, /through the vault/],
    ['electron/main', "import electron from 'electron'", NAMES, /by name/],
  ])(
    'in %s fails: %s',
    async (folder, code, rule, reason) => {
      const found = await violations(folder, `${code}\n`)
      expect(found).toContainEqual(expect.stringMatching(reason))
      expect(found.every((violation) => violation.startsWith(rule))).toBe(true)
    },
    180_000, // the first one loads the types of the project
  )
})

describe('an allowed import', () => {
  it.each([
    ['electron/vault', "import { safeStorage } from 'electron'"],
    ['electron/ipc', "import { ipcMain } from 'electron'"],
    ['electron/chromium', "import { net, session } from 'electron'"],
    ['electron/chromium', "import type { Transport } from '../exchange/transport/transport.ts'"],
    ['electron/main', "import { app, shell } from 'electron'"],
    ['electron/preload', "import { ipcRenderer } from 'electron'"],
    ['electron/ipc', "import type { Services } from '../services/services.ts'"],
    ['electron/sync', "import type { PrimeStore } from '../prime/prime-store.ts'"],
    ['electron/sync', "import { appError } from '#shared/errors.ts'"],
    ['renderer/app', "import { appError } from '#shared/errors.ts'"],
    ['shared/domain', "import { appError } from '../errors.ts'"],
  ])(
    'in %s passes: %s',
    async (folder, code) => {
      expect(await violations(folder, `${code}\n`)).toEqual([])
    },
    60_000,
  )
})
