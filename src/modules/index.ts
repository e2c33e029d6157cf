export { type LoadOptions, loadExtension, loadExtensions } from './load-extensions.ts'
export type {
  ModuleEngine,
  ModuleExports,
  ModuleFiles,
  ModuleHost,
  ModuleSource,
  SyntaxTools,
} from './module-host.ts'
export { framesOf, moduleScheme, type StackFrame } from './stack-frames.ts'
