import path from 'node:path'
import type { Frontend } from '../frontend/index.ts'
import type { Warning } from '../gateway/client.ts'
import {
  createOfflineClient,
  type FileTree,
  type OfflineClient,
  type OfflineClientOptions,
} from '../offline/index.ts'
import type { OptionValues } from './command.ts'
import { directoryTree } from './directory-tree.ts'
import { type DockerfileSource, openDockerfile } from './dockerfile-source.ts'
import { openFrontend } from './frontend.ts'
import { readImageConfigs } from './image-configs.ts'
import type { CommandIo } from './io.ts'
import { splitAssignment } from './split-assignment.ts'

/** A build as a command line asks for it. */
export interface BuildRequest {
  readonly client: OfflineClient
  readonly frontend: Frontend
  readonly dockerfile: DockerfileSource
  /** What build checks have found so far. */
  readonly warnings: readonly Warning[]
}

/**
 * Makes the offline client that answers a command line.
 * @param subrequest what is asked for in place of a build: `frontend.lint`, `frontend.outline` …
 * Throws UsageError.
 */
export async function prepareBuild(
  values: OptionValues,
  context: string | undefined,
  io: CommandIo,
  subrequest?: string,
): Promise<BuildRequest> {
  const dockerfile = await openDockerfile(values.string('file'), context, io)
  const warnings: Warning[] = []
  const client = createOfflineClient({
    ...clientOptions(dockerfile, values, io, subrequest),
    imageConfig: await readImageConfigs(values.strings('image'), io.directory),
    onWarning: (warning) => void warnings.push(warning),
  })
  return { client, frontend: await openFrontend(values, io), dockerfile, warnings }
}

/** What a command line tells a client of one Dockerfile: options, local directories, platforms. Throws UsageError. */
export function clientOptions(
  dockerfile: DockerfileSource,
  values: OptionValues,
  io: CommandIo,
  subrequest: string | undefined,
): Pick<OfflineClientOptions, 'options' | 'locals' | 'platforms'> {
  const locals = new Map<string, FileTree>([
    ['dockerfile', dockerfile.dockerfileTree],
    ['context', dockerfile.contextTree],
  ])
  const options = new Map<string, string>([
    ['filename', dockerfile.filename],
    // With these the file's own `# syntax` has been dealt with: this program is what it asked for.
    ['source', 'slipway'],
    ['cmdline', 'slipway'],
  ])
  if (subrequest !== undefined) options.set('requestid', subrequest)
  copyOption(values, 'target', options)
  copyOption(values, 'platform', options)
  addBuildArgs(values.strings('build-arg'), io.env, options)
  for (const entry of values.strings('build-context')) {
    const [name, value] = splitAssignment('--build-context', entry)
    options.set(`context:${name}`, isRemote(value) ? value : `local:${name}`)
    if (!isRemote(value)) locals.set(name, directoryTree(path.resolve(io.directory, value)))
  }
  for (const entry of values.strings('option')) options.set(...splitAssignment('--option', entry))
  return { options, locals, platforms: [{ os: 'linux', architecture: io.architecture }] }
}

function copyOption(values: OptionValues, name: string, options: Map<string, string>): void {
  const value = values.string(name)
  if (value !== undefined) options.set(name, value)
}

function addBuildArgs(entries: readonly string[], env: CommandIo['env'], options: Map<string, string>): void {
  for (const entry of entries) {
    const equals = entry.indexOf('=')
    const name = equals < 0 ? entry : entry.slice(0, equals)
    const value = equals < 0 ? env[name] : entry.slice(equals + 1)
    if (value !== undefined) options.set(`build-arg:${name}`, value)
  }
}

/** Whether the value of a named context is anything but a directory. */
function isRemote(value: string): boolean {
  return /^(?:[a-z][a-z-]*:\/\/|git@|target:)/.test(value)
}
