import type { ExecOp } from '../op.ts'
import type { EncodeContext } from './context.ts'

/** What a command finds in PATH where neither it nor the daemon sets any. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** Where the sockets of an exec's ssh mounts are, in the order of the mounts. */
export function sshTargets(op: ExecOp): readonly string[] {
  if (op.mounts.length === 0) return []
  return op.mounts
    .filter((mount) => mount.type === 'ssh')
    .map(({ target }, index) => target || `/run/buildkit/ssh_agent.${index}`)
}

/** The environment of a command, with what its mounts and older daemons ask for. */
export function execEnv(op: ExecOp, context: EncodeContext): readonly string[] {
  const added: string[] = []
  const agent = sshTargets(op)[0]
  if (agent !== undefined && !has(op.env, 'SSH_AUTH_SOCK')) added.push(`SSH_AUTH_SOCK=${agent}`)
  const setsPath = context.defaultPath === 'op' && !op.withoutDefaultPath
  if (setsPath && context.platform.os !== 'windows' && !has(op.env, 'PATH')) {
    added.push(`PATH=${DEFAULT_PATH}`)
  }
  return added.length === 0 ? op.env : [...op.env, ...added]
}

function has(env: readonly string[], name: string): boolean {
  return env.some((entry) => entry.startsWith(name) && entry[name.length] === '=')
}
