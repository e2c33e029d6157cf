import { defineFrontend, type FrontendDefinition } from '../extension/index.ts'

/**
 * Loads a frontend from its file as the image does: the same imports are found, the same syntax is taken, and what
 * the image does not have (`process`, `node:fs`) is not there either. Needs Node.
 * @param file a path, or a URL: `new URL('frontend.ts', import.meta.url)`
 * Throws BuildError (code `extension`), which names file and line.
 *
 * @example
 * const frontend = await loadFrontend(new URL('frontend.ts', import.meta.url))
 * const { steps } = await compileDockerfile('FROM alpine\nGREET you\n', { frontend })
 */
export async function loadFrontend(file: string | { readonly href: string }): Promise<FrontendDefinition> {
  // Everything else of the library runs in a browser too.
  const [{ loadExtension }, { nodeModuleHost, pathOf }] = await Promise.all([
    import('../modules/index.ts'),
    import('../node-host/module-host.ts'),
  ])
  const definitions = await loadExtension(pathOf(file), nodeModuleHost)
  const [first, ...more] = definitions
  return first && more.length === 0 ? first : defineFrontend({ name: 'loaded', use: definitions })
}
