import type { ArgDeclaration } from '../../dockerfile/index.ts'
import type { StageEnvironment } from '../args/index.ts'
import type { BuildPlan } from '../graph/index.ts'

/** Args that steer the build and are no variables of its commands. */
const withoutVariable = new Set(['BUILDKIT_SBOM_SCAN_CONTEXT', 'BUILDKIT_SBOM_SCAN_STAGE'])

/** Whether a build arg is only for the frontend, so that it never becomes a variable. */
function isFrontendArg(name: string): boolean {
  return withoutVariable.has(name)
}

/**
 * Gives an arg of a stage its value: that of `--build-arg`, else its own default, else that of the global arg.
 * @returns `inherited` where the value is the global arg's
 */
export function declareBuildArg(
  declaration: ArgDeclaration,
  plan: BuildPlan,
  env: StageEnvironment,
  expand: (word: string) => string,
): { readonly value: string | undefined; readonly inherited: boolean } {
  const { key } = declaration
  let value = plan.buildArgs.get(key)
  let inherited = false
  if (value === undefined && declaration.value !== undefined) value = expand(declaration.value)
  else if (value === undefined) {
    value = plan.globals.get(key)
    inherited = value !== undefined
  }
  if (value !== undefined && !isFrontendArg(key)) env.setVariable(key, value)
  return { value, inherited }
}
