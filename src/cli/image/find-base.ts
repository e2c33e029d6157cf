import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { UsageError } from '../command.ts'
import { packageRoot } from '../package-root.ts'
import type { ImageBase } from './image-context.ts'

/** Architectures that the package may have the program of the image for. */
const architectures = ['amd64', 'arm64'] as const

/**
 * What a frontend image is made from: the image that is named, or else the programs that the package brings.
 * @param architecture of this machine
 * Throws UsageError where nothing is named and the package brings none.
 */
export function findBase(named: string | undefined, architecture: string): ImageBase {
  if (named !== undefined) return { image: named }
  const executables: Record<string, string> = {}
  for (const name of architectures) {
    const file = executable(`-${name}`) ?? (name === architecture ? executable('') : undefined)
    if (file !== undefined) executables[name] = file
  }
  if (Object.keys(executables).length > 0) return { executables }
  throw new UsageError(
    'this copy of slipway brings no program for images: name an image of Slipway with --base (or `base` in slipway.config)',
  )
}

function executable(suffix: string): string | undefined {
  const file = fileURLToPath(new URL(`dist/slipway-frontend${suffix}`, packageRoot))
  return existsSync(file) ? file : undefined
}
