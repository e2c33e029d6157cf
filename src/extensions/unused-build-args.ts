import { defineFrontend, defineRule, nameSuggestion } from '../api.ts'
import type { Dockerfile } from '../dockerfile/index.ts'

/** Args that have a meaning without any ARG. */
const predefined =
  /^(?:BUILDKIT_.*|SLIPWAY_DEBUG|SOURCE_DATE_EPOCH|(?:BUILD|TARGET)(?:PLATFORM|OS|OSVERSION|ARCH|VARIANT)|TARGETSTAGE|(?:http|https|ftp|no|all)_proxy|(?:HTTP|HTTPS|FTP|NO|ALL)_PROXY)$/

const rule = defineRule({
  name: 'UnusedBuildArg',
  description: 'Build args should be declared by an ARG',
  create: () => ({
    dockerfile({ dockerfile, buildArgs }, report) {
      if (buildArgs.size === 0) return
      const declared = declaredArgs(dockerfile)
      for (const name of buildArgs.keys()) {
        if (declared.has(name) || predefined.test(name)) continue
        const open = [...declared].filter((candidate) => !buildArgs.has(candidate))
        report(`No ARG declares the build arg ${name}${nameSuggestion(name, open)}`)
      }
    },
  }),
})

function declaredArgs({ globalArgs, stages }: Dockerfile): ReadonlySet<string> {
  const names = new Set<string>()
  const note = (instructions: Iterable<Dockerfile['stages'][number]['instructions'][number]>): void => {
    for (const instruction of instructions) {
      if (instruction.kind === 'arg') for (const { key } of instruction.args) names.add(key)
    }
  }
  note(globalArgs)
  for (const stage of stages) note(stage.instructions)
  return names
}

/**
 * A warning for each `--build-arg` that no ARG of the Dockerfile declares, with the name that comes nearest.
 * `# check=skip=UnusedBuildArg` turns it off for a Dockerfile whose base image has triggers with ARGs.
 *
 * @example
 * // docker build --build-arg VERSON=3 .
 * // UnusedBuildArg: No ARG declares the build arg VERSON (did you mean VERSION?)
 * export default defineFrontend({ name: 'myorg', use: [unusedBuildArgs] })
 */
export const unusedBuildArgs = defineFrontend({ name: 'unused-build-args', rules: [rule] })
