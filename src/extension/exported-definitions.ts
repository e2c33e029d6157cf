import type { FrontendDefinition } from './define-frontend.ts'

/**
 * What a module exports as frontends: one definition or a list of them; undefined where something else is in it.
 * What else a definition has is looked at when it is put to use.
 */
export function exportedDefinitions(exported: unknown): readonly FrontendDefinition[] | undefined {
  const list: readonly unknown[] = Array.isArray(exported) ? exported : [exported]
  return list.every(isDefinition) ? list : undefined
}

function isDefinition(value: unknown): value is FrontendDefinition {
  return (typeof value === 'object' || typeof value === 'function') && value !== null && 'name' in value
}
