import { offeredExtensions } from '../../src/extensions/index.ts'
import { defineFrontend } from '../../src/index.ts'
import { type CompiledDockerfile, type CompileOptions, compileDockerfile } from '../../src/testing/index.ts'

export const boxed = defineFrontend({ name: 'boxed', offers: offeredExtensions })

/** Compiles a Dockerfile that asks for extensions by name, as those of the frontend image can. */
export function compileWith(
  extensions: string,
  text: string,
  options: CompileOptions = {},
): Promise<CompiledDockerfile> {
  return compileDockerfile(`# extensions=${extensions}\n${text}`, { frontend: boxed, ...options })
}

/** As `compileWith`, for what must build. */
export async function built(
  extensions: string,
  text: string,
  options: CompileOptions = {},
): Promise<CompiledDockerfile> {
  const compiled = await compileWith(extensions, text, options)
  if (compiled.error) throw compiled.error
  return compiled
}

/** The digests of the ops, in order. */
export function digestsOf({ ops }: CompiledDockerfile): readonly string[] {
  return ops.map(({ digest }) => digest)
}
