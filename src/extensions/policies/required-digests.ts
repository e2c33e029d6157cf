import { defineFrontend, definePolicy } from '../../api.ts'

const policy = definePolicy({
  name: 'required-digests',
  description: 'Images are named with their digests',
  check(plan) {
    for (const { name, place } of plan.images) {
      if (name.includes('@')) continue
      plan.refuse(`the image ${name} is named without a digest`, place, 'write NAME:TAG@sha256:…')
    }
  },
})

/**
 * Refuses a Dockerfile that names an image without its digest: what is built then depends on the day. Stages
 * and named contexts need none.
 *
 * @example
 * export default defineFrontend({ name: 'myorg', use: [requiredDigests] })
 */
export const requiredDigests = defineFrontend({ name: 'required-digests', policies: [policy] })
