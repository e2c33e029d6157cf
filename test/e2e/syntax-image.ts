const named = process.env['SLIPWAY_E2E_SYNTAX'] ?? 'myorg/frontend'

/**
 * The frontend image under test, as `# syntax` names it. SLIPWAY_E2E_SYNTAX names another
 * one; `built-in` there runs the tests against the engine's own frontend (undefined here),
 * which shows what a test expects of any frontend.
 */
export const syntaxImage: string | undefined = named === 'built-in' ? undefined : named

/** The engine's own frontend as the tests' point of comparison: none of its options name a syntax image. */
export type FrontendName = 'ours' | 'built-in'

/** The first line of a Dockerfile for `frontend`; a comment of one line where no image is named. */
export function firstLine(frontend: FrontendName): string {
  return frontend === 'built-in' || syntaxImage === undefined
    ? '# no syntax image\n'
    : `# syntax = ${syntaxImage}\n`
}
