import { quote, unescapePath } from '../go/index.ts'
import { BuildError } from '../source/index.ts'
import { makePlatform, normalizeArchitecture, normalizeOs } from './normalize-platform.ts'
import type { Platform } from './platform.ts'

const componentForm = '^[A-Za-z0-9_.-]+$'
const osForm = '^([A-Za-z0-9_-]+)(?:\\(([A-Za-z0-9_.%-]*)((?:\\+[A-Za-z0-9_.%-]+)*)\\))?$'
const component = new RegExp(componentForm)
const osComponent = new RegExp(osForm)

const knownSystems = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos'.split(
    ' ',
  ),
)
const knownArchitectures = new Set(
  '386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64 wasm'.split(
    ' ',
  ),
)

/**
 * The platform that a specifier names: `os[(version[+feature]…)]/architecture[/variant]`, an OS alone or an
 * architecture alone. Architecture and OS are normalized.
 * @param host what completes a specifier that names one of them alone
 * Throws BuildError (code `platform-value`).
 */
export function parsePlatform(
  specifier: string,
  host: Platform = { os: 'linux', architecture: 'amd64' },
): Platform {
  const invalid = (problem: string) => new BuildError('platform-value', `${problem}: invalid argument`)
  if (specifier.includes('*')) throw invalid(`${quote(specifier)}: wildcards not yet supported`)
  const [first = '', second, third, ...rest] = specifier.split('/')
  const head = osComponent.exec(first)
  if (!head) {
    throw invalid(
      `${quote(first)} is an invalid OS component of ${quote(specifier)}: OSAndVersion specifier component must match ${quote(osForm)}`,
    )
  }
  const osVersion = decodeOption(
    head[2] ?? '',
    `${quote(specifier)} has an invalid OS version ${quote(head[2] ?? '')}`,
  )
  const osFeatures = readFeatures(head[3] ?? '', specifier)
  for (const part of [second, third, rest.length === 0 ? undefined : rest.join('/')]) {
    if (part !== undefined && !component.test(part)) {
      throw invalid(
        `${quote(part)} is an invalid component of ${quote(specifier)}: platform specifier component must match ${quote(componentForm)}`,
      )
    }
  }
  if (rest.length > 0) throw invalid(`${quote(specifier)}: cannot parse platform specifier`)
  const os = normalizeOs(head[1] as string)
  if (second !== undefined) {
    return makePlatform({ os, osVersion, osFeatures, ...readArchitecture(second, third) })
  }
  if (knownSystems.has(os)) {
    const variant = host.architecture === 'arm' && host.variant !== 'v7' ? (host.variant ?? '') : ''
    return makePlatform({ os, osVersion, osFeatures, architecture: host.architecture, variant })
  }
  const read = readArchitecture(first, undefined)
  if (!knownArchitectures.has(read.architecture)) {
    throw invalid(`${quote(specifier)}: unknown operating system or architecture`)
  }
  return makePlatform({ os: host.os, osVersion, osFeatures, ...read })
}

function readArchitecture(name: string, level: string | undefined) {
  const { architecture, variant } = normalizeArchitecture(name, level ?? '')
  if (level === undefined) {
    return { architecture, variant: architecture === 'arm' && variant === 'v7' ? '' : variant }
  }
  return { architecture, variant: architecture === 'arm64' && variant === '' ? 'v8' : variant }
}

function readFeatures(text: string, specifier: string): string[] {
  const problem = `${quote(specifier)} has invalid OS features`
  return text
    .split('+')
    .slice(1)
    .map((raw) => decodeOption(raw, `${problem}: invalid os feature ${quote(raw)}`))
}

function decodeOption(text: string, problem: string): string {
  if (!text.includes('%')) return text
  try {
    return unescapePath(text)
  } catch (error) {
    if (error instanceof BuildError) throw new BuildError('option', `${problem}: ${error.message}`)
    throw error
  }
}
