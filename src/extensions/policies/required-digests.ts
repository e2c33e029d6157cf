import { defineFrontend, definePolicy } from '../../api.ts'

const policy = definePolicy({
  name: 'required-digests',
  description: 'Images are named with their digests',
  checkSources(plan) {
    // Whoever only asks what there is may be told.
    if (plan.describing) return
    for (const { name, named, kind, digest, place } of plan.sources) {
      if (kind !== 'image' || named || digest !== undefined) continue
      plan.refuse(`the image ${name} is named without a digest`, place, 'write NAME:TAG@sha256:…')
    }
  },
})

/**
 * Refuses a Dockerfile that names an image without its digest: what is built then depends on the day. Stages
 * and named contexts need none, nor does an image that a resolver pins. No registry is asked before.
 *
 * @example
 * export default defineFrontend({ name: 'myorg', use: [requiredDigests] })
 */
export const requiredDigests = defineFrontend({ name: 'required-digests', policies: [policy] })
