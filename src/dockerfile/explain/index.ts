export { isConsequence } from './consequence.ts'
export { type Explanation, explain, explainAll } from './explain.ts'
