import type { ConvertResult } from '../../convert/index.ts'
import { parseImageConfig } from '../../convert/index.ts'
import type { Attestation } from '../../gateway/client.ts'
import { isAbs, join } from '../../go/index.ts'
import { type ExecMount, exec, file, image, type Output } from '../../llb/index.ts'
import type { Platform } from '../../platform/index.ts'
import { BuildError, explaining } from '../../source/index.ts'
import { type LoadedDockerfile, type Session, singleRef } from '../contexts/index.ts'
import { imageRefOf, replacedMessage } from '../images.ts'
import type { SbomOptions } from '../options/sbom.ts'

const CORE = '/run/src/core/sbom'
const EXTRAS = '/run/src/extras'
const RESULT = '/run/out/'
const encoder = new TextEncoder()

/** Writes the bill of materials of what was built for a platform. */
export type Scanner = (id: string, built: ConvertResult) => Promise<Attestation>

/**
 * Looks the scanner's image up and makes ready to run it.
 * Throws BuildError where there is no such image or it has no command.
 */
export async function createScanner(
  session: Session,
  dockerfile: LoadedDockerfile,
  options: SbomOptions,
): Promise<Scanner> {
  const platform = session.options.buildPlatforms[0] as Platform
  const found = await resolveScanner(session, options.generator, platform)
  const { config } = parseImageConfig(found.config)
  const { workingDir = '' } = config
  const args = [...(config.entrypoint ?? []), ...(config.cmd ?? [])]
  if (args.length === 0) throw new BuildError('image', `scanner ${found.ref} does not have cmd`)
  const scannerImage = image(found.ref, { platform })
  return async (id, built) => {
    const run = exec({
      root: scannerImage,
      args,
      env: scannerEnvironment(config.env ?? [], built, options),
      cwd: isAbs(workingDir) ? workingDir : join('/', workingDir),
      withoutDefaultPath: true,
      mounts: [temporaryMount(scannerImage, platform), ...sourceMounts(built), resultMount],
      constraints: {
        customName: `[${id}] generating sbom using ${found.ref}`,
        ...(built.ignoreCache ? { ignoreCache: true } : {}),
      },
    })
    // What is scanned was built with these capabilities: it has to be the very same ops.
    const definition = session.marshal(run.mount(RESULT), {
      caps: session.client.environment.llbCaps,
      definitionOf: dockerfile.definitionOf,
    })
    const ref = singleRef(await session.client.solve({ definition }))
    return {
      kind: 'bundle',
      ...(ref === undefined ? {} : { ref }),
      path: '',
      predicateType: 'https://spdx.dev/Document',
      metadata: new Map([
        ['reason', encoder.encode('sbom')],
        ['sbom-core', encoder.encode('sbom')],
      ]),
      subjects: [],
    }
  }
}

async function resolveScanner(session: Session, generator: string, platform: Platform) {
  const { client, options } = session
  const resolveMode = options.raw.get('image-resolve-mode') ?? ''
  const context = `failed to resolve source metadata for ${generator}`
  if (client.environment.gatewayCaps.missing('source.metaresolver')) {
    const answer = await explaining(context, () =>
      client.resolveImageConfig({ ref: generator, platform, resolveMode, logName: '' }),
    )
    return { ref: answer.ref || generator, config: answer.config }
  }
  const identifier = `docker-image://${generator}`
  const meta = await explaining(context, () =>
    client.resolveSourceMeta({ identifier, platform, resolveMode, logName: '' }),
  )
  if (meta.image === undefined) throw new BuildError('image', replacedMessage(generator, meta.identifier))
  return { ref: imageRefOf(meta.identifier), config: meta.image.config }
}

function scannerEnvironment(env: readonly string[], built: ConvertResult, options: SbomOptions): string[] {
  const variables = new Map<string, string>()
  const set = (name: string, value: string) => {
    // A variable that is set again stands where it was set last.
    variables.delete(name)
    variables.set(name, value)
  }
  for (const entry of env) {
    const equals = entry.indexOf('=')
    set(equals < 0 ? entry : entry.slice(0, equals), equals < 0 ? '' : entry.slice(equals + 1))
  }
  set('BUILDKIT_SCAN_DESTINATION', RESULT)
  set('BUILDKIT_SCAN_SOURCE', CORE)
  if (built.sbomExtras.size > 0) set('BUILDKIT_SCAN_SOURCE_EXTRAS', EXTRAS)
  for (const [name, value] of options.parameters) set(`BUILDKIT_SCAN_${name}`, value)
  return [...variables].map(([name, value]) => `${name}=${value}`)
}

const resultMount: ExecMount = { type: 'bind', target: RESULT, source: null }

function sourceMounts(built: ConvertResult): ExecMount[] {
  const mount = (target: string, source: Output | null): ExecMount => ({
    type: 'bind',
    target,
    source,
    readOnly: true,
  })
  return [
    mount(CORE, built.output),
    ...[...built.sbomExtras].map(([name, output]) => mount(`${EXTRAS}/sbom-${name}`, output)),
  ]
}

/** Windows has no tmpfs: there, a directory takes its place whose content is dropped. */
function temporaryMount(scannerImage: Output, platform: Platform): ExecMount {
  if (platform.os !== 'windows') return { type: 'tmpfs', target: '/tmp' }
  const source = file(scannerImage, [{ type: 'mkdir', path: '/tmp', mode: 0o777, makeParents: true }])
  return { type: 'bind', target: '/tmp', source, selector: '/tmp', noOutput: true }
}
