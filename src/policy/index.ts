export { applyPolicies, type PlannedResult, type PolicyRun } from './apply-policies.ts'
export { SourceDecisions } from './decisions.ts'
export type {
  NamedSource,
  Place,
  Plan,
  PlanCommand,
  PlanSource,
  PlanStage,
  PlanVariable,
  SourcePlan,
} from './plan.ts'
export { definePolicy, type Policy } from './policy.ts'
export { type ConversionRecord, ConversionRecorder } from './record-conversion.ts'
export { defineResolver, type Resolver, type ResolverContext } from './resolver.ts'
export { createSourcePlanner } from './source-planner.ts'
