import type { Platform } from '../../platform/platform.ts'
import { BuildError } from '../../source/index.ts'
import { createWireWriter } from '../../wire/index.ts'
import { caps } from '../caps.ts'
import { digestOf } from '../digest.ts'
import type { OpInput } from '../imported/imported-op.ts'
import { ImportedVertex } from '../imported/imported-vertex.ts'
import type { MarshalOptions, Sha256 } from '../marshal-options.ts'
import type { Output } from '../op.ts'
import { sha256 } from '../sha256.ts'
import { type EncodableOp, type SettledOutput, settle, type Vertex } from '../vertex.ts'
import { defaultPathOf, type EncodeContext } from './context.ts'
import { type EncodedOp, metadataOf } from './encoded-op.ts'
import { encodeExec, writeEnvironment } from './exec.ts'
import { execCaps } from './exec-caps.ts'
import { encodeFile } from './file.ts'
import { encodeDiff, encodeMerge } from './layers.ts'
import { writePlatform } from './op-head.ts'
import { RepeatedFields } from './repeated-fields.ts'
import { encodeSource } from './source.ts'

// One list for all ops of a kind, so that what is made of it is made once.
const fileCaps: readonly string[] = Object.freeze([caps.fileBase])
const mergeCaps: readonly string[] = Object.freeze([caps.mergeOp])
const diffCaps: readonly string[] = Object.freeze([caps.diffOp])

/** Encoded ops, by all that their bytes depend on beside themselves. */
const encodedBySetting = new Map<string, WeakMap<EncodableOp, EncodedOp>>()

/**
 * Encodes ops whose inputs are encoded already. What one marshalling has encoded, a later one with the same
 * platform and capabilities finds again, as graphs share most of their ops.
 */
export class OpEncoder {
  readonly hashing: Sha256
  readonly #context: EncodeContext
  readonly #writer = createWireWriter()
  readonly #encoded: WeakMap<EncodableOp, EncodedOp>

  constructor(options: MarshalOptions) {
    this.hashing = options.sha256 ?? sha256
    this.#context = {
      platform: options.platform,
      defaultPath: defaultPathOf(options),
      environments: new RepeatedFields(writeEnvironment),
      platforms: new RepeatedFields(writePlatform),
      inputOf: (output) => this.inputOf(output),
    }
    const setting = JSON.stringify([options.platform, this.#context.defaultPath])
    let encoded = encodedBySetting.get(setting)
    if (encoded === undefined) {
      encoded = new WeakMap()
      encodedBySetting.set(setting, encoded)
    }
    this.#encoded = encoded
  }

  /** Throws BuildError (`definition`) for an op that is invalid. */
  encode(vertex: Vertex): EncodedOp {
    if (vertex instanceof ImportedVertex) return vertex.encoded()
    let encoded = this.#encoded.get(vertex)
    if (encoded === undefined) {
      encoded = this.#encode(vertex)
      this.#encoded.set(vertex, encoded)
    }
    return encoded
  }

  /** How ops refer to an output; null for scratch. */
  inputOf(output: Output | null): OpInput | null {
    const settled = settle(output)
    if (settled === null) return null
    return { digest: this.#digestOf(settled), index: settled.index }
  }

  #digestOf(output: SettledOutput): string {
    const { op, index } = output
    if (op.kind === 'definition') return ImportedVertex.of(op, index, this.hashing).digest
    const encoded = this.#encoded.get(op)
    if (encoded === undefined) throw new BuildError('internal', 'an op was encoded before its input')
    return encoded.digest
  }

  #encode(op: EncodableOp): EncodedOp {
    const writer = this.#writer
    const context = this.#context
    let platform = op.constraints.platform
    let needs: readonly string[]
    switch (op.kind) {
      case 'source':
        encodeSource(writer, op, context)
        needs = op.caps
        break
      case 'exec':
        platform ??= this.#platformOf(op.root)
        encodeExec(writer, op, platform ?? context.platform, context)
        needs = execCaps(op, context)
        break
      case 'file':
        platform = this.#platformOf(op.base)
        encodeFile(writer, op, context)
        needs = fileCaps
        break
      case 'merge':
        platform = this.#platformOf(op.inputs[0] ?? null)
        encodeMerge(writer, op, context)
        needs = mergeCaps
        break
      case 'diff':
        platform = this.#platformOf(op.lower)
        encodeDiff(writer, op, context)
        needs = diffCaps
        break
    }
    const bytes = writer.finish()
    return {
      bytes,
      digest: digestOf(bytes, this.hashing),
      metadata: metadataOf(op.constraints, needs),
      locations: op.constraints.locations ?? [],
      platform,
    }
  }

  /** What an exec on top of the output inherits. */
  #platformOf(output: Output | null): Platform | undefined {
    const settled = settle(output)
    if (settled === null || settled.op.kind === 'definition') return undefined
    return this.#encoded.get(settled.op)?.platform
  }
}
