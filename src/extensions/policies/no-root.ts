import { defineFrontend, definePolicy } from '../../api.ts'
import { isRootUser } from './root-user.ts'

const policy = definePolicy({
  name: 'no-root',
  description: 'Containers do not run as root',
  check(plan) {
    if (!isRootUser(plan.image.user)) return
    // A named context that stands in for the target has no stage.
    const place = plan.stages.length === 0 ? undefined : plan.target.userPlace
    plan.refuse('the image runs as root', place, 'end the last stage with USER')
  },
})

/**
 * Refuses an image whose containers run as root: no USER, or one that is root by name or number. What other names
 * mean is in the image's /etc/passwd, which is not there before the build.
 *
 * @example
 * export default defineFrontend({ name: 'myorg', use: [noRoot] })
 */
export const noRoot = defineFrontend({ name: 'no-root', policies: [policy] })
