export { build } from './build.ts'
export type { Frontend, MessageSource } from './frontend.ts'
export {
  builtinSubrequests,
  type Named,
  type Subrequest,
  type SubrequestAnswer,
  type SubrequestBuild,
} from './subrequests/index.ts'
export { withSources } from './wire-error.ts'
