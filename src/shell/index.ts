export { type Arguments, argumentsOf, hasOption, type OptionSyntax } from './arguments.ts'
export { parseScript } from './parse-script.ts'
export type * from './script.ts'
