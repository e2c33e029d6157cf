import { defineConfig } from 'vitest/config'

/**
 * The conformance corpus: in-process.test.ts runs the sources, executable.test.ts the image's program, samples.test.ts
 * a part of it through other programs (`npm run build` and scripts/executable first).
 */
export default defineConfig({
  test: {
    include: ['test/conformance/**/*.test.ts', 'test/executable/**/*.test.ts'],
    maxConcurrency: 2,
    isolate: false,
    reporters: ['./test/conformance/topic-reporter.ts'],
    testTimeout: 60_000,
  },
})
