import { mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { TargetFiles } from '#electron/services/target-files.ts'

it('names that are taken, also in another case or Unicode form, get a number', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ews-konnektor-cli-'))
  try {
    writeFileSync(path.join(folder, 'Offer.eml'), '')
    const targets = new TargetFiles(folder)
    const names = ['Offer.eml', 'Gr\u00FCsse.eml', 'gru\u0308sse.eml', 'v1.2 plan.eml', 'V1.2 Plan.eml']
    expect(names.map((name) => path.basename(targets.pathFor(name)))).toEqual([
      'Offer (2).eml',
      'Gr\u00FCsse.eml',
      'gru\u0308sse (2).eml',
      'v1.2 plan.eml',
      'V1.2 Plan (2).eml',
    ])
  } finally {
    await rm(folder, { recursive: true })
  }
})
