import type { SyntaxTools } from '../host/index.ts'
import { extensionFrames } from '../source/index.ts'
import { findImportedName } from './import-place.ts'
import { ModuleError, type ModulePlace, placeAt } from './module-error.ts'
import type { ModuleGraph } from './module-graph.ts'

/**
 * What kept a module from being evaluated, in the same words whatever engine evaluated it, and where.
 * @param error what the engine threw
 */
export function explainFailure(error: unknown, graph: ModuleGraph, syntax: SyntaxTools): ModuleError {
  if (error instanceof ModuleError) return error
  if (isSyntaxError(error)) return syntaxFailure(error, graph, syntax)
  const message = error instanceof Error ? error.message : String(error)
  const place = placeOf(error, graph)
  return new ModuleError(message === '' ? 'it failed without a message' : message, {
    cause: error,
    ...(place ? { place } : {}),
  })
}

/** Whether the engine found something wrong before anything ran; it may come from another realm. */
function isSyntaxError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'SyntaxError'
}

function syntaxFailure(error: Error, graph: ModuleGraph, syntax: SyntaxTools): ModuleError {
  const name = missingExport(error.message)
  for (const [path, text] of graph.texts) {
    if (name !== undefined) {
      const imported = findImportedName(text, name)
      if (!imported) continue
      return new ModuleError(`${imported.specifier} exports no ${name}`, {
        cause: error,
        place: { file: graph.fileOf(path), offset: imported.offset },
        ...(path.endsWith('ts') ? { hint: `a type is imported with import { type ${name} }` } : {}),
      })
    }
    if (!/\.[cm]?js$/.test(path)) continue
    const problem = syntax.findSyntaxError(text)
    if (!problem) continue
    const place = placeAt(graph.fileOf(path), problem.line, problem.column)
    return new ModuleError(problem.message, { cause: error, place })
  }
  const place = placeOf(error, graph)
  return new ModuleError(error.message, { cause: error, ...(place ? { place } : {}) })
}

/** The name that a module was to export, in the words of V8 and of QuickJS. */
function missingExport(message: string): string | undefined {
  const match = /does not provide an export named '([^']+)'|Could not find export '([^']+)' in module/i.exec(
    message,
  )
  return match?.[1] ?? match?.[2]
}

/** Where a module was when it threw: the first place in its own files that the stack knows. */
function placeOf(error: unknown, graph: ModuleGraph): ModulePlace | undefined {
  for (const { path, line, column } of extensionFrames(error)) {
    if (graph.texts.has(path)) return placeAt(graph.fileOf(path), line, column)
  }
  return undefined
}
