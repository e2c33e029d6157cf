import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** How large a bundle is, in bytes. */
export interface BundleSizes {
  readonly minified: number
  readonly gzipped: number
}

/** `slipway/dockerfile` in one module, as a bundler makes it for a browser. Fails where it needs anything of Node. */
export async function bundleForBrowsers(): Promise<{ readonly code: string; readonly sizes: BundleSizes }> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../../src/dockerfile/index.ts', import.meta.url))],
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    write: false,
  })
  const [output] = outputFiles
  if (!output) throw new Error('esbuild made nothing')
  const sizes = { minified: output.contents.length, gzipped: gzipSync(output.contents, { level: 9 }).length }
  return { code: output.text, sizes }
}

/** As the README has it. */
export function formatSize({ minified, gzipped }: BundleSizes): string {
  const kilobytes = (bytes: number) => Math.round(bytes / 1000)
  return `${kilobytes(minified)} kB minified, ${kilobytes(gzipped)} kB with gzip`
}
