import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bundleForBrowsers } from '../../scripts/package/browser-bundle.ts'

test('slipway/dockerfile needs nothing of Node, and is as large as the README says', async () => {
  const { code, sizes } = await bundleForBrowsers()
  expect(code).not.toMatch(/\bfrom\s*["']node:|\brequire\(/)
  const match = /(\d+) kB minified, (\d+) kB with gzip/.exec(readFileSync('README.md', 'utf8'))
  // Within what a change elsewhere may add.
  expect(Math.abs(Number(match?.[1]) * 1000 - sizes.minified)).toBeLessThan(sizes.minified * 0.05)
  expect(Math.abs(Number(match?.[2]) * 1000 - sizes.gzipped)).toBeLessThan(sizes.gzipped * 0.07)
})
