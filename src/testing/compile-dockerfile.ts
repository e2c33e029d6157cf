import { type ImageConfig, parseImageConfig, serializeImageConfig } from '../convert/index.ts'
import { createFrontend, type FrontendDefinition, type FrontendHost } from '../extension/index.ts'
import { build } from '../frontend/index.ts'
import type { BuildResult, Warning } from '../gateway/client.ts'
import { type Definition, type DescribedOp, describeDefinition } from '../llb/index.ts'
import { createOfflineClient, memoryTree } from '../offline/index.ts'
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
  /** Configs of images by name; an image that is not here has PATH, a shell, and nothing else. */
  readonly images?: Readonly<Record<string, Partial<ImageConfig>>>
  readonly buildArgs?: Readonly<Record<string, string>>
  readonly target?: string
  /** `linux/amd64`, or several with commas between them; the result is that of the first one. */
  readonly platform?: string
  /** Further frontend options by key, as a client sends them (`label:x`, `no-cache`, `requestid` …). */
  readonly options?: Readonly<Record<string, string>>
  /** What the program around the frontend brings along. */
  readonly host?: FrontendHost
}

/**
 * What a Dockerfile became.
 *
 * @example
 * const { error, excerpt }: CompiledDockerfile = await compileDockerfile('FROM alpine\nGREET\n', { frontend })
 */
export interface CompiledDockerfile {
  /** What the build failed with; then there are no ops. */
  readonly error: BuildError | undefined
  /** The error's excerpts as Docker prints them, '' where there is none. */
  readonly excerpt: string
  /** The ops, inputs before those that use them; without the last one, which only names the result. */
  readonly ops: readonly DescribedOp[]
  /** The progress lines of the ops, in their order. */
  readonly steps: readonly string[]
  /** The image config; undefined where the build failed. */
  readonly image: ImageConfig | undefined
  /** The warnings of build checks and policies, in order. */
  readonly warnings: readonly string[]
  /** What a subrequest answered, by name (`result.txt`, `result.json`). */
  readonly answer: Readonly<Record<string, string>>
  readonly definition: Definition | undefined
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
    onWarning: (warning) => void warnings.push(warning),
  })
  const outcome = await attempt(async () => {
    const frontend = createFrontend(options.frontend ?? { name: 'plain' }, options.host)
    return build(client, { randomId: () => 'random', ...frontend })
  })
  const result = outcome instanceof BuildError ? undefined : outcome
  const ref = result && (result.refs ? [...result.refs.values()][0] : result.ref)
  const definition = client.definitionOf(ref)
  const ops = definition ? describeDefinition(definition).ops.slice(0, -1) : []
  return {
    error: outcome instanceof BuildError ? outcome : undefined,
    excerpt: outcome instanceof BuildError ? excerptOf(outcome) : '',
    ops,
    steps: ops.map(({ metadata }) => metadata?.description['llb.customname'] ?? ''),
    image: result && imageOf(result),
    warnings: warnings.map(({ short }) => short),
    answer: result ? answerOf(result) : {},
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

function imageConfigs(images: Readonly<Record<string, Partial<ImageConfig>>>) {
  const known = new Map(
    Object.entries(images).map(([name, config]) => [
      formatReference(tagNameOnly(parseNormalizedNamed(name))),
      config,
    ]),
  )
  return (
    reference: string,
    platform: { readonly os: string; readonly architecture: string } | undefined,
  ) => {
    const config = known.get(reference)
    if (!config) return undefined
    const { os, architecture } = platform ?? { os: 'linux', architecture: 'amd64' }
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

function imageOf(result: BuildResult): ImageConfig | undefined {
  for (const [key, value] of result.metadata) {
    if (key.startsWith('containerimage.config')) return parseImageConfig(value)
  }
  return undefined
}

function answerOf({ metadata }: BuildResult): Readonly<Record<string, string>> {
  const decoder = new TextDecoder()
  const texts = [...metadata].filter(([key]) => key.startsWith('result.'))
  return Object.fromEntries(texts.map(([key, value]) => [key, decoder.decode(value)]))
}

function excerptOf(error: BuildError): string {
  return error.locations.map(({ file, ranges }) => formatExcerpt(file, ranges)).join('\n')
}
