import { encodeBase64 } from '../go/index.ts'
import { type Definition, decodeDefinition, encodeDefinition } from '../llb/index.ts'
import { BuildError } from '../source/index.ts'
import type { BridgeRequest, LlbBridge } from './bridge.ts'
import { BridgeRef } from './bridge-ref.ts'
import type {
  BuildEnvironment,
  BuildResult,
  GatewayClient,
  Ref,
  SolveRequest,
  SourceMeta,
  SourceMetaRequest,
  Warning,
} from './client.ts'
import { mapEntries, platformToWire, sourceInfoToWire } from './definition.ts'
import { eachRef, resultFromWire, resultToWire } from './result.ts'
import { resolveSourceMeta } from './source-meta.ts'
import { statusOf } from './status.ts'

const encoder = new TextEncoder()
const emptyDefinition = new Uint8Array()

/** Options that a forwarded build inherits where it does not set them. */
const inheritedOptions = ['cache-imports', 'cache-from']

/** The gateway of one daemon. */
export class BridgeClient implements GatewayClient {
  readonly environment: BuildEnvironment
  readonly #bridge: LlbBridge
  /** What was asked for, by reference: a daemon without `return` is asked again to say what the result is. */
  readonly #requests = new Map<string, BridgeRequest<'Solve'>>()

  constructor(bridge: LlbBridge, environment: BuildEnvironment) {
    this.#bridge = bridge
    this.environment = environment
  }

  async solve(request: SolveRequest): Promise<BuildResult> {
    if (request.definition) this.#requireLlbCaps(request.definition)
    const evaluates = request.evaluate === true && this.#has('gateway.solve.evaluate')
    const message: BridgeRequest<'Solve'> = {
      Definition: request.definition && encodeDefinition(request.definition),
      Frontend: request.frontend,
      FrontendOpt: this.#forwardedOptions(request.frontendOptions),
      FrontendInputs: request.frontendInputs && [...mapEntries(request.frontendInputs, encodeDefinition)],
      CacheImports: request.cacheImports?.map(({ type, attrs }) => ({
        Type: type,
        Attrs: Object.entries(attrs),
      })),
      allowResultReturn: true,
      allowResultArrayRef: true,
      Evaluate: evaluates,
      // Daemons without `return` want attributes with every solve.
      ExporterAttr: this.#has('return') ? undefined : encoder.encode('{}'),
    }
    const response = await this.#bridge.call('Solve', message)
    if (!response.result && response.ref !== '') this.#requests.set(response.ref, message)
    const result: BuildResult = response.result
      ? resultFromWire(response.result, (id) => this.#ref(id))
      : { ref: this.#ref(response.ref), metadata: new Map() }
    if (request.evaluate === true && !evaluates) await this.#evaluateByLooking(result)
    return result
  }

  resolveSourceMeta(request: SourceMetaRequest): Promise<SourceMeta> {
    return resolveSourceMeta(this.#bridge, this, request)
  }

  async resolveImageConfig(
    request: Parameters<GatewayClient['resolveImageConfig']>[0],
  ): ReturnType<GatewayClient['resolveImageConfig']> {
    const response = await this.#bridge.call('ResolveImageConfig', {
      Ref: request.ref,
      Platform: request.platform && platformToWire(request.platform),
      ResolveMode: request.resolveMode,
      LogName: request.logName,
      ResolverType: request.ociStore ? 1 : 0,
      SessionID: request.ociStore?.sessionId,
      StoreID: request.ociStore?.storeId,
    })
    // Old daemons do not say what the reference became.
    const ref = response.Ref === '' ? request.ref : response.Ref
    return { ref, digest: response.Digest, config: response.Config }
  }

  async inputs(): Promise<ReadonlyMap<string, Definition>> {
    this.#require('frontend.inputs')
    const response = await this.#bridge.call('Inputs', {})
    return new Map(mapEntries(response.Definitions, decodeDefinition))
  }

  async warn(warning: Warning): Promise<void> {
    await this.#bridge.call('Warn', {
      digest: warning.digest,
      level: BigInt(warning.level),
      short: encoder.encode(warning.short),
      detail: warning.detail.map((line) => encoder.encode(line)),
      url: warning.url,
      info: warning.source && sourceInfoToWire(warning.source),
      ranges: warning.ranges,
    })
  }

  /** Tells the daemon how the build ended. Throws BuildError where the daemon cannot take the result. */
  async returnResult(result: BuildResult): Promise<void> {
    const manyRefs = (result.refs?.size ?? 0) > 1
    if (manyRefs) this.#require('returnmap')
    if (this.#has('return')) {
      await this.#bridge.call('Return', { result: resultToWire(result, this.#has('proto.refarray')) })
      return
    }
    const metadata = [...result.metadata].sort(([a], [b]) => (a < b ? -1 : 1))
    const attributes = Object.fromEntries(metadata.map(([key, value]) => [key, encodeBase64(value)]))
    await this.#bridge.call('Solve', {
      ...this.#requestOf(result.ref),
      Final: true,
      ExporterAttr: encoder.encode(JSON.stringify(attributes)),
    })
  }

  /** Tells the daemon why the build failed; false where the daemon has no call for it. */
  async returnFailure(failure: unknown): Promise<boolean> {
    if (!this.#has('return')) return false
    const { code, message, details } = statusOf(failure)
    const any = details.map(({ typeUrl, value }) => ({ type_url: typeUrl, value }))
    await this.#bridge.call('Return', { error: { code, message, details: any } })
    return true
  }

  #has(cap: string): boolean {
    return this.environment.gatewayCaps.missing(cap) === undefined
  }

  #require(cap: string): void {
    const missing = this.environment.gatewayCaps.missing(cap)
    if (missing !== undefined) throw new BuildError('capability', missing)
  }

  #requireLlbCaps(definition: Definition): void {
    const seen = new Set<readonly string[] | string>()
    for (const { caps } of definition.metadata.values()) {
      // Ops that need the same mostly share the list.
      if (seen.has(caps)) continue
      seen.add(caps)
      for (const id of caps) {
        if (seen.has(id)) continue
        seen.add(id)
        const missing = this.environment.llbCaps.missing(id)
        if (missing !== undefined) throw new BuildError('capability', missing)
      }
    }
  }

  #ref(id: string): Ref {
    return new BridgeRef(id, this.#bridge, this.environment)
  }

  #forwardedOptions(options: ReadonlyMap<string, string> | undefined): ReadonlyMap<string, string> {
    const all = new Map(options)
    for (const key of inheritedOptions) {
      const own = this.environment.options.get(key)
      if (own !== undefined && !all.has(key)) all.set(key, own)
    }
    return all
  }

  #requestOf(ref: Ref | undefined): BridgeRequest<'Solve'> {
    if (!ref || ref.id === '') return { Definition: emptyDefinition }
    const request = this.#requests.get(ref.id)
    if (!request)
      throw new BuildError(
        'internal',
        `failed to find return ref: did not find request for return reference ${ref.id}`,
      )
    return request
  }

  /** Looking at a file of a result makes daemons run it that cannot be asked to. */
  async #evaluateByLooking(result: BuildResult): Promise<void> {
    let failure: unknown
    for (const ref of eachRef(result)) {
      try {
        await ref.statFile('.')
      } catch (error) {
        failure ??= error
      }
    }
    if (failure !== undefined) throw failure
  }
}
