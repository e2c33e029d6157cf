import { BuildError, defineFrontend, defineInstruction, type StageBuilder, stageKey } from '../api.ts'
import { diff, file, merge } from '../llb/index.ts'

/** Whether the stage has a SQUASH already. */
const squashed = stageKey({ initial: () => false })

const instruction = defineInstruction({
  name: 'SQUASH',
  flags: { scratch: 'boolean' },
  parse({ words, flags }) {
    if (words.length > 0) throw new BuildError('invalid-instruction', 'SQUASH takes no arguments')
    return { scratch: flags.scratch ?? false }
  },
  convert({ scratch }, stage) {
    if (stage.get(squashed)) throw new BuildError('conversion', 'a stage is squashed once')
    stage.set(squashed, true)
    stage.atEnd(() => squashStage(stage, scratch))
  },
})

/**
 * Makes one layer of all that the stage has added to its base. The files are copied out of their layers first:
 * the difference of a stage and its own base is nothing but the layers between them, but a copy shares no
 * layer with the base and is compared with it file by file.
 */
function squashStage(stage: StageBuilder, scratch: boolean): void {
  const { base, output } = stage
  const below = scratch ? null : base.output
  if (output === null || output === below) return
  const title = stage.step().title(stage.commandText(stage.instruction.source))
  const group = { id: stage.options.randomId(), name: title }
  const constraints = {
    customName: title,
    locations: stage.locations,
    platform: stage.platform,
    ...(stage.ignoreCache ? { ignoreCache: true } : {}),
  }
  const weak = { ...constraints, progressGroup: { ...group, weak: true } }
  const flat = file(
    null,
    [
      {
        type: 'copy',
        from: output,
        source: '/',
        destination: '/',
        copyDirContentsOnly: true,
        createDestPath: true,
      },
    ],
    below === null ? constraints : weak,
  )
  if (below === null) stage.output = flat
  else {
    requireLayerOps(stage)
    const strong = { ...constraints, progressGroup: { ...group, weak: false } }
    stage.output = merge([below, diff(below, flat, weak)], strong)
  }
  unlayerHistory(stage, scratch)
  stage.commit(scratch ? 'SQUASH --scratch' : 'SQUASH', { layer: true })
}

function requireLayerOps(stage: StageBuilder): void {
  for (const cap of ['mergeop', 'diffop']) {
    if (stage.options.llbCaps.missing(cap) === undefined) continue
    throw new BuildError('capability', `SQUASH needs an engine that can merge and compare layers (${cap})`, {
      hint: 'SQUASH --scratch does without; an engine of Docker needs the containerd image store for it',
    })
  }
}

/** The lines of the history stay, but none of those that were squashed has a layer any more. */
function unlayerHistory({ base, image }: StageBuilder, scratch: boolean): void {
  const kept = scratch ? 0 : base.history.length
  image.history = image.history.map((entry, index) => (index < kept ? entry : { ...entry, emptyLayer: true }))
}

/**
 * `SQUASH`: the stage as one layer over its base, whatever it took to make it; with `--scratch` as the one
 * layer of the image. What was deleted again is in no layer. Config and history stay.
 *
 * @example
 * // FROM debian
 * // RUN apt-get update && apt-get install -y build-essential
 * // RUN make install && apt-get purge -y build-essential
 * // SQUASH
 * export default defineFrontend({ name: 'myorg', use: [squash] })
 */
export const squash = defineFrontend({ name: 'squash', instructions: [instruction] })
