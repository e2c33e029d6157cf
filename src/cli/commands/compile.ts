import type { BuildResult, Ref } from '../../gateway/client.ts'
import { type DescribedDefinition, describeDefinition, encodeDefinition } from '../../llb/index.ts'
import { buildOptions, formatOptions } from '../build-options.ts'
import { type BuildRequest, prepareBuild } from '../build-request.ts'
import { buildCollecting } from '../collect-errors.ts'
import { type Command, UsageError } from '../command.ts'
import { errorsJson } from '../error-json.ts'
import { formatDefinition } from '../format-definition.ts'
import { formatErrors } from '../format-error.ts'

/** What a Dockerfile becomes for one platform. */
interface CompiledPlatform {
  readonly platform: string
  /** The image config. */
  readonly image: unknown
  readonly definition: DescribedDefinition
}

export const compile: Command = {
  name: 'compile',
  summary: 'Compile a Dockerfile to LLB and print it',
  description: `Compiles a Dockerfile to LLB, the graph of build steps that BuildKit runs, and
prints it with the image config. Nothing is built or downloaded.

An image that --image does not describe gets a default config: the platform
that is asked for, the usual PATH, the command /bin/sh, and nothing else. It
keeps its tag: the digest that a build would find out is not in the graph.

Findings of build checks go to standard error.`,
  argument: 'DIR',
  options: {
    ...buildOptions,
    ...formatOptions,
    proto: {
      type: 'boolean',
      help: 'Print the graph as BuildKit reads it (pb.Definition; one platform\nonly): slipway compile --proto | buildctl build --local context=.',
    },
  },
  async run(values, context, io) {
    const request = await prepareBuild(values, context, io)
    const { client, frontend, dockerfile } = request
    const { result, errors } = await buildCollecting(client, frontend, dockerfile)
    if (errors.length > 0 || !result) {
      if (values.boolean('json')) io.out(`${JSON.stringify({ errors: errorsJson(errors) }, null, 2)}\n`)
      else io.err(formatErrors(errors, io.errorColors))
      return 1
    }
    if (values.boolean('proto')) io.outBytes(encodeSingle(result, request))
    else {
      const platforms = platformsOf(result, request)
      if (values.boolean('json')) io.out(`${JSON.stringify(jsonOf(platforms, request), jsonValue, 2)}\n`)
      else io.out(platforms.map(formatPlatform).join('\n'))
    }
    for (const { short } of request.warnings) io.err(`warning: ${short}\n`)
    for (const name of request.client.assumedImages) {
      io.err(`note: ${name} has the default image config (see --image)\n`)
    }
    return 0
  },
}

function encodeSingle(result: BuildResult, { client }: BuildRequest): Uint8Array {
  const refs: readonly (Ref | undefined)[] = result.refs ? [...result.refs.values()] : [result.ref]
  if (refs.length !== 1) throw new UsageError('--proto takes one platform')
  const definition = client.definitionOf(refs[0])
  return definition ? encodeDefinition(definition) : new Uint8Array()
}

function platformsOf(result: BuildResult, request: BuildRequest): readonly CompiledPlatform[] {
  const json = (key: string): unknown => {
    const bytes = result.metadata.get(key)
    return bytes ? JSON.parse(new TextDecoder().decode(bytes)) : undefined
  }
  if (result.refs) {
    return [...result.refs].map(([platform, ref]) => ({
      platform,
      image: json(`containerimage.config/${platform}`),
      definition: describe(ref, request),
    }))
  }
  const { Platforms } = json('refs.platforms') as { readonly Platforms: readonly { readonly ID: string }[] }
  return [
    {
      platform: Platforms[0]?.ID ?? '',
      image: json('containerimage.config'),
      definition: describe(result.ref, request),
    },
  ]
}

function describe(ref: Ref | undefined, { client }: BuildRequest): DescribedDefinition {
  const definition = client.definitionOf(ref)
  return definition ? describeDefinition(definition) : { ops: [], sources: [] }
}

function jsonOf(platforms: readonly CompiledPlatform[], { client, warnings }: BuildRequest) {
  return {
    platforms,
    warnings: warnings.map(({ short, detail, url, source, ranges }) => ({
      message: short,
      detail,
      url,
      file: source?.filename,
      lines: ranges?.map(({ start, end }) => [start.line, end.line]),
    })),
    assumedImages: [...client.assumedImages],
  }
}

/** Maps as objects; anything else as it is. */
function jsonValue(_key: string, value: unknown): unknown {
  return value instanceof Map ? Object.fromEntries(value) : value
}

function formatPlatform({ platform, image, definition }: CompiledPlatform): string {
  const graph = formatDefinition(definition) || 'scratch: no build steps\n'
  return `platform ${platform}\n\n${graph}\nimage config\n${JSON.stringify(image, null, 2)}\n`
}
