import {
  defineFrontend,
  definePolicy,
  type FrontendDefinition,
  type Plan,
  type SourcePlan,
} from '../../api.ts'

/**
 * Refuses images from anywhere else than the registries named, those included that COPY and RUN take files from.
 * @param registries hosts (`docker.io`, `registry.example.org:5000`), or parts of them (`docker.io/library`,
 *   `ghcr.io/myorg`)
 *
 * @example
 * export default defineFrontend({ name: 'myorg', use: [allowedRegistries(['docker.io/library', 'ghcr.io/myorg'])] })
 */
export function allowedRegistries(registries: readonly string[]): FrontendDefinition {
  const allowed = registries.map((registry) => registry.replace(/\/+$/, ''))
  const refuseOthers = (plan: Plan | SourcePlan): void => {
    for (const { image, place } of plan.sources) {
      if (!image) continue
      const name = image.domain === '' ? image.path : `${image.domain}/${image.path}`
      if (allowed.some((registry) => name === registry || name.startsWith(`${registry}/`))) continue
      plan.refuse(`images from ${name} are not allowed`, place, `allowed are: ${allowed.join(', ')}`)
    }
  }
  const policy = definePolicy({
    name: 'allowed-registries',
    description: 'Images come from registries that are allowed',
    // Before a registry is asked, and once more for what extensions have put into the graph.
    checkSources: refuseOthers,
    check: refuseOthers,
  })
  return defineFrontend({ name: 'allowed-registries', policies: [policy] })
}
