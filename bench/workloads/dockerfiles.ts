import { readFileSync } from 'node:fs'
import type { Build } from '../gateway/build.ts'
import { mixedInstructions, runInstructions } from './shapes.ts'

/** Two instructions. */
export const small: Build = { name: 'small', dockerfile: 'FROM alpine\nRUN true\n' }

/** A web service of five stages, one of which is not built. */
export const typical: Build = {
  name: 'typical',
  dockerfile: readFileSync(new URL('typical.Dockerfile', import.meta.url), 'utf8'),
}

/** A thousand instructions of many kinds. */
export const large: Build = mixedInstructions.build(1000)

/** More and fewer of them. */
export const mixed100: Build = mixedInstructions.build(100)
export const mixed3000: Build = mixedInstructions.build(3000)
export const mixed10000: Build = mixedInstructions.build(10_000)

/** A thousand instructions of one kind. */
export const steps: Build = runInstructions.build(1000)

/** Ten thousand of them. */
export const steps10000: Build = runInstructions.build(10_000)
