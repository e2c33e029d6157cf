import type { CapSet } from '../llb/index.ts'
import type { APICap } from './generated/messages.ts'
import type { KnownCaps } from './known-caps.ts'

/** A capability as a daemon announces it. */
export type AnnouncedCap = Pick<APICap, 'ID' | 'Enabled' | 'DisabledReasonMsg'>

/**
 * The capabilities of a daemon.
 * @param known those that this program knows of; any other counts as missing
 * @param announced the daemon's answer; where it is empty, `fallback` applies
 * @param product what the user knows the daemon as (`docker`, `buildkit`); the one to update
 */
export function createCapSet(
  known: KnownCaps,
  announced: readonly AnnouncedCap[],
  fallback: readonly string[],
  product: string,
): CapSet {
  const caps =
    announced.length > 0 ? announced : fallback.map((ID) => ({ ID, Enabled: true, DisabledReasonMsg: '' }))
  const byId = new Map(caps.map((cap) => [cap.ID, cap]))
  return {
    missing(id) {
      const definition = Object.hasOwn(known, id) ? known[id] : undefined
      if (!definition) return `unknown API capability ${id}`
      const state = byId.get(id)
      if (state?.Enabled) return undefined
      const name = definition.name === undefined ? '' : `(${definition.name})`
      const feature = `requested ${definition.status ?? 'experimental'} feature ${id} ${name}`
      if (state) {
        const reason = state.DisabledReasonMsg === '' ? '' : `: ${state.DisabledReasonMsg}`
        return `${feature} has been disabled on the build server${reason}`
      }
      const addedIn = definition.addedIn?.[product]
      const hint = addedIn === undefined ? '' : ` (added in ${addedIn})`
      return `${feature} is not supported by build server${hint}, please update ${product}`
    },
  }
}
