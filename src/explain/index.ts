export { type Explanation, explain, explainAll } from './explain.ts'
