/** A test against a dead address never takes longer than its steps announce, wherever the silence begins. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { runConnectionTest } from '#electron/diagnostics/run-connection-test.ts'
import type { FinishedStep, TestReport } from '#shared/domain/connection-test.ts'
import { connectionTestIdSchema } from '#shared/domain/ids.ts'
import { WELL_TARGET } from './well-target.ts'

const ended: (() => void)[] = []
afterAll(() => {
  for (const end of ended) end()
})

const SPARE = 1_500 // ms; a machine that has a lot to do wakes up late

/** @returns what was announced for the failed step, and the step */
async function failureOf(url: string): Promise<{ announced: number; step: FinishedStep | undefined }> {
  const announced = new Map<string, number>()
  const onProgress = ({ steps }: TestReport): void => {
    for (const step of steps) if (step.state === 'running') announced.set(step.id, step.timeoutMilliseconds)
  }
  const report = await runConnectionTest(
    { ...WELL_TARGET, account: null, url: new URL(url) },
    {
      id: connectionTestIdSchema.parse('0b8f5c1e-7d4a-4c3e-9f51-2f6f0d1c9a11'),
      ...{ signal: new AbortController().signal, onProgress },
    },
  )
  const step = report.steps.find((each) => each.state === 'failed')
  return { announced: announced.get(step?.id ?? '') ?? 0, step }
}

/** A listener whose process accepts nothing: once its queue is full, the system drops who knocks. */
async function startBlackHole(): Promise<number> {
  const program = `
    const server = require('node:net').createServer()
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      require('node:fs').writeSync(1, String(server.address().port) + '\\n')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    })`
  const child: ChildProcess = spawn(process.execPath, ['-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  ended.push(() => child.kill('SIGKILL'))
  const [line] = (await once(child.stdout!, 'data')) as [Buffer]
  const port = Number(line.toString())
  while (await fills(port));
  return port
}

/** Whether one more connection still found room; it stays open. */
function fills(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    ended.push(() => socket.destroy())
    const limit = setTimeout(() => {
      resolve(false)
    }, 500)
    socket.on('error', () => undefined)
    socket.once('connect', () => {
      clearTimeout(limit)
      resolve(true)
    })
  })
}

/** Accepts, and never says a word. */
async function startSilence(): Promise<number> {
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined)
    ended.push(() => socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  ended.push(() => server.close())
  return (server.address() as AddressInfo).port
}

describe('a test against a dead address', () => {
  it.concurrent.each([
    ['nobody answers by TCP', startBlackHole, 'https', 'network.no-answer'],
    ['nobody begins the encryption', startSilence, 'https', 'tls.no-handshake'],
    ['nobody answers the request', startSilence, 'http', 'http.no-answer'],
  ] as const)(
    'where %s ends within the time that its step announces, and says so',
    async (_where, start, scheme, code) => {
      const { announced, step } = await failureOf(`${scheme}://localhost:${await start()}/EWS/Exchange.asmx`)
      expect(step).toMatchObject({ error: { code } })
      expect(step?.durationMilliseconds).toBeGreaterThan(4_000)
      expect(step?.durationMilliseconds).toBeLessThan(announced + SPARE)
    },
    60_000,
  )
})
