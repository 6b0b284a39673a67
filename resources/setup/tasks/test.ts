/** `npm test`, `npm run test:e2e` and `npm run screenshots`: the stages, then one closing line with the sum of their counts. */
import { closingLine } from '../counts.ts'
import { say } from '../say.ts'
import { runStages } from '../stages.ts'
import { allStages, endToEndStages, pictureStages } from '../test-stages.ts'
import type { Stage } from '../stages.ts'

export async function test(): Promise<number> {
  return await runToTheEnd(allStages)
}

export async function endToEnd(): Promise<number> {
  return await runToTheEnd(endToEndStages)
}

export async function screenshots(): Promise<number> {
  return await runToTheEnd(pictureStages)
}

async function runToTheEnd(stages: readonly Stage[]): Promise<number> {
  const counts = await runStages(stages)
  say(closingLine(counts))
  return counts.failed === 0 && counts.passed > 0 ? 0 : 1
}
