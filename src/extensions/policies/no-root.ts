import { defineFrontend, definePolicy, type Place, type Plan } from '../../api.ts'

const policy = definePolicy({
  name: 'no-root',
  description: 'Containers do not run as root',
  check(plan) {
    const [user = ''] = plan.image.user.split(':', 1)
    if (user !== '' && user !== 'root' && !/^0+$/.test(user)) return
    plan.refuse('the image runs as root', placeOf(plan), 'end the last stage with USER')
  },
})

/** The USER that is in force, or the FROM that brought it. */
function placeOf(plan: Plan): Place | undefined {
  // A named context that stands in for the target has no stage.
  if (plan.stages.length === 0) return undefined
  const { target } = plan
  const user = target.instructions.findLast(({ kind }) => kind === 'user')
  return user?.span ?? target.place
}

/**
 * Refuses an image whose containers run as root: no USER, or one that is root by name or number.
 *
 * @example
 * export default defineFrontend({ name: 'myorg', use: [noRoot] })
 */
export const noRoot = defineFrontend({ name: 'no-root', policies: [policy] })
