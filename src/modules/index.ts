export { type ConsoleMessage, createConsole, type ExtensionConsole } from './extension-console.ts'
export { extensionGlobals } from './extension-globals.ts'
export { type LoadOptions, loadExtension, loadExtensions } from './load-extensions.ts'
export type {
  ModuleEngine,
  ModuleExports,
  ModuleFiles,
  ModuleHost,
  ModuleSource,
  SyntaxTools,
} from './module-host.ts'
export { moduleUrl, readModuleUrl } from './module-url.ts'
