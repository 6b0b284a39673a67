/**
 * The stages of the test run, and the runner that prints their progress and adds up their counts.
 *
 * A stage is a name and a function that gives counts, and the failures for the summary. An exception is one failure of
 * its stage, written out with its stage, and does not stop the others; a stage that needs an earlier one says so
 * (`needs`) and is left out, and named as left out, when that one failed.
 */
import type { Counts, Outcome } from './counts.ts'
import { ONE_FAILED, closingLine, sum } from './counts.ts'
import { describeFailure, duration, say } from './say.ts'

export type Stage = {
  readonly name: string
  /** Names of the stages without which this one makes no sense. */
  readonly needs?: readonly string[]
  run(): Promise<Outcome>
}

/** Runs all stages in order and returns the sum of their counts. */
export async function runStages(
  stages: readonly Stage[],
  write: (line: string) => void = say,
): Promise<Counts> {
  const failed = new Set<string>()
  const results: Counts[] = []
  const summary: string[] = []
  for (const [index, stage] of stages.entries()) {
    const label = `${index + 1}/${stages.length} ${stage.name}`
    const lacking = stage.needs?.find((name) => failed.has(name))
    if (lacking !== undefined) {
      failed.add(stage.name)
      summary.push(`  –  ${stage.name}: not run, because "${lacking}" failed`)
      continue
    }
    write(`\n▶ ${label}`)
    const started = Date.now()
    const counts = await attempt(stage, write)
    const good = counts.failed === 0
    if (!good) failed.add(stage.name)
    results.push(counts)
    const line = `${good ? '✓' : '✗'}  ${stage.name}: ${shortly(counts)} (${duration(Date.now() - started)})`
    write(line)
    summary.push(`  ${line}`, ...(counts.failures ?? []))
  }
  write(`\nSummary\n${summary.join('\n')}\n`)
  return sum(results)
}

async function attempt(stage: Stage, write: (line: string) => void): Promise<Outcome> {
  try {
    return await stage.run()
  } catch (failure) {
    write(describeFailure(failure))
    return ONE_FAILED
  }
}

/** Not in the form of the closing line, which must be the only one of its kind. */
function shortly(counts: Counts): string {
  if (counts.passed + counts.failed + counts.skipped === 0) return 'done'
  return closingLine(counts).replaceAll(',', ' ·')
}
