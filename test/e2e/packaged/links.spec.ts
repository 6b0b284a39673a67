/** A second start with a link, as Windows and Linux do it when somebody clicks on one. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from '@playwright/test'
import { PROGRAM, withPackaged } from './packaged.ts'

test('a link shows its place in the window that is open, and a hostile one changes nothing', async () => {
  await withPackaged({}, async ({ page, dataFolder }) => {
    const seen: string[] = []
    page.on('framenavigated', (frame) => seen.push(new URL(frame.url()).hash))
    const follow = async (link: string) => {
      const second = spawn(PROGRAM, ['--no-sandbox', link], {
        env: { ...process.env, EWS_KONNEKTOR_DATA: dataFolder },
        stdio: 'ignore',
      })
      expect(await once(second, 'exit')).toEqual([0, null])
    }
    await follow('ews-konnektor://settings')
    await expect(page).toHaveURL(/#\/settings$/)
    await follow('ews-konnektor://connector/../../overview')
    // What comes after it is followed, so that the hostile one has been.
    await follow('ews-konnektor://problems')
    await expect(page).toHaveURL(/#\/sync\?tab=problems$/)
    expect(seen).toEqual(['#/settings', '#/sync?tab=problems'])
  })
})
