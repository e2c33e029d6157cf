import { compareBytes } from '../../go/index.ts'
import { type Exec, type ExecMount, exec, type ProxyEnv } from '../../llb/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { ExecRequest, StageBuilder } from '../definition/index.ts'

/** What an exec takes from the stage that it runs in. */
export interface ExecSurroundings {
  readonly stage: StageBuilder
  /** `KEY=value` entries. */
  readonly env: readonly string[]
  readonly platform: Platform | undefined
  readonly customName: string
  readonly buildArgs: ReadonlyMap<string, string>
}

/** Runs a command on the files of a stage, with all that the build asked for. Returns what it leaves. */
export function execOutput(request: ExecRequest, surroundings: ExecSurroundings): Exec {
  const { stage, platform } = surroundings
  const { options } = stage
  const has = (cap: string): boolean => options.llbCaps.missing(cap) === undefined
  const devices = devicesOf(request, options.devices)
  const network =
    request.network === undefined || request.network === 'default' ? options.network : request.network
  return exec({
    root: stage.output,
    args: request.args,
    env: surroundings.env,
    cwd: request.cwd ?? stage.workdir,
    user: (request.user ?? stage.image.user) || undefined,
    hostname: options.hostname || undefined,
    mounts: mountsOf(request, options.shmSize > 0 && has('exec.mount.tmpfs.size') ? options.shmSize : 0),
    secretEnv: request.secretEnv?.length ? request.secretEnv : undefined,
    network,
    security: request.security ?? 'sandbox',
    proxy: proxyOf(surroundings.buildArgs),
    extraHosts: options.extraHosts,
    ulimits: options.ulimits.length > 0 && has('exec.meta.ulimit') ? options.ulimits : undefined,
    cgroupParent:
      options.cgroupParent !== '' && has('exec.meta.cgroup.parent') ? options.cgroupParent : undefined,
    devices: devices.length > 0 && has('exec.meta.cdi') ? devices : undefined,
    validExitCodes: request.validExitCodes,
    constraints: {
      platform,
      customName: surroundings.customName,
      description: { 'com.docker.dockerfile.v1.command': stage.instruction.source },
      ignoreCache: (request.ignoreCache ?? stage.ignoreCache) || undefined,
      linuxResources:
        options.linuxResources && has('exec.meta.linux.resources') ? options.linuxResources : undefined,
      locations: stage.locations,
    },
  })
}

function mountsOf({ mounts = [] }: ExecRequest, shmSize: number): readonly ExecMount[] {
  return shmSize > 0 ? [...mounts, { type: 'tmpfs', target: '/dev/shm', size: shmSize }] : [...mounts]
}

type Devices = NonNullable<ExecRequest['devices']>

function devicesOf({ devices = [] }: ExecRequest, ofBuild: Devices): Devices {
  return ofBuild.length === 0 ? devices : [...ofBuild, ...devices]
}

const proxyOfArgs = new WeakMap<ReadonlyMap<string, string>, { readonly proxy: ProxyEnv | undefined }>()

/** The proxy settings among the build args, whatever the case of their names; the last name in order wins. */
function proxyOf(buildArgs: ReadonlyMap<string, string>): ProxyEnv | undefined {
  let known = proxyOfArgs.get(buildArgs)
  if (!known) {
    known = { proxy: readProxy(buildArgs) }
    proxyOfArgs.set(buildArgs, known)
  }
  return known.proxy
}

function readProxy(buildArgs: ReadonlyMap<string, string>): ProxyEnv | undefined {
  const found = new Map<string, string>()
  for (const name of [...buildArgs.keys()].sort(compareBytes)) {
    const lower = name.toLowerCase()
    if (proxyNames.has(lower)) found.set(lower, buildArgs.get(name) ?? '')
  }
  if (found.size === 0) return undefined
  return {
    httpProxy: found.get('http_proxy') ?? '',
    httpsProxy: found.get('https_proxy') ?? '',
    ftpProxy: found.get('ftp_proxy') ?? '',
    noProxy: found.get('no_proxy') ?? '',
    allProxy: found.get('all_proxy') ?? '',
  }
}

const proxyNames = new Set(['http_proxy', 'https_proxy', 'ftp_proxy', 'no_proxy', 'all_proxy'])
