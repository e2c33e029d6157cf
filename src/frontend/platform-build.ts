import { type ConvertResult, convertDockerfile, createBuildReader } from '../convert/index.ts'
import type { Ref } from '../gateway/client.ts'
import type { Finding } from '../lint/index.ts'
import { type Definition, marshal } from '../llb/index.ts'
import type { Platform } from '../platform/index.ts'
import { applyPolicies } from '../policy/index.ts'
import { explainingSync } from '../source/index.ts'
import { singleRef } from './contexts/index.ts'
import { type Conversion, parseOptions, prepareConversion } from './conversion.ts'
import { policyFinding } from './policy-finding.ts'

/** What the build made for one platform. */
export interface PlatformBuild {
  readonly converted: ConvertResult
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

/** What the policies of the frontend make of what was converted. Throws BuildError where one refuses it. */
async function checkPolicies(
  conversion: Conversion,
  converted: ConvertResult,
  onFinding: (finding: Finding) => void,
): Promise<ConvertResult> {
  const { policies = [] } = conversion.frontend
  const { dockerfile, session } = conversion
  const { options } = session
  if (policies.length === 0) return converted
  return applyPolicies(policies, converted, {
    buildArgs: options.buildArgs,
    reader: createBuildReader(parseOptions(conversion), converted.platform),
    warn: (policy, message, place) => onFinding(policyFinding(policy, message, place, dockerfile.file)),
  })
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

/** Converts and solves for one platform. Throws BuildError. */
export async function buildFor(
  conversion: Conversion,
  platform: Platform | undefined,
  onFinding: (finding: Finding) => void,
): Promise<PlatformBuild> {
  const { client, options } = conversion.session
  const converted = await checkPolicies(
    conversion,
    await convertFor(conversion, platform, onFinding),
    onFinding,
  )
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
