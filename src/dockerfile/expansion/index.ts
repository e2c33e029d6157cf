export { type Environment, emptyEnvironment, environmentOf } from './environment.ts'
export { type Expansion, type ExpansionAttempt, expandWord, expandWords, tryExpandWord } from './expand.ts'
export type { ExpansionOptions } from './options.ts'
