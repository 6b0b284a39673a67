import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/{unit,property,integration}/**/*.test.ts'],
    // Twice what the slowest ones need on a machine that does nothing else.
    testTimeout: 60_000,
    // Two cores are what a contributor's and a CI machine has; more workers only take turns.
    maxWorkers: 2,
  },
})
