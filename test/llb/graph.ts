import { type CapSet, type ExecOp, exec, type MarshalOptions, type Output } from '../../src/llb/index.ts'

export const platform = { os: 'linux', architecture: 'amd64' }
export const options: MarshalOptions = { platform, caps: { missing: () => undefined } }

/** A daemon that lacks some capabilities. */
export function without(...ids: readonly string[]): CapSet {
  return { missing: (id) => (ids.includes(id) ? `${id} is missing` : undefined) }
}

/** A command with nothing that a test does not ask for. */
export function run(root: Output | null, fields: Partial<Omit<ExecOp, 'kind' | 'root'>> = {}) {
  return exec({ root, args: ['/bin/true'], ...fields })
}
