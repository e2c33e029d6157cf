import type { InstructionDefinition, InstructionDefinitionTable } from '../definition/index.ts'
import { add } from './add.ts'
import { arg } from './arg.ts'
import { cmd } from './cmd.ts'
import { copy } from './copy.ts'
import { entrypoint } from './entrypoint.ts'
import { env } from './env.ts'
import { expose } from './expose.ts'
import { from } from './from.ts'
import { healthcheck } from './healthcheck.ts'
import { label } from './label.ts'
import { maintainer } from './maintainer.ts'
import { onbuild } from './onbuild.ts'
import { run } from './run.ts'
import { shell } from './shell.ts'
import { stopsignal } from './stopsignal.ts'
import { user } from './user.ts'
import { volume } from './volume.ts'
import { workdir } from './workdir.ts'

const builtins: readonly InstructionDefinition[] = [
  add,
  arg,
  cmd,
  copy,
  entrypoint,
  env,
  expose,
  from,
  healthcheck,
  label,
  maintainer,
  onbuild,
  run,
  shell,
  stopsignal,
  user,
  volume,
  workdir,
]

/**
 * The instructions of the Dockerfile language.
 *
 * @example
 * [...builtinInstructions.keys()] // ['ADD', 'ARG', 'CMD', …]
 */
export const builtinInstructions: InstructionDefinitionTable = new Map(
  builtins.map((definition) => [definition.name, definition]),
)
