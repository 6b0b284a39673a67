/** `npm run exchange` in a process of its own, with a client and the control interface as they are used. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, test } from 'vitest'
import { CATALOGUE, MISBEHAVIOUR_NAMES } from '#test/exchange-server/misbehaviour/catalogue.ts'
import { rawClient } from '#test/exchange-server/raw-client.ts'
import { distinguished, getFolder } from '#test/exchange-server/requests.ts'

const PROJECT = path.resolve(import.meta.dirname, '../../..')
const INBOX = getFolder(distinguished('inbox'))
const ANNA = { user: 'anna.meier', password: 'exchange' }

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

function spawnExchange(args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/exchange-server/cli.ts', ...args], {
    cwd: PROJECT,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return child
}

/** Runs to its end. */
async function run(...args: readonly string[]) {
  const child = spawnExchange(args)
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    once(child, 'close') as Promise<[number | null]>,
  ])
  return { output, errors, code }
}

/** Starts a server and waits until it serves; gives what it said by the words before the colons. */
async function start(...args: readonly string[]) {
  const child = spawnExchange(args)
  const closed = once(child, 'close')
  const stop = async (): Promise<unknown> => {
    child.kill('SIGTERM')
    const [code] = (await closed) as [number | null]
    return code
  }
  ends.push(stop)
  const errors = text(child.stderr!)
  const said = new Map<string, string>()
  for await (const line of createInterface({ input: child.stdout! })) {
    if (line === 'Stop with Ctrl+C.') return { said, stop }
    const [, name = '', value = ''] = /^([\w ]+?):\s+(.*)$/.exec(line) ?? []
    said.set(name, value)
  }
  throw new Error(`the server ended: ${await errors}`)
}

describe('npm run exchange', () => {
  test('lists every misbehaviour with what it is', async () => {
    const { output, code } = await run('--list-misbehaviours')
    expect(code).toBe(0)
    expect(output.trim().split('\n')).toEqual(
      MISBEHAVIOUR_NAMES.map((name) => expect.stringMatching(new RegExp(`^${name} +\\S`)) as unknown),
    )
    for (const name of MISBEHAVIOUR_NAMES) expect(output).toContain(CATALOGUE[name].description)
  })

  test.each([
    [['--misbehave', 'nonsense'], /no misbehaviour is called nonsense/],
    [['--authentication', 'digest'], /negotiate, ntlm, basic, bearer/],
  ])('%j is refused with a reason', async (args, reason) => {
    const { errors, code } = await run(...args)
    expect(code).toBe(1)
    expect(errors).toMatch(reason)
  })

  test('misbehaves from the start, and is controlled over HTTP', async () => {
    const { said, stop } = await start(
      ...['--messages', '3', '--control-port', '0', '--exchange-version', 'ExchangeSE'],
      ...['--misbehave', 'server-busy,operation=GetItem+GetFolder,times=2,milliseconds=250'],
      ...['--misbehave', 'fault-with-200,after=1'],
    )
    const client = rawClient(said.get('EWS address')!, ANNA)
    const first = await client.call(INBOX)
    expect([first.status, first.body?.name]).toEqual([500, 'Fault'])
    expect(first.text).toContain('MajorBuildNumber="2562"')
    expect(first.text).toContain('<t:Value Name="BackOffMilliseconds">250</t:Value>')
    const second = await client.call(INBOX)
    expect([second.status, second.body?.name]).toEqual([200, 'Fault'])
    expect((await client.call(INBOX)).text).toContain('<t:TotalCount>3</t:TotalCount>')
    client.close()
    const misbehaviours = await fetch(`${said.get('Control')!}/misbehaviours`)
    expect(await misbehaviours.json()).toMatchObject([
      { behaviour: 'server-busy', acted: 2, met: 3 },
      { behaviour: 'fault-with-200', acted: 1, met: 3 },
    ])
    expect(await stop()).toBe(0)
  })

  test('offers the schemes asked for, locks accounts, and brings a provider of tokens', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-exchange-'))
    ends.push(() => rm(folder, { recursive: true, force: true }))
    const caFile = path.join(folder, 'ca.pem')
    const { said } = await start(
      ...['--messages', '1', '--tls', '--ca-file', caFile, '--lock-out-after', '1'],
      ...['--authentication', 'ntlm', 'basic', 'bearer'],
    )
    const ca = await readFile(caFile, 'utf8')
    const [authority, clientId] = said.get('Tokens')!.split(' for the application ')
    const call = async (password: string) => {
      const client = rawClient(said.get('EWS address')!, { ...ANNA, password, ca })
      const answer = await client.call(INBOX)
      client.close()
      return answer
    }
    expect((await call('exchange')).status).toBe(200)
    const refused = await call('falsch')
    expect(refused.status).toBe(401)
    expect(refused.headers['www-authenticate']).toMatch(
      /^NTLM, Basic realm="[^"]+", Bearer .*authorization_uri=/,
    )
    expect((await call('exchange')).status).toBe(401)
    const metadata = rawClient(authority!, { ca })
    const discovered = await metadata.send({
      method: 'GET',
      path: `${new URL(authority!).pathname}/v2.0/.well-known/openid-configuration`,
    })
    metadata.close()
    expect(JSON.parse(discovered.text)).toHaveProperty('token_endpoint')
    expect(clientId).toMatch(/^[0-9a-f-]{36}$/)
  })
})
