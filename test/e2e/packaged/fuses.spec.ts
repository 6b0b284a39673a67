/** The fuses of the package as the architecture asks for them, and that what they forbid has no effect. */
import { execFile } from 'node:child_process'
import { access, cp, mkdir, mkdtemp, rename, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from '@playwright/test'
import { projectFolder, removeFolder } from '../application.ts'
import { ANNA, startExchange } from '../exchange.ts'
import { createAccount, createConnector, syncOutcome, synchronise } from '../steps.ts'
import { untilStarted } from './log-lines.ts'
import { PACKAGE_FOLDER, PROGRAM, withPackaged, withProgram } from './packaged.ts'

const run = promisify(execFile)
const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  )

test('the fuses of the packaged program are set as the architecture asks for', async () => {
  const wire = await getCurrentFuseWire(PROGRAM)
  const on = (fuse: FuseV1Options) => Number(wire[fuse]) === '1'.charCodeAt(0)
  expect({
    runAsNode: on(FuseV1Options.RunAsNode),
    nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspectArguments: on(FuseV1Options.EnableNodeCliInspectArguments),
    cookieEncryption: on(FuseV1Options.EnableCookieEncryption),
    onlyFromArchive: on(FuseV1Options.OnlyLoadAppFromAsar),
    filePrivileges: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
    // Electron has it on Windows and macOS only, where the package is made with it.
    archiveIntegrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
  }).toEqual({
    ...{ runAsNode: false, nodeOptions: false, inspectArguments: false, cookieEncryption: true },
    ...{ onlyFromArchive: true, filePrivileges: false, archiveIntegrity: process.platform !== 'linux' },
  })
})

test('the environment and arguments of Node neither run code in the packaged program nor open its debugger', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-fuses-'))
  try {
    const asNode = path.join(folder, 'ran-as-node')
    const required = path.join(folder, 'was-required')
    const module = path.join(folder, 'required.cjs')
    const writing = (file: string) => `require('fs').writeFileSync(${JSON.stringify(file)}, '')`
    await writeFile(module, writing(required))
    const environment = { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require=${module}` }
    const script = ['-e', writing(asNode)]
    // Where the fuses are not blown, both have their effect: this is no test of a wrong spelling.
    const electron = path.join(projectFolder, 'node_modules/electron/dist/electron')
    await run(electron, script, { env: { ...process.env, ...environment } })
    expect([await exists(asNode), await exists(required)]).toEqual([true, true])
    await removeFolder(asNode)
    await removeFolder(required)

    const asScript = run(PROGRAM, ['--no-sandbox', ...script], { env: { ...process.env, ...environment } })
    await expect(asScript).rejects.toMatchObject({ code: 2 }) // that is no command
    const args = ['--inspect=0', '--inspect-brk=0']
    await withProgram({ args, environment }, async ({ program, dataFolder }) => {
      let errors = ''
      program.stderr?.on('data', (chunk: Buffer) => {
        errors += chunk.toString()
      })
      await untilStarted(dataFolder)
      expect(errors).not.toMatch(/Debugger listening|ws:/)
    })
    expect([await exists(asNode), await exists(required)]).toEqual([false, false])
  } finally {
    await removeFolder(folder)
  }
})

test('an application folder beside the archive is not loaded, with the archive and without it', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-copy-'))
  try {
    const copy = path.join(folder, 'package')
    await cp(PACKAGE_FOLDER, copy, { recursive: true })
    const marker = path.join(folder, 'loaded')
    const foreign = path.join(copy, 'resources/app')
    await mkdir(foreign)
    await writeFile(path.join(foreign, 'package.json'), '{ "name": "x", "main": "index.js" }')
    await writeFile(
      path.join(foreign, 'index.js'),
      `require('fs').writeFileSync(${JSON.stringify(marker)}, ''); require('electron').app.exit(0)`,
    )
    const program = path.join(copy, path.basename(PROGRAM))
    await withProgram({ program }, async ({ dataFolder }) => {
      await untilStarted(dataFolder)
    })
    expect(await exists(marker)).toBe(false)

    await rename(path.join(copy, 'resources/app.asar'), path.join(folder, 'app.asar'))
    const display = {
      env: { ...process.env, EWS_KONNEKTOR_DATA: path.join(folder, 'data') },
      timeout: 20_000,
    }
    await run(program, ['--no-sandbox'], display).catch(() => undefined)
    expect(await exists(marker)).toBe(false)
  } finally {
    await removeFolder(folder)
  }
})

test('switches of Chromium neither open the window to a debugger nor write down what goes over the network', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-switches-'))
  try {
    const log = path.join(folder, 'net-log.json')
    const args = ['--remote-debugging-port=0', `--log-net-log=${log}`, '--auto-open-devtools-for-tabs']
    const environment = { EWS_KONNEKTOR_ALLOW_DEBUGGING: '' }
    await withProgram({ args, environment }, async ({ program, dataFolder }) => {
      let errors = ''
      program.stderr?.on('data', (chunk: Buffer) => {
        errors += chunk.toString()
      })
      await untilStarted(dataFolder)
      expect(errors).not.toContain('DevTools listening')
      expect(await exists(path.join(dataFolder, 'DevToolsActivePort'))).toBe(false)
    })
    expect(await exists(log)).toBe(false)
  } finally {
    await removeFolder(folder)
  }
})

test('switches that turn the verification of certificates off leave it on, no request is sent, and no key is written down', async () => {
  const server = await startExchange(1, { tls: 'self-signed' })
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-switches-'))
  const keys = ['of-switch', 'of-environment'].map((name) => path.join(folder, name))
  const args = [
    ...['--ignore-certificate-errors', '--allow-insecure-localhost', '--disable-web-security'],
    `--ssl-key-log-file=${keys[0] ?? ''}`,
  ]
  const environment = { SSLKEYLOGFILE: keys[1] ?? '' }
  try {
    await withPackaged({ args, environment }, async ({ page }) => {
      await createConnector(page, { name: 'Contoso', url: server.url })
      await createAccount(page, ANNA)
      await synchronise(page, ANNA.mailbox)
      await syncOutcome(page, ANNA.mailbox, 'Fehlgeschlagen')
      const connectors = await page.evaluate(() => window.api.connectors.list())
      expect(connectors).toMatchObject({ value: [{ lastSync: { error: { code: 'tls.self-signed' } } }] })
    })
    expect(server.journal).toEqual([])
    expect(await Promise.all(keys.map(exists))).toEqual([false, false])
  } finally {
    await server.stop()
    await removeFolder(folder)
  }
})
