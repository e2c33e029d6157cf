export {
  type ArgFact,
  evaluateGlobalArgs,
  type GlobalArgs,
  platformArgs,
  type Variables,
} from './global-args.ts'
export { EarlyScope } from './sources-context.ts'
export { SpliceScope, type SpliceVariables } from './splice-scope.ts'
export { StageEnvironment } from './stage-environment.ts'
