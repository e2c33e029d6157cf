import { marshalJson } from '../../go/index.ts'
import { caps } from '../caps.ts'
import type { Constraints } from '../constraints.ts'
import type { Output } from '../op.ts'
import { source } from './source.ts'

/** What is sent of a directory of the client, and how it is told apart. */
export interface LocalOptions extends Constraints {
  /** The client session that has the directory. */
  readonly sessionId?: string
  /** In place of a session: tells apart builds that must not share the directory. */
  readonly uniqueId?: string
  /** Patterns of what is sent; all of it where there are none. */
  readonly includePatterns?: readonly string[]
  readonly excludePatterns?: readonly string[]
  /** Paths that are sent, with what their symbolic links point to. */
  readonly followPaths?: readonly string[]
  /** Transfers with one hint share what has been sent before. */
  readonly sharedKeyHint?: string
  /** How files that are there already are compared with the client's. */
  readonly differ?: { readonly type: 'none' | 'metadata'; readonly required: boolean }
  /** Sends no file contents, except of the paths listed. */
  readonly metadataOnly?: { readonly exceptions: readonly string[] }
}

/** A directory of the client. */
export function local(name: string, options: LocalOptions = {}): Output {
  const {
    sessionId,
    uniqueId,
    includePatterns,
    excludePatterns,
    followPaths,
    sharedKeyHint,
    differ,
    metadataOnly,
    ...constraints
  } = options
  const attrs: Record<string, string> = {}
  const needs: string[] = [caps.sourceLocal]
  const set = (attr: string, value: string | undefined, cap: string): void => {
    if (!value) return
    attrs[attr] = value
    needs.push(cap)
  }
  set('local.session', sessionId, caps.sourceLocalSessionId)
  if (!sessionId) set('local.unique', uniqueId, caps.sourceLocalUnique)
  set('local.includepattern', list(includePatterns), caps.sourceLocalIncludePatterns)
  set('local.followpaths', list(followPaths), caps.sourceLocalFollowPaths)
  set('local.excludepatterns', list(excludePatterns), caps.sourceLocalExcludePatterns)
  set('local.sharedkeyhint', sharedKeyHint, caps.sourceLocalSharedKeyHint)
  if (differ) {
    attrs['local.differ'] = differ.type
    if (differ.required) needs.push(caps.sourceLocalDiffer)
  }
  if (metadataOnly) {
    set('local.metadatatransfer', 'true', caps.sourceLocalMetadataTransfer)
    const exceptions = list(metadataOnly.exceptions)
    if (exceptions) attrs['local.metadatatransferexclude'] = exceptions
  }
  return source(`local://${name}`, attrs, needs, constraints)
}

function list(paths: readonly string[] | undefined): string | undefined {
  return paths === undefined || paths.length === 0 ? undefined : marshalJson(paths)
}
