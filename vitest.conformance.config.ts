import { defineConfig } from 'vitest/config'

/**
 * The conformance corpus: in-process.test.ts runs the sources, bundle.test.ts the bundle
 * (`npm run build` first).
 */
export default defineConfig({
  test: {
    include: ['test/conformance/**/*.test.ts'],
    maxConcurrency: 2,
    isolate: false,
    reporters: ['./test/conformance/topic-reporter.ts'],
    testTimeout: 60_000,
  },
})
