import type { Platform } from '../../platform/platform.ts'
import { BuildError } from '../../source/index.ts'
import type { WireWriter } from '../../wire/index.ts'
import { hasResult, ROOT, type SortedMount, sortedMounts, sourceOf, targetOf } from '../exec-mounts.ts'
import type { ExecMount, ExecOp } from '../op.ts'
import type { EncodeContext } from './context.ts'
import { execEnv, sshTargets } from './exec-env.ts'
import { EMPTY_INPUT, InputList } from './input-list.ts'
import { writeOpHead } from './op-head.ts'

const MOUNT_TYPES = { bind: 0, secret: 1, ssh: 2, cache: 3, tmpfs: 4 } as const
const SHARING = { shared: 0, private: 1, locked: 2 } as const
const NETWORKS = { default: 0, host: 1, none: 2 } as const
/** The output index of a mount without a result. */
const NO_OUTPUT = -1

/** Throws BuildError (`definition`) for an exec without arguments or working directory. */
export function encodeExec(writer: WireWriter, op: ExecOp, platform: Platform, context: EncodeContext): void {
  if (op.args.length === 0) throw new BuildError('definition', 'arguments are required')
  if (op.cwd === '') throw new BuildError('definition', 'working directory is required')
  const inputs = new InputList()
  const mounts = sortedMounts(op)
  const positions = mounts.map((mount) => inputs.add(context.inputOf(sourceOf(op, mount))))
  writeOpHead(writer, inputs.inputs, op.constraints, context.platforms.of(platform))
  const mark = writer.open(2)
  writeMeta(writer, op, context)
  let results = 0
  mounts.forEach((mount, index) => {
    const output = hasResult(op, mount) ? results++ : NO_OUTPUT
    writeMount(writer, op, mount, positions[index] ?? EMPTY_INPUT, output)
  })
  if (op.mounts.length > 0) writeSessions(writer, op)
  writer.uint32(3, NETWORKS[op.network ?? 'default'])
  writer.uint32(4, op.security === 'insecure' ? 1 : 0)
  op.secretEnv?.forEach((secret) => {
    const entry = writer.open(5)
    writer.string(1, secret.id)
    writer.string(2, secret.name)
    writer.bool(3, secret.optional)
    writer.close(entry)
  })
  op.devices?.forEach((device) => {
    const entry = writer.open(6)
    writer.string(1, device.name)
    writer.bool(2, device.optional)
    writer.close(entry)
  })
  writer.close(mark)
}

function writeMeta(writer: WireWriter, op: ExecOp, context: EncodeContext): void {
  const mark = writer.open(1)
  writer.strings(1, op.args)
  writer.raw(context.environments.of(execEnv(op, context)))
  writer.string(3, op.cwd)
  writer.string(4, op.user ?? '')
  if (op.proxy) {
    const proxy = writer.open(5)
    writer.string(1, op.proxy.httpProxy)
    writer.string(2, op.proxy.httpsProxy)
    writer.string(3, op.proxy.ftpProxy)
    writer.string(4, op.proxy.noProxy)
    writer.string(5, op.proxy.allProxy)
    writer.close(proxy)
  }
  op.extraHosts?.forEach(({ host, ip }) => {
    const entry = writer.open(6)
    writer.string(1, host)
    writer.string(2, ip)
    writer.close(entry)
  })
  writer.string(7, op.hostname ?? '')
  op.ulimits?.forEach(({ name, soft, hard }) => {
    const entry = writer.open(9)
    writer.string(1, name)
    writer.int64(2, soft)
    writer.int64(3, hard)
    writer.close(entry)
  })
  writer.string(10, op.cgroupParent ?? '')
  // Empty directories that mounts left behind are removed with their parents.
  writer.bool(11, true)
  if (op.validExitCodes) writer.packed(12, op.validExitCodes)
  writer.close(mark)
}

/** `Meta.env`. */
export function writeEnvironment(writer: WireWriter, env: readonly string[]): void {
  writer.strings(2, env)
}

function writeMount(writer: WireWriter, op: ExecOp, mount: SortedMount, input: number, output: number): void {
  const mark = writer.open(2)
  writer.int64(1, input)
  if (mount !== ROOT) writer.string(2, mount.selector ?? '')
  writer.string(3, targetOf(mount))
  writer.int64(4, output)
  writer.bool(5, mount === ROOT ? op.readOnlyRoot : mount.readOnly)
  if (mount !== ROOT) {
    writer.uint32(6, MOUNT_TYPES[mount.type])
    if (mount.type === 'tmpfs') {
      const tmpfs = writer.open(19)
      writer.int64(1, mount.size ?? 0)
      writer.close(tmpfs)
    }
    if (mount.type === 'cache') {
      const cache = writer.open(20)
      writer.string(1, mount.id)
      writer.uint32(2, SHARING[mount.sharing])
      writer.close(cache)
    }
  }
  writer.close(mark)
}

/** Secrets come before ssh agents. */
function writeSessions(writer: WireWriter, op: ExecOp): void {
  for (const mount of op.mounts) if (mount.type === 'secret') writeSession(writer, mount, mount.target)
  const targets = sshTargets(op)
  let agent = 0
  for (const mount of op.mounts) {
    if (mount.type === 'ssh') writeSession(writer, mount, targets[agent++] ?? '')
  }
}

/** A mount that the client's session serves. Its output index is 0, though it has no result. */
function writeSession(
  writer: WireWriter,
  mount: Extract<ExecMount, { type: 'secret' | 'ssh' }>,
  target: string,
): void {
  const mark = writer.open(2)
  writer.int64(1, EMPTY_INPUT)
  writer.string(3, target)
  writer.uint32(6, MOUNT_TYPES[mount.type])
  const options = writer.open(mount.type === 'secret' ? 21 : 22)
  writer.string(1, mount.id)
  writer.uint32(2, mount.uid)
  writer.uint32(3, mount.gid)
  writer.uint32(4, mount.mode)
  writer.bool(5, mount.optional)
  writer.close(options)
  writer.close(mark)
}
