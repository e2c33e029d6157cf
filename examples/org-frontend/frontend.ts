import { defineFrontend } from 'slipway'
import { bases } from './org/bases.ts'
import { noLatestTag } from './org/no-latest-tag.ts'
import { noRoot } from './org/no-root.ts'
import { release } from './org/release.ts'
import { serviceUser } from './org/service-user.ts'

/** The Dockerfile language of an organisation. */
export default defineFrontend({
  name: 'org',
  instructions: [serviceUser, release],
  rules: [noLatestTag],
  policies: [noRoot],
  subrequests: [bases],
})
