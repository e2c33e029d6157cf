import { type ImageConfig, parseImageConfig, serializeImageConfig } from '../convert/index.ts'
import { createFrontend, type FrontendDefinition, type FrontendHost } from '../extension/index.ts'
import { build } from '../frontend/index.ts'
import type { BuildResult, Warning } from '../gateway/client.ts'
import { type Definition, type DescribedOp, describeDefinition } from '../llb/index.ts'
import { createOfflineClient, memoryTree, type OfflineClient, type StepResult } from '../offline/index.ts'
import type { Platform } from '../platform/index.ts'
import { formatReference, parseNormalizedNamed, tagNameOnly } from '../reference/index.ts'
import { BuildError, formatExcerpt } from '../source/index.ts'

type Files = Readonly<Record<string, string | Uint8Array>>

/**
 * What stands around a Dockerfile in a test; all of it may be absent.
 *
 * @example
 * const options: CompileOptions = { frontend, files: { 'app.js': '' }, buildArgs: { VERSION: '1' } }
 */
export interface CompileOptions {
  /** The frontend; that of the reference by default. */
  readonly frontend?: FrontendDefinition
  /** Files of the build context by path. */
  readonly files?: Files
  /** Files of named contexts by name, as `--build-context NAME=DIR` gives them. */
  readonly contexts?: Readonly<Record<string, Files>>
  /** Files of remote sources by identifier (`git://github.com/org/repo`, `https://example.org/x.tar`). */
  readonly sources?: Readonly<Record<string, Files>>
  /**
   * Configs of images by name, or what makes them of a platform; an image that is not here has PATH, a shell, and
   * nothing else.
   */
  readonly images?: Readonly<
    Record<string, Partial<ImageConfig> | ((platform: Platform) => Partial<ImageConfig>)>
  >
  /**
   * What commands have left, by their step without its number (`RUN make`), so that an extension can read it: files,
   * or the message that the command fails with.
   */
  readonly results?: Readonly<Record<string, { readonly files: Files } | { readonly error: string }>>
  /** What registries answer with in place of an image, by its name: `not found`, `pull access denied` … */
  readonly failures?: Readonly<Record<string, string>>
  readonly buildArgs?: Readonly<Record<string, string>>
  readonly target?: string
  /** `linux/amd64`, or several with commas between them; `platforms` of the result has all of them. */
  readonly platform?: string
  /** Further frontend options by key, as a client sends them (`label:x`, `no-cache`, `requestid` …). */
  readonly options?: Readonly<Record<string, string>>
  /** What the program around the frontend brings along. */
  readonly host?: FrontendHost
}

/**
 * What a Dockerfile became for one platform.
 *
 * @example
 * platforms.map(({ platform, steps }: CompiledPlatform) => `${platform}: ${steps.length}`)
 */
export interface CompiledPlatform {
  /** `linux/amd64`; as the client names it. */
  readonly platform: string
  /** The ops, inputs before those that use them; without the last one, which only names the result. */
  readonly ops: readonly DescribedOp[]
  /** The progress lines of the ops, in their order. */
  readonly steps: readonly string[]
  /** The image config; undefined where the build failed. */
  readonly image: ImageConfig | undefined
  readonly definition: Definition | undefined
}

/**
 * What a Dockerfile became.
 *
 * @example
 * const { error, excerpt }: CompiledDockerfile = await compileDockerfile('FROM alpine\nGREET\n', { frontend })
 */
export interface CompiledDockerfile extends Omit<CompiledPlatform, 'platform'> {
  /** What the build failed with; then there are no ops. */
  readonly error: BuildError | undefined
  /** The error's excerpts as Docker prints them, '' where there is none. */
  readonly excerpt: string
  /** What it became for each platform, in their order; the fields beside this are those of the first one. */
  readonly platforms: readonly CompiledPlatform[]
  /** The warnings of build checks and policies, in order. */
  readonly warnings: readonly string[]
  /** What a subrequest answered, by name (`result.txt`, `result.json`). */
  readonly answer: Readonly<Record<string, string>>
  /** All metadata of the result as texts, by key: image configs, annotations, what policies have added. */
  readonly metadata: Readonly<Record<string, string>>
}

/**
 * Compiles a Dockerfile in this process: no engine, no network, nothing is built. Nothing is thrown for what
 * is wrong with it; see `error`.
 *
 * @example
 * const { steps, ops } = await compileDockerfile('FROM alpine\nGREET you\n', { frontend: myorg })
 * expect(steps.at(-1)).toBe('[2/2] GREET you')
 * expect(ops.at(-1)?.op).toMatchObject({ exec: { meta: { args: ['echo', 'hello you.'] } } })
 */
export async function compileDockerfile(
  text: string,
  options: CompileOptions = {},
): Promise<CompiledDockerfile> {
  const warnings: Warning[] = []
  const client = createOfflineClient({
    options: frontendOptions(options),
    locals: new Map([
      // As it mostly is: the Dockerfile at the root of the build context.
      ['dockerfile', memoryTree({ ...options.files, Dockerfile: text })],
      ['context', memoryTree(options.files ?? {})],
      ...Object.entries(options.contexts ?? {}).map(([name, files]) => [name, memoryTree(files)] as const),
    ]),
    remotes: new Map(
      Object.entries(options.sources ?? {}).map(([identifier, files]) => [identifier, memoryTree(files)]),
    ),
    platforms: [{ os: 'linux', architecture: 'amd64' }],
    imageConfig: imageConfigs(options.images ?? {}),
    stepResult: stepResults(options.results ?? {}),
    failure: failures(options.failures ?? {}),
    onWarning: (warning) => void warnings.push(warning),
  })
  const outcome = await attempt(async () => {
    const frontend = createFrontend(options.frontend ?? { name: 'plain' }, options.host)
    return build(client, { randomId: () => 'random', ...frontend })
  })
  const result = outcome instanceof BuildError ? undefined : outcome
  const platforms = result ? platformsOf(result, client) : []
  const [{ platform: _, ...first } = compiled('', undefined, undefined)] = platforms
  return {
    error: outcome instanceof BuildError ? outcome : undefined,
    excerpt: outcome instanceof BuildError ? excerptOf(outcome) : '',
    ...first,
    platforms,
    warnings: warnings.map(({ short }) => short),
    answer: result ? answerOf(result) : {},
    metadata: result ? metadataOf(result) : {},
  }
}

function platformsOf(result: BuildResult, client: OfflineClient): readonly CompiledPlatform[] {
  const { metadata, refs } = result
  if (refs) {
    return [...refs].map(([platform, ref]) =>
      compiled(platform, client.definitionOf(ref), metadata.get(`containerimage.config/${platform}`)),
    )
  }
  const config = metadata.get('containerimage.config')
  // A call builds nothing.
  return config ? [compiled(platformName(metadata), client.definitionOf(result.ref), config)] : []
}

function platformName(metadata: BuildResult['metadata']): string {
  const { Platforms = [] } = JSON.parse(new TextDecoder().decode(metadata.get('refs.platforms')) || '{}') as {
    readonly Platforms?: readonly { readonly ID: string }[]
  }
  return Platforms[0]?.ID ?? ''
}

function compiled(
  platform: string,
  definition: Definition | undefined,
  config: Uint8Array | undefined,
): CompiledPlatform {
  const ops = definition ? describeDefinition(definition).ops.slice(0, -1) : []
  return {
    platform,
    ops,
    steps: ops.map(({ metadata }) => metadata?.description['llb.customname'] ?? ''),
    image: config && parseImageConfig(config),
    definition,
  }
}

async function attempt(work: () => Promise<BuildResult>): Promise<BuildResult | BuildError> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof BuildError) return error
    throw error
  }
}

function frontendOptions(options: CompileOptions): ReadonlyMap<string, string> {
  const { target, platform, buildArgs = {}, contexts = {} } = options
  return new Map([
    // The frontend under test is what the file's own `# syntax` asks for.
    ['cmdline', 'slipway'],
    ['source', 'slipway'],
    ...(target === undefined ? [] : ([['target', target]] as const)),
    ...(platform === undefined ? [] : ([['platform', platform]] as const)),
    ...Object.entries(buildArgs).map(([name, value]) => [`build-arg:${name}`, value] as const),
    ...Object.keys(contexts).map((name) => [`context:${name}`, `local:${name}`] as const),
    ...Object.entries(options.options ?? {}),
  ])
}

function stepResults(results: NonNullable<CompileOptions['results']>): StepResult {
  return (step) => {
    const result = Object.hasOwn(results, step) ? results[step] : undefined
    if (result && 'error' in result) throw new BuildError('daemon', result.error)
    return result && memoryTree(result.files)
  }
}

function failures(byName: Readonly<Record<string, string>>) {
  const known = new Map(Object.entries(byName).map(([name, message]) => [normalizedName(name), message]))
  return (reference: string) => {
    const message = known.get(reference)
    return message === undefined ? undefined : new BuildError('daemon', message)
  }
}

/** The name of an image as a registry is asked for it. */
function normalizedName(name: string): string {
  return formatReference(tagNameOnly(parseNormalizedNamed(name)))
}

function imageConfigs(images: NonNullable<CompileOptions['images']>) {
  const known = new Map(Object.entries(images).map(([name, config]) => [normalizedName(name), config]))
  return (reference: string, asked: Platform | undefined) => {
    const described = known.get(reference)
    if (!described) return undefined
    const platform = asked ?? { os: 'linux', architecture: 'amd64' }
    const { os, architecture } = platform
    const config = typeof described === 'function' ? described(platform) : described
    return new TextEncoder().encode(
      serializeImageConfig({
        os,
        architecture,
        config: {},
        rootfs: { type: 'layers', diffIds: [`sha256:${'0'.repeat(64)}`] },
        history: [],
        ...config,
      }),
    )
  }
}

function metadataOf({ metadata }: BuildResult): Readonly<Record<string, string>> {
  const decoder = new TextDecoder()
  return Object.fromEntries([...metadata].map(([key, value]) => [key, decoder.decode(value)]))
}

function answerOf({ metadata }: BuildResult): Readonly<Record<string, string>> {
  const decoder = new TextDecoder()
  const texts = [...metadata].filter(([key]) => key.startsWith('result.'))
  return Object.fromEntries(texts.map(([key, value]) => [key, decoder.decode(value)]))
}

function excerptOf(error: BuildError): string {
  return error.locations.map(({ file, ranges }) => formatExcerpt(file, ranges)).join('\n')
}
