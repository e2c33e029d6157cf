import type { Platform } from '../../platform/platform.ts'
import { WireReader } from '../../wire/index.ts'

/** Which result of which op. */
export interface OpInput {
  readonly digest: string
  readonly index: number
}

/** What the graph needs to know of a marshalled op. */
export interface ImportedOp {
  readonly bytes: Uint8Array
  readonly inputs: readonly OpInput[]
  readonly platform?: Platform
}

/** Reads inputs and platform of a marshalled op. Throws BuildError (`definition`) where it is malformed. */
export function readImportedOp(bytes: Uint8Array): ImportedOp {
  const reader = new WireReader(bytes)
  const inputs: OpInput[] = []
  let platform: Platform | undefined
  while (reader.next()) {
    if (reader.field === 1) inputs.push(readInput(reader.message()))
    else if (reader.field === 10) platform = readPlatform(reader.message())
    else reader.skip()
  }
  return platform === undefined ? { bytes, inputs } : { bytes, inputs, platform }
}

function readInput(reader: WireReader): OpInput {
  let digest = ''
  let index = 0
  while (reader.next()) {
    if (reader.field === 1) digest = reader.string()
    else if (reader.field === 2) index = reader.number()
    else reader.skip()
  }
  return { digest, index }
}

function readPlatform(reader: WireReader): Platform {
  let architecture = ''
  let os = ''
  let variant = ''
  let osVersion = ''
  const osFeatures: string[] = []
  while (reader.next()) {
    if (reader.field === 1) architecture = reader.string()
    else if (reader.field === 2) os = reader.string()
    else if (reader.field === 3) variant = reader.string()
    else if (reader.field === 4) osVersion = reader.string()
    else if (reader.field === 5) osFeatures.push(reader.string())
    else reader.skip()
  }
  return {
    os,
    architecture,
    ...(variant === '' ? {} : { variant }),
    ...(osVersion === '' ? {} : { osVersion }),
    ...(osFeatures.length === 0 ? {} : { osFeatures }),
  }
}
