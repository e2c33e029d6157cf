export { formatPlatform, formatPlatformAll } from './format-platform.ts'
export { makePlatform, normalizePlatform } from './normalize-platform.ts'
export { parsePlatform } from './parse-platform.ts'
export {
  defaultPathEnv,
  isAbsolutePath,
  normalizePath,
  normalizeWorkdir,
  removeDrive,
  toSlash,
  withoutDriveLetter,
} from './paths.ts'
export type { Platform } from './platform.ts'
