import type { ImageBuilder, SourceAnswer } from '../convert/index.ts'
import * as checks from '../llb/checks/ops.ts'
import {
  anything,
  type Check,
  flag,
  listOf,
  optional,
  orNull,
  recordOf,
  shape,
  someText,
  text,
} from '../llb/checks/shape.ts'
import { nameSuggestion } from '../suggest/index.ts'

/** Throws TypeError for a field of an image config that has a value which no config can have. */
export function checkImage(image: ImageBuilder): void {
  text(image.user, 'image.user')
  text(image.workingDir, 'image.workingDir')
  text(image.stopSignal, 'image.stopSignal')
  optional(text)(image.author, 'image.author')
  orNull(listOf(text))(image.entrypoint, 'image.entrypoint')
  orNull(listOf(text))(image.cmd, 'image.cmd')
  listOf(text)(image.shell, 'image.shell')
  listOf(text)(image.onBuild, 'image.onBuild')
  for (const name of image.labels.keys()) text(image.labels.get(name), `image.labels: ${name}`)
  for (const name of image.env.keys()) text(image.env.get(name), `image.env: ${name}`)
  for (const path of image.volumes.values()) text(path, 'image.volumes: a path')
  for (const port of image.exposedPorts.values()) text(port, 'image.exposedPorts: a port')
}

/** What an instruction names as its sources. */
export const checkSources: Check = listOf(
  shape({ name: someText, byIndex: optional(flag), located: optional(flag) }),
)

/** The answer of a subrequest: texts by name. */
export const checkAnswer: Check = recordOf(text)

const answers: Readonly<Record<string, Check>> = {
  image: shape({ image: someText, platform: optional(checks.platform) }),
  digest: shape({ digest: someText }),
  stage: shape({ stage: someText }),
  context: shape({ context: someText }),
  files: shape({ files: checks.outputOrScratch, config: optional(anything) }),
}

/** Throws TypeError for what is no answer of a resolver. */
export function checkResolution(answer: unknown): asserts answer is SourceAnswer | undefined {
  if (answer === undefined) return
  const names = typeof answer === 'object' && answer !== null ? Object.keys(answer) : []
  const known = names.filter((name) => Object.hasOwn(answers, name))
  const [name = '', more] = known
  const check = answers[name]
  if (check && more === undefined) return check(answer, 'what resolve returns')
  const near = names.map((other) => nameSuggestion(other, Object.keys(answers))).find((hint) => hint !== '')
  throw new TypeError(
    `resolve must return undefined or an object with one of ${Object.keys(answers).join(', ')}${near ?? ''}`,
  )
}
