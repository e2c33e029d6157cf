import { moduleScheme } from '../source/index.ts'

/**
 * What an engine calls a module: a URL, so that no other module is called so, and frames of it are known for what
 * they are (`extensionFrames`).
 * @param graph the number of the graph that the module is of
 */
export function moduleUrl(graph: number, path: string): string {
  // What is special in a URL is written as such, so that a path is not taken apart.
  return `${moduleScheme}${graph}/${path.replace(/[%?#\\\s]/g, encodeURIComponent)}`
}

/** The graph and the path of a module by its URL; undefined for what is none of these. */
export function readModuleUrl(url: string | undefined): { graph: number; path: string } | undefined {
  if (!url?.startsWith(moduleScheme)) return undefined
  const [, graph = '', path = ''] = /^(\d+)\/(.*)$/.exec(url.slice(moduleScheme.length)) ?? []
  return { graph: Number(graph), path: decodeURIComponent(path) }
}
