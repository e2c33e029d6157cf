import { execFileSync } from 'node:child_process'
import { syntaxImage } from './syntax-image.ts'

const needed = ['slipway-test/busybox', 'slipway-test/git', 'slipway-test/onbuild', 'slipway-test/scanner']

/**
 * Refuses to start without an engine and the images that the tests build on: tests that
 * pass because nothing ran would be worse than tests that fail.
 */
export default function setup(): void {
  try {
    execFileSync('docker', ['buildx', 'version'], { stdio: 'ignore' })
    execFileSync('docker', ['version'], { stdio: 'ignore' })
  } catch {
    throw new Error('No Docker Engine with buildx answers. scripts/e2e brings one up and runs these tests.')
  }
  const images = syntaxImage === undefined ? needed : [...needed, syntaxImage]
  for (const image of images) {
    try {
      execFileSync('docker', ['image', 'inspect', image], { stdio: 'ignore' })
    } catch {
      throw new Error(`The engine has no image ${image}. scripts/e2e makes it and runs these tests.`)
    }
  }
  if (syntaxImage === undefined) {
    console.warn(
      '*** SLIPWAY_E2E_SYNTAX=built-in: these tests run against the engine, not against Slipway ***',
    )
  }
}
