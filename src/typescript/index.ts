export { eraseTypes, findSyntaxError, ModuleSyntaxError } from './erase-types.ts'
