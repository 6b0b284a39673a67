import { describe, expect, it } from 'vitest'
import { NOTHING, ONE_FAILED, ONE_PASSED } from '../../../resources/setup/counts.ts'
import { SetupError } from '../../../resources/setup/say.ts'
import { runStages } from '../../../resources/setup/stages.ts'
import type { Stage } from '../../../resources/setup/stages.ts'

async function run(stages: readonly Stage[]): Promise<{ counts: unknown; text: string }> {
  const lines: string[] = []
  const counts = await runStages(stages, (line) => lines.push(line))
  return { counts, text: lines.join('\n') }
}

describe('The stages of the test run', () => {
  it('go on after a failed stage', async () => {
    const { counts } = await run([
      { name: 'Lint', run: () => Promise.resolve(ONE_FAILED) },
      { name: 'Units', run: () => Promise.resolve(ONE_PASSED) },
    ])
    expect(counts).toEqual({ passed: 1, failed: 1, skipped: 0 })
  })

  it('leave out what needs a failed stage, directly or through another, and say so', async () => {
    const ran: string[] = []
    const note = (name: string) => (): Promise<typeof NOTHING> => {
      ran.push(name)
      return Promise.resolve(NOTHING)
    }
    const { counts, text } = await run([
      { name: 'Build', run: () => Promise.resolve(ONE_FAILED) },
      { name: 'Package', needs: ['Build'], run: note('Package') },
      { name: 'Packaged', needs: ['Package'], run: note('Packaged') },
    ])
    expect(ran).toEqual([])
    expect(counts).toEqual(ONE_FAILED)
    expect(text).toContain('Packaged: not run, because "Package" failed')
  })

  it('count an exception as one failure and show what to do', async () => {
    const { counts, text } = await run([
      { name: 'Set-up', run: () => Promise.reject(new SetupError('No network.', 'connect it')) },
    ])
    expect(counts).toEqual(ONE_FAILED)
    expect(text).toContain('No network.')
    expect(text).toContain('What to do: connect it')
  })

  it('repeat at the end what failed, where only the end of the output may be kept', async () => {
    const failures = ['    units.test.ts › adds up\n      expected 3 to be 4']
    const { text } = await run([
      { name: 'Units', run: () => Promise.resolve({ ...ONE_FAILED, failures }) },
      { name: 'Lint', run: () => Promise.resolve(ONE_PASSED) },
    ])
    expect(text.slice(text.indexOf('Summary'))).toContain(failures[0])
  })

  it('never print a line in the form of the closing line', async () => {
    const { text } = await run([{ name: 'Units', run: () => Promise.resolve(ONE_PASSED) }])
    expect(text).not.toMatch(/^(\w+: )?\d+ passed, \d+ failed/m)
  })
})
