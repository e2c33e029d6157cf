import type {
  BuildReader,
  PlannedSource,
  SourceAnswer,
  SourcePlanner,
  SourceRequest,
} from '../convert/index.ts'
import type { Platform } from '../platform/index.ts'
import {
  formatReference,
  parseDigest,
  parseNormalizedNamed,
  tagNameOnly,
  withDigest,
} from '../reference/index.ts'
import { BuildError } from '../source/index.ts'
import type { SourceDecisions } from './decisions.ts'
import { imageOf, kindOf, referenceOf } from './identifiers.ts'
import type { NamedSource, Place, SourcePlan } from './plan.ts'
import type { Policy } from './policy.ts'
import { pinnedImage, replacementImage } from './replacement.ts'
import type { Resolver } from './resolver.ts'

/** Who has a say in what sources are, and what they are told of the build. */
export interface SourcePlannerParts {
  readonly resolvers: readonly Resolver[]
  readonly policies: readonly Policy[]
  readonly decisions: SourceDecisions
  readonly platform: Platform
  readonly buildArgs: ReadonlyMap<string, string>
  /** Whether the build is only told about. */
  readonly describing: boolean
  readonly warn: (policy: Policy, message: string, place: Place | undefined) => void
}

/** Makes the planner of one conversion; undefined where nobody has a say, so that nothing is asked. */
export function createSourcePlanner(parts: SourcePlannerParts): SourcePlanner | undefined {
  const { resolvers, policies, decisions, buildArgs } = parts
  if (resolvers.length === 0 && policies.length === 0) return undefined
  return {
    resolve: (request, reader) => resolveBy(resolvers, request, { reader, buildArgs }),
    async approve(sources, reader) {
      for (const source of sources) {
        const decided = decisions.of(source.key)
        if (decided !== undefined) source.replace(decided)
      }
      let version: number
      do {
        version = decisions.version
        for (const policy of policies) await policy.checkSources?.(planFor(policy, sources, reader, parts))
        // What one policy has changed, those before it look at as well.
      } while (decisions.version !== version)
    },
  }
}

/** Each resolver is asked about what those before it made of the source. */
async function resolveBy(
  resolvers: readonly Resolver[],
  request: SourceRequest,
  context: { readonly reader: BuildReader; readonly buildArgs: ReadonlyMap<string, string> },
): Promise<SourceAnswer | undefined> {
  let answer: SourceAnswer | undefined
  let current = request
  for (const resolver of resolvers) {
    const next = await resolver.resolve(current, context)
    if (next === undefined) continue
    if (!('image' in next) && !('digest' in next)) return next
    if ('image' in next && next.image === 'scratch') return { files: null }
    const reference = referenceOfAnswer(resolver, next, current.reference)
    const platform = ('image' in next ? next.platform : undefined) ?? current.platform
    answer = { image: reference, ...(platform === request.platform ? {} : { platform }) }
    current = { ...current, name: reference, reference, platform }
  }
  return answer
}

function referenceOfAnswer(
  resolver: Resolver,
  answer: Extract<SourceAnswer, { readonly image: string } | { readonly digest: string }>,
  before: string,
): string {
  try {
    if ('image' in answer) return formatReference(tagNameOnly(parseNormalizedNamed(answer.image)))
    return formatReference(withDigest(parseNormalizedNamed(before), parseDigest(answer.digest)))
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    const what = 'image' in answer ? `the image ${answer.image}` : `${before} at ${answer.digest}`
    throw new BuildError('extension', `resolver ${resolver.name} names ${what}: ${error.message}`, {
      cause: error,
    })
  }
}

function planFor(
  policy: Policy,
  sources: readonly PlannedSource[],
  reader: BuildReader,
  { decisions, platform, buildArgs, describing, warn }: SourcePlannerParts,
): SourcePlan {
  return {
    platform,
    buildArgs,
    describing,
    reader,
    sources: sources.map((source) => namedSource(source, policy, decisions)),
    refuse(message, place, hint) {
      throw new BuildError('policy', `policy ${policy.name}: ${message}`, {
        ...(place === undefined ? {} : { at: place }),
        ...(hint === undefined ? {} : { hint }),
      })
    },
    warn: (message, place) => warn(policy, message, place),
  }
}

function namedSource(source: PlannedSource, policy: Policy, decisions: SourceDecisions): NamedSource {
  const replaceBy = (choose: (identifier: string) => string): void => {
    const { key, identifier } = source
    const reference = decisions.decide(key, policy.name, referenceOf(identifier), () => choose(identifier))
    if (reference !== undefined) source.replace(reference)
  }
  return {
    name: source.name,
    named: source.named,
    get kind() {
      return kindOf(source.identifier)
    },
    get identifier() {
      return source.identifier
    },
    get image() {
      return imageOf(source.identifier)
    },
    get digest() {
      return imageOf(source.identifier)?.digest
    },
    platform: source.platform,
    place: source.place,
    replace: (identifier) => replaceBy((before) => replacementImage(before, identifier)),
    pin: (digest) => replaceBy((before) => pinnedImage(before, digest)),
  }
}
