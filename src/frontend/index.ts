export { build } from './build.ts'
export type { Frontend } from './frontend.ts'
export {
  builtinSubrequests,
  type Named,
  type Subrequest,
  type SubrequestAnswer,
  type SubrequestBuild,
} from './subrequests/index.ts'
