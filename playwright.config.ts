/**
 * Projects that drive the real application: `app` the built one, `keyring` the same inside a session with an unlocked
 * key ring, `packaged` what electron-builder made of it. `pictures` proves nothing: it takes those of the README.
 */
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 1,
  retries: 0,
  reporter: 'list',
  projects: [
    { name: 'app', testMatch: 'app/*.spec.ts' },
    { name: 'keyring', testMatch: 'keyring/*.spec.ts' },
    { name: 'packaged', testMatch: 'packaged/*.spec.ts' },
    { name: 'pictures', testMatch: 'pictures/*.spec.ts' },
  ],
})
