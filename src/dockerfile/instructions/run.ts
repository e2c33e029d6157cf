import { quote } from '../../go/index.ts'
import { commandLine } from '../command-line.ts'
import { jsonOrText } from '../grammar/index.ts'
import type { RunInstruction } from '../instruction.ts'
import type { FlagValues, InstructionSyntax } from '../instruction-syntax.ts'
import { invalidInstruction } from '../requirement.ts'
import { parseDevice } from './run-device.ts'
import { parseMount, parseMountSource } from './run-mount.ts'

export const run: InstructionSyntax<RunInstruction> = {
  name: 'RUN',
  flags: [
    { name: 'device', type: 'strings' },
    { name: 'mount', type: 'strings' },
    { name: 'network', type: 'string' },
    { name: 'security', type: 'string' },
  ],
  heredocs: true,
  arguments: jsonOrText,
  parse(node, flags, base) {
    const values = flags()
    return {
      ...base,
      kind: 'run',
      command: commandLine(node),
      devices: values.strings('device').map(parseDevice),
      mounts: values.strings('mount').map(parseMountSource),
      network: network(values),
      security: security(values),
      flagsUsed: values.used,
    }
  },
  expand(instruction, { word }) {
    if (instruction.mounts.length === 0) return instruction
    const mounts: RunInstruction['mounts'] = instruction.node.flags
      .filter((flag) => flag.name === 'mount')
      .map((flag) => parseMount(flag.value ?? '', word))
    return { ...instruction, mounts }
  },
}

function network(flags: FlagValues): RunInstruction['network'] {
  const mode = flags.string('network') ?? 'default'
  if (mode === 'default' || mode === 'none' || mode === 'host') return mode
  throw invalidInstruction(`invalid network mode ${quote(mode)}`, 'flag-value')
}

function security(flags: FlagValues): RunInstruction['security'] {
  const mode = flags.string('security') ?? 'sandbox'
  if (mode === 'sandbox' || mode === 'insecure') return mode
  throw invalidInstruction(`security ${quote(mode)} is not valid`, 'flag-value')
}
