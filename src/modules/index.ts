export { createConsole, type ExtensionConsole } from './extension-console.ts'
export { extensionGlobals } from './extension-globals.ts'
export { type LoadOptions, loadExtension, loadExtensions } from './load-extensions.ts'
export { moduleUrl, readModuleUrl } from './module-url.ts'
