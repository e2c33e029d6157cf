import type { ConvertOptions } from '../../convert/index.ts'

/** `no-cache`: nothing at all where it is absent, every stage where it is empty, else the stages it lists. */
export function readNoCache(value: string | undefined): ConvertOptions['noCache'] {
  if (value === undefined) return []
  return value === '' ? 'all' : value.split(',')
}
