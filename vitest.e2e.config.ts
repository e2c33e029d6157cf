import { defineConfig } from 'vitest/config'

/** End-to-end tests on a real Docker Engine; `scripts/e2e` sets up what they need and runs them. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: ['test/e2e/engine.setup.ts'],
    // One engine, two cores: files in turn, and time limits for a busy machine.
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    reporters: ['verbose'],
  },
})
