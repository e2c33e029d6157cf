import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Examples import the package by its name.
  resolve: { alias: { 'slipway/dockerfile': fileURLToPath(new URL('src/dockerfile/index.ts', import.meta.url)) } },
  test: {
    include: ['test/**/*.test.ts', 'src/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/conformance/**', 'test/executable/**', '**/node_modules/**'],
    testTimeout: 30_000,
    // The code keeps no state between builds, so that files can share a process: starting one for each
    // takes longer than most of the tests.
    isolate: false,
    // Its import is Node's own.
    server: { deps: { external: [/src\/node-host\/import-url\.ts$/] } },
  },
})
