export type { Decompress, Limited, RunLimited } from '../host/index.ts'
export { apiVersion } from './api-version.ts'
export { type ConfigurableFrontend, configurable } from './configurable.ts'
export { createFrontend, type FrontendHost } from './create-frontend.ts'
export { defineFrontend, type FrontendDefinition } from './define-frontend.ts'
export {
  type ArgumentForm,
  type ConvertedInstructionOptions,
  type DefinedInstruction,
  defineInstruction,
  type InstructionInput,
  type SplicedInstructionOptions,
} from './define-instruction.ts'
export { defineRule, type RuleOptions } from './define-rule.ts'
export { defineSubrequest, type SubrequestOptions } from './define-subrequest.ts'
export {
  type ExtensibleInstructions,
  type ExtensionOptions,
  extendInstruction,
  type InstructionExtension,
  type NextConversion,
} from './extend-instruction.ts'
export type { FlagsOf, FlagTypes } from './flags.ts'
