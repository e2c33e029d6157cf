import {
  BuildError,
  type ConvertedMounts,
  convertMounts,
  defineFrontend,
  defineInstruction,
  extendInstruction,
  stageKey,
} from '../api.ts'
import { parseMount, parseMountSource, type RunMount } from '../dockerfile/index.ts'

interface Mount {
  readonly written: readonly string[]
  readonly mounts: readonly RunMount[]
}

/** The mounts of a stage so far. They are the stage's own: one that is made from it starts without. */
const stageMounts = stageKey<ConvertedMounts>({ initial: () => ({ mounts: [], secretEnv: [] }) })

const instruction = defineInstruction({
  name: 'MOUNT',
  step: false,
  parse({ words }): Mount {
    if (words.length === 0) {
      throw new BuildError('invalid-instruction', 'MOUNT requires at least one argument')
    }
    return { written: words, mounts: words.map(parseMountSource) }
  },
  expand: ({ written }, { word }) => ({ written, mounts: written.map((text) => parseMount(text, word)) }),
  sources: ({ mounts }) => mounts.map(({ from }) => ({ name: from || 'scratch' })),
  convert({ mounts }, stage) {
    stage.set(stageMounts, over(stage.get(stageMounts), convertMounts(mounts, stage)))
  },
})

/** Both; where two are at the same place, that of `top`. */
function over(below: ConvertedMounts, top: Partial<ConvertedMounts>): ConvertedMounts {
  const { mounts = [], secretEnv = [] } = top
  const targets = new Set(mounts.map(({ target }) => target))
  const names = new Set(secretEnv.map(({ name }) => name))
  return {
    mounts: [...below.mounts.filter(({ target }) => !targets.has(target)), ...mounts],
    secretEnv: [...below.secretEnv.filter(({ name }) => !names.has(name)), ...secretEnv],
  }
}

const run = extendInstruction('RUN', {
  convert(_run, stage, { next }) {
    const below = stage.get(stageMounts)
    return next(undefined, { exec: (request) => ({ ...request, ...over(below, request) }) })
  },
})

/**
 * `MOUNT`: mounts for all RUNs that follow in the stage, written as `RUN --mount` has them. A RUN's own mount
 * goes before one at the same place.
 *
 * @example
 * // MOUNT type=cache,target=/root/.npm type=secret,id=npmrc,target=/root/.npmrc
 * // RUN npm ci
 * export default defineFrontend({ name: 'myorg', use: [mount] })
 */
export const mount = defineFrontend({ name: 'mount', instructions: [instruction, run] })
