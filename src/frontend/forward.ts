import type { BuildResult } from '../gateway/client.ts'
import type { Definition } from '../llb/index.ts'
import { explaining } from '../source/index.ts'
import type { Session } from './contexts/index.ts'

/** The option that names a frontend in place of what the Dockerfile says. */
export const SYNTAX_ARG = 'build-arg:BUILDKIT_SYNTAX'

/**
 * Leaves the build to another frontend.
 * @param ref its image
 * @param commandLine the image and what else the syntax line says
 * Throws BuildError, among them what the other frontend failed with.
 */
export async function forwardBuild(session: Session, ref: string, commandLine: string): Promise<BuildResult> {
  const { client, options } = session
  const withInputs = client.environment.gatewayCaps.missing('frontend.inputs') === undefined
  return client.solve({
    frontend: 'gateway.v0',
    frontendOptions: new Map([...options.raw, ['cmdline', commandLine], ['source', ref]]),
    ...(withInputs ? { frontendInputs: await inputDefinitions(session) } : {}),
  })
}

async function inputDefinitions(session: Session): Promise<ReadonlyMap<string, Definition>> {
  const inputs = await explaining('failed to get frontend inputs', () => session.inputs())
  return new Map([...inputs].map(([name, output]) => [name, session.marshal(output)]))
}
