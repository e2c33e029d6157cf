export { suggest, suggestion } from './suggest.ts'
