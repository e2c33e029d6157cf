export { nameSuggestion, nearestName } from './nearest-name.ts'
export { suggest, suggestion } from './suggest.ts'
