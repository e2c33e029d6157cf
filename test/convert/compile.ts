import {
  type BuildSources,
  type ConvertOptions,
  type ConvertResult,
  convertDockerfile,
  type ImageConfig,
  type InstructionDefinitionTable,
  listTargets,
  type NamedContext,
  type Outline,
  outlineDockerfile,
  serializeImageConfig,
  type Target,
} from '../../src/convert/index.ts'
import type { LintEvent } from '../../src/lint/event.ts'
import { type Definition, local, marshal } from '../../src/llb/index.ts'
import { offlineConversion } from '../../src/offline/index.ts'
import { createSourceFile } from '../../src/source/index.ts'

const encoder = new TextEncoder()

/** What stands around a Dockerfile in a test. */
export interface Surroundings {
  /** Image configs by normalized reference; `alpine` is always there. */
  readonly images?: Readonly<Record<string, object>>
  readonly contexts?: Readonly<Record<string, NamedContext>>
  readonly options?: Partial<ConvertOptions>
  readonly ignorePatterns?: readonly string[]
  readonly sourceTime?: BuildSources['sourceTime']
  readonly missingCaps?: readonly string[]
}

export interface Compiled {
  readonly result: ConvertResult
  readonly image: ImageConfig
  readonly json: string
  readonly definition: Definition
  /** Progress lines of the ops, in the order of the definition. */
  readonly names: readonly string[]
  readonly events: readonly LintEvent[]
  /** References that were asked for, in order. */
  readonly resolved: readonly string[]
  /** Paths of the build context that are used; undefined is all. */
  readonly contextPaths: readonly string[] | undefined
}

const alpine = {
  architecture: 'amd64',
  os: 'linux',
  created: '2024-05-01T00:00:00Z',
  config: { Env: ['PATH=/usr/bin:/bin'], Cmd: ['/bin/sh'] },
  rootfs: { type: 'layers', diff_ids: [`sha256:${'1'.repeat(64)}`] },
  history: [{ created: '2024-05-01T00:00:00Z', created_by: 'base' }],
}

interface Setting {
  readonly options: ConvertOptions
  readonly events: LintEvent[]
  readonly resolved: string[]
  contextPaths: readonly string[] | undefined
}

function settingOf(text: string, surroundings: Surroundings): Setting {
  const images = new Map<string, object>(
    Object.entries({ 'docker.io/library/alpine:latest': alpine, ...surroundings.images }),
  )
  const contexts = new Map(Object.entries(surroundings.contexts ?? {}))
  const events: LintEvent[] = []
  const resolved: string[] = []
  const missing = new Set(surroundings.missingCaps)
  const caps = { missing: (id: string) => (missing.has(id) ? `no ${id}` : undefined) }
  const options = offlineConversion(createSourceFile('Dockerfile', text), {
    llbCaps: caps,
    lint: { emit: (event) => void events.push(event) },
    sources: {
      async resolveImage(name) {
        resolved.push(name)
        const image = images.get(name)
        if (!image) throw new Error(`no image ${name}`)
        return {
          ref: name,
          digest: `sha256:${'a'.repeat(64)}`,
          config: encoder.encode(JSON.stringify(image)),
        }
      },
      namedContext: (name) => contexts.get(name),
      ignorePatterns: async () => surroundings.ignorePatterns ?? [],
      async mainContext(paths) {
        setting.contextPaths = paths
        return local('context', paths ? { followPaths: paths } : {})
      },
      dockerfileContext: async (paths) => local('dockerfile', { followPaths: paths }),
      async readFile(_files, path) {
        throw new Error(`no file ${path}`)
      },
      statFile: async () => undefined,
      readDirectory: async () => [],
      sourceTime: surroundings.sourceTime ?? (async () => undefined),
    },
    ...surroundings.options,
  })
  const setting: Setting = { options, events, resolved, contextPaths: undefined }
  return setting
}

/** Converts a Dockerfile with nothing but memory around it. */
export async function compile(
  text: string,
  surroundings: Surroundings = {},
  instructions?: InstructionDefinitionTable,
): Promise<Compiled> {
  const setting = settingOf(text, surroundings)
  const { options, events, resolved } = setting
  const result = await convertDockerfile(options, instructions)
  const definition = marshal(result.output, { platform: result.platform, caps: options.llbCaps })
  const names = Array.from(definition.metadata.values(), ({ description }) => description['llb.customname'])
  return {
    result,
    image: result.image,
    json: serializeImageConfig(result.image),
    definition,
    names: names.filter((name) => name !== undefined),
    events,
    resolved,
    contextPaths: setting.contextPaths,
  }
}

/** The outline of a Dockerfile with nothing but memory around it. */
export function outline(text: string, surroundings: Surroundings = {}): Promise<Outline> {
  return outlineDockerfile(settingOf(text, surroundings).options)
}

/** The stages of a Dockerfile that can be built. */
export function targets(text: string): Promise<readonly Target[]> {
  return listTargets(settingOf(text, {}).options)
}
