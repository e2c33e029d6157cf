import { csvFields, quote } from '../../go/index.ts'
import { formatReference, parseNormalizedNamed, tagNameOnly } from '../../reference/index.ts'
import { BuildError, explainingSync } from '../../source/index.ts'

/** What writes the bill of materials. */
export interface SbomOptions {
  /** Reference of the scanner's image, with a tag or digest. */
  readonly generator: string
  /** Further parameters, handed to the scanner as environment. */
  readonly parameters: ReadonlyMap<string, string>
}

const DEFAULT_GENERATOR = 'docker/buildkit-syft-scanner:stable-1'
const PREFIXES = ['attest:', 'build-arg:BUILDKIT_ATTEST_']

/**
 * `attest:TYPE` options and their BUILDKIT_ATTEST_* form: only `sbom` is for the frontend to do, provenance is
 * the daemon's. Throws BuildError (code `option`).
 */
export function readSbom(options: ReadonlyMap<string, string>): SbomOptions | undefined {
  const attestations = new Map<string, ReadonlyMap<string, string>>()
  for (const [key, value] of options) {
    const prefix = PREFIXES.find((start) => key.startsWith(start))
    if (prefix === undefined) continue
    const type = key.slice(prefix.length).toLowerCase()
    attestations.set(type, readAttributes(type, value))
  }
  for (const type of attestations.keys()) {
    if (type !== 'sbom' && type !== 'provenance') {
      throw new BuildError('option', `unknown attestation type ${quote(type)}`)
    }
  }
  const attributes = attestations.get('sbom')
  if (attributes === undefined) return undefined
  const parameters = new Map(attributes)
  const generator = parameters.get('generator') ?? DEFAULT_GENERATOR
  parameters.delete('generator')
  return {
    generator: explainingSync(`failed to parse sbom scanner ${generator}`, () =>
      formatReference(tagNameOnly(parseNormalizedNamed(generator))),
    ),
    parameters,
  }
}

function readAttributes(type: string, value: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>()
  if (value === '') return attributes
  for (const field of explainingSync(`failed to parse ${type}`, () => csvFields(value))) {
    const equals = field.indexOf('=')
    attributes.set(equals < 0 ? field : field.slice(0, equals), equals < 0 ? '' : field.slice(equals + 1))
  }
  return attributes
}
