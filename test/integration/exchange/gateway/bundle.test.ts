/** The library in the bundle of the application: in a chunk of its own that only the first write loads. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Rolldown, build } from 'vite'

const run = promisify(execFile)
const ENTRY = new URL('start-of-series.ts', import.meta.url).pathname
const CLIENT = new URL('../../../../electron/exchange/create-exchange-client.ts', import.meta.url).pathname

let folder = ''
let chunks: Rolldown.OutputChunk[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundle-'))
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20.18',
      outDir: folder,
      emptyOutDir: true,
      rollupOptions: { input: { series: ENTRY, client: CLIENT }, output: { format: 'es' } },
    },
  })
  if (!('output' in built)) throw new Error('expected one output')
  chunks = built.output.filter((part) => part.type === 'chunk')
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

it('starts without it: no chunk that the client begins with holds or imports the library', () => {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const first = chunks.find((chunk) => chunk.isEntry && chunk.name === 'client')!
  const reached = new Set<string>()
  const follow = (name: string): void => {
    if (reached.has(name)) return
    reached.add(name)
    for (const next of byName.get(name)?.imports ?? []) follow(next)
  }
  follow(first.fileName)
  const holds = (chunk: Rolldown.OutputChunk): boolean =>
    chunk.moduleIds.some((id) => id.includes('/node_modules/ews-javascript-api/js/Core/'))
  expect(chunks.filter(holds).map(({ fileName }) => fileName)).toHaveLength(1)
  expect(chunks.filter((chunk) => reached.has(chunk.fileName) && holds(chunk))).toEqual([])
})

it('writes the same as unbundled, with its circular imports', async () => {
  const series = chunks.find((chunk) => chunk.isEntry && chunk.name === 'series')!
  const { stdout } = await run(process.execPath, [join(folder, series.fileName)], {
    env: { ...process.env, TZ: 'America/Los_Angeles' },
  })
  expect(JSON.parse(stdout)).toMatchObject({ bare: '2026-03-28-07:00', ours: '2026-03-29' })
})
