import { type ConvertResult, convertDockerfile, createBuildReader } from '../convert/index.ts'
import type { Ref } from '../gateway/client.ts'
import { type Finding, skipsRule } from '../lint/index.ts'
import { type Definition, marshal } from '../llb/index.ts'
import type { Platform } from '../platform/index.ts'
import { applyPolicies, ConversionRecorder, type PlannedResult, SourceDecisions } from '../policy/index.ts'
import { BuildError, explainingSync } from '../source/index.ts'
import { singleRef } from './contexts/index.ts'
import { type Conversion, parseOptions, prepareConversion } from './conversion.ts'
import { atOnce, inTurns } from './in-turns.ts'
import { policyFinding } from './policy-finding.ts'

/** What the build made for one platform. */
export interface PlatformBuild {
  readonly converted: PlannedResult
  readonly ref: Ref | undefined
}

/** Converts the Dockerfile for one platform. Throws BuildError, also where checks are told to fail the build. */
export async function convertFor(
  conversion: Conversion,
  platform: Platform | undefined,
  onFinding: (finding: Finding) => void,
): Promise<ConvertResult> {
  return convertDockerfile(
    prepareConversion(conversion, { platform, onFinding }),
    conversion.frontend.instructions,
  )
}

/** As `convertFor`, with what the policies of the frontend make of it. Throws BuildError where one refuses it. */
async function convertWithPolicies(
  conversion: Conversion,
  platform: Platform | undefined,
  onFinding: (finding: Finding) => void,
): Promise<PlannedResult> {
  const { policies = [], instructions } = conversion.frontend
  if (policies.length === 0) return convertFor(conversion, platform, onFinding)
  const { dockerfile, session } = conversion
  const decisions = new SourceDecisions()
  for (;;) {
    // What is found counts once it is known that the conversion does.
    const findings: Finding[] = []
    const found = (finding: Finding) => void findings.push(finding)
    let result: PlannedResult | undefined
    try {
      const options = prepareConversion(conversion, { platform, decisions, onFinding: found })
      const record = new ConversionRecorder(options.lint)
      const converted = await convertDockerfile({ ...options, lint: record }, instructions)
      result = await applyPolicies(policies, converted, {
        buildArgs: session.options.buildArgs,
        reader: createBuildReader(parseOptions(conversion), converted.platform),
        record,
        skips: (rule, instruction) => skipsRule(dockerfile.file, instruction, rule),
        decisions,
        warn: (policy, message, place) => found(policyFinding(policy, message, place, dockerfile.file)),
      })
    } catch (error) {
      findings.forEach(onFinding)
      throw error
    }
    if (!result) continue
    findings.forEach(onFinding)
    return result
  }
}

/** The target of a conversion as the daemon takes it. */
export function marshalTarget(conversion: Conversion, converted: ConvertResult): Definition {
  const { frontend, session, dockerfile } = conversion
  return marshal(converted.output, {
    platform: converted.platform,
    caps: session.client.environment.llbCaps,
    definitionOf: dockerfile.definitionOf,
    sha256: frontend.sha256,
  })
}

/**
 * Converts and solves for several platforms side by side. Where one fails, none is solved any more, but the first
 * one is still converted: what build checks find in it, which is the same for all, is not lost.
 * Throws BuildError: what failed first.
 */
export async function buildAll(
  conversion: Conversion,
  platforms: readonly (Platform | undefined)[],
  onFinding: (finding: Finding) => void,
): Promise<readonly PlatformBuild[]> {
  if (platforms.length > atOnce) return buildInTurns(conversion, platforms, onFinding)
  const failures: unknown[] = []
  const conversions = platforms.map(async (platform, index) => {
    const report = index === 0 ? onFinding : () => {}
    try {
      return await convertWithPolicies(conversion, platform, report)
    } catch (error) {
      failures.push(error)
      throw error
    }
  })
  try {
    return await Promise.all(
      conversions.map(async (work) => {
        const converted = await work
        if (failures.length > 0) throw failures[0]
        return solveFor(conversion, converted)
      }),
    )
  } catch (error) {
    await conversions[0]?.catch(() => {})
    throw error
  }
}

/** So many instructions, those of each platform counted, take as long as anybody should wait for a frontend. */
const mostInstructions = 300_000

const mostPlatforms = 1000

/** As `buildAll`, for so many platforms that what belongs to all at once would take too much memory. */
async function buildInTurns(
  conversion: Conversion,
  platforms: readonly (Platform | undefined)[],
  onFinding: (finding: Finding) => void,
): Promise<readonly PlatformBuild[]> {
  if (platforms.length > mostPlatforms) {
    throw new BuildError('conversion', `there are more than ${mostPlatforms} platforms`)
  }
  return inTurns(platforms, async (platform, index) => {
    const converted = await convertWithPolicies(conversion, platform, index === 0 ? onFinding : () => {})
    const { instructionCount } = converted
    if (instructionCount * platforms.length > mostInstructions) {
      const message = `${instructionCount} instructions for ${platforms.length} platforms are more than ${mostInstructions} in all`
      throw new BuildError('conversion', message)
    }
    return solveFor(conversion, converted)
  })
}

async function solveFor(conversion: Conversion, converted: ConvertResult): Promise<PlatformBuild> {
  const { client, options } = conversion.session
  const definition = explainingSync('failed to marshal LLB definition', () =>
    marshalTarget(conversion, converted),
  )
  const { cacheImports } = options
  const result = await client.solve({
    definition,
    ...(cacheImports.length > 0 ? { cacheImports } : {}),
  })
  return { converted, ref: singleRef(result) }
}
