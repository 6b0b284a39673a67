/** Exported series, read and expanded by Python's libraries: the same starts come out, in doubled and skipped hours too. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { icsOf } from '#electron/prime/export/ics.ts'
import { instantOf } from '#shared/domain/ids.ts'
import { seriesSample } from '#test/calendar/series-samples.ts'
import { isIcalendarInstalled, pythonOutput, titleOf } from './debian-packages.ts'

describe.skipIf(!isIcalendarInstalled)(
  titleOf('python3-icalendar', 'python3-icalendar', isIcalendarInstalled),
  () => {
    it('reads from one file when 150 series take place, as Exchange has them', async () => {
      const seed = Date.now() % 1_000_000
      const samples = fc.sample(seriesSample, { numRuns: 150, seed })
      const folder = await mkdtemp(join(tmpdir(), 'ics-'))
      try {
        const [file, windows] = [join(folder, 'series.ics'), join(folder, 'windows.json')]
        const objects = samples.map(({ id, record }) => ({ id, record, modifiedAt: instantOf(new Date(0)) }))
        await writeFile(file, icsOf(objects))
        // Occurrences that are planned behind the window may have been moved into it.
        await writeFile(
          windows,
          JSON.stringify(Object.fromEntries(samples.map(({ id, from, to }) => [id, [from, to]]))),
        )
        const starts = JSON.parse(await pythonOutput('icalendar-starts.py', [file, windows])) as Record<
          string,
          number[]
        >
        for (const { id, record, expected } of samples) {
          const last = expected.at(-1) ?? 0
          const found = starts[id]?.filter((start) => start <= last)
          expect(found, `seed ${seed}: ${JSON.stringify(record)}`).toEqual(expected)
        }
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    }, 60_000)
  },
)
