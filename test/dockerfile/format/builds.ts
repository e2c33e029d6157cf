import type { BuildError } from '../../../src/source/index.ts'
import { compileDockerfile } from '../../../src/testing/index.ts'

/** Everything that a build of a text is made of: ops by digest, image config, or the error that it ends with. */
export async function buildOf(
  text: string,
): Promise<{ readonly error: BuildError | undefined; readonly built: string }> {
  const { definition, image, error } = await compileDockerfile(text, {
    platform: 'linux/amd64',
    // Formatting puts findings right, and a file may ask for its build to end with a finding.
    buildArgs: { BUILDKIT_DOCKERFILE_CHECK: 'skip=all' },
  })
  const ops = definition?.def.map((bytes) => Buffer.from(bytes).toString('base64')) ?? []
  return { error, built: JSON.stringify({ ops, image, error: error?.message }) }
}
