import { definePolicy } from 'slipway'

const root = new Set(['', '0', 'root'])

/** Refuses images that run as root. The place is the last USER of the target, or its FROM. */
export const noRoot = definePolicy({
  name: 'no-root',
  description: 'Images run as a user of their own',
  check(plan) {
    const [user = ''] = plan.image.user.split(':')
    if (!root.has(user)) return
    const last = plan.target.instructions.findLast(({ kind }) => kind === 'user')
    plan.refuse(
      'the image runs as root',
      last?.span ?? plan.target.place,
      'Add SERVICE_USER or USER at the end of the stage.',
    )
  },
})
