import { clean, isAbs, join, quote } from '../go/index.ts'
import { BuildError, explainingSync } from '../source/index.ts'

/** Where programs are looked for in a container whose image says nothing about it. */
export function defaultPathEnv(os: string): string {
  return os === 'windows'
    ? 'c:\\Windows\\System32;c:\\Windows;C:\\Windows\\System32\\WindowsPowerShell\\v1.0'
    : '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
}

/** The path with slashes where the system writes backslashes. */
export function toSlash(path: string, os: string): string {
  return os === 'windows' ? path.replaceAll('\\', '/') : path
}

/** The path with the separators of the system. */
function fromSlash(path: string, os: string): string {
  return os === 'windows' ? path.replaceAll('/', '\\') : path
}

/**
 * The path without its drive letter, cleaned, with slashes; on other systems than Windows as it is.
 * @param keepSlash whether a slash at the end stays
 * Throws BuildError for another drive than C:, for `C:` alone and for UNC paths.
 */
export function withoutDriveLetter(path: string, os: string, keepSlash: boolean): string {
  if (os !== 'windows') return path
  if (path.length === 2 && path[1] === ':') {
    throw new BuildError('windows-path', `No relative path specified in ${quote(path)}`)
  }
  if (toSlash(path.slice(0, 2), os) === '//') {
    throw new BuildError('windows-path', 'UNC paths are not supported')
  }
  const colon = path.indexOf(':')
  if (colon >= 0 && path.slice(0, colon).toLowerCase() !== 'c') {
    throw new BuildError('windows-path', 'The specified path is not on the system drive (C:)')
  }
  const rest = toSlash(path.slice(colon + 1), os)
  const cleaned = clean(rest)
  return keepSlash && rest.endsWith('/') && cleaned.length > 1 ? `${cleaned}/` : cleaned
}

/** Whether a path starts at the root once its drive letter is gone; false where that fails. */
export function isAbsolutePath(path: string, os: string): boolean {
  try {
    return isAbs(withoutDriveLetter(path, os, false))
  } catch {
    return false
  }
}

/**
 * An absolute path with slashes and without a drive letter: `path` itself, or joined to `parent`.
 * @param keepSlash whether `/` or `/.` at the end stays
 * Throws BuildError (`removing drive letter: …`).
 */
export function normalizePath(parent: string, path: string, os: string, keepSlash: boolean): string {
  const written = toSlash(path, os)
  const stripped = removeDrive(toSlash(parent, os) || '/', os, keepSlash)
  const from = isAbs(stripped) ? stripped : join('/', stripped)
  const given = removeDrive(written || from, os, keepSlash)
  const absolute = isAbsolutePath(given, os) ? given : join(from, given)
  if (!keepSlash) return absolute
  if (written.endsWith('/') && !absolute.endsWith('/')) return `${absolute}/`
  if (written.endsWith('/.')) return absolute === '/' ? '/.' : `${absolute}/.`
  return absolute
}

/** The path without its drive letter. Throws BuildError (`removing drive letter: …`). */
export function removeDrive(path: string, os: string, keepSlash: boolean): string {
  return explainingSync('removing drive letter', () => withoutDriveLetter(path, os, keepSlash))
}

/**
 * The working directory that `WORKDIR path` leads to from `current`, with the system's separators.
 * Throws BuildError (`normalizing working directory: …`).
 *
 * @example
 * normalizeWorkdir('/app', 'src', 'linux') // '/app/src'
 */
export function normalizeWorkdir(current: string, path: string, os: string): string {
  return explainingSync('normalizing working directory', () =>
    fromSlash(normalizePath(current, path, os, false), os),
  )
}
