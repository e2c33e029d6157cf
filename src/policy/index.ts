export { applyPolicies, type PolicyRun } from './apply-policies.ts'
export type { Place, Plan, PlanCommand, PlanSource, PlanStage } from './plan.ts'
export { definePolicy, type Policy } from './policy.ts'
