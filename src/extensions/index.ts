import type { FrontendDefinition } from '../api.ts'
import { argChecks } from './arg-checks.ts'
import { copyFrom } from './copy-from.ts'
import { copyOptional } from './copy-optional/copy-optional.ts'
import { envfile } from './envfile/envfile.ts'
import { type IncludeOptions, include } from './include/include.ts'
import { linter } from './linter.ts'
import { mount } from './mount.ts'
import { allowedRegistries } from './policies/allowed-registries.ts'
import { noRoot } from './policies/no-root.ts'
import { type NoSecretsOptions, noSecrets } from './policies/no-secrets.ts'
import { requiredDigests } from './policies/required-digests.ts'
import { runNoCache } from './run-no-cache.ts'
import { squash } from './squash.ts'
import { unset } from './unset/unset.ts'
import { unusedBuildArgs } from './unused-build-args.ts'
import { workdirOwner } from './workdir-owner.ts'

export {
  allowedRegistries,
  argChecks,
  copyFrom,
  copyOptional,
  envfile,
  type IncludeOptions,
  include,
  linter,
  mount,
  type NoSecretsOptions,
  noRoot,
  noSecrets,
  requiredDigests,
  runNoCache,
  squash,
  unset,
  unusedBuildArgs,
  workdirOwner,
}

/** The extensions in the box, which a Dockerfile turns on by name: `# extensions=NAME,NAME`. */
export const offeredExtensions: readonly FrontendDefinition[] = [
  argChecks,
  copyFrom,
  copyOptional,
  envfile,
  include,
  linter,
  mount,
  noRoot,
  noSecrets,
  requiredDigests,
  runNoCache,
  squash,
  unset,
  unusedBuildArgs,
  workdirOwner,
]
