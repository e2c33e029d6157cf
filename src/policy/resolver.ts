import type { BuildReader, SourceAnswer, SourceRequest } from '../convert/index.ts'

/**
 * What a resolver has at hand.
 *
 * @example
 * resolve: async ({ reference }, { reader }) => lookUp(await reader.readFile('images.lock'), reference)
 */
export interface ResolverContext {
  readonly reader: BuildReader
  /** The values of `--build-arg`. */
  readonly buildArgs: ReadonlyMap<string, string>
}

/**
 * Says what the images that a Dockerfile names stand for, before anything of them is looked up: mirrors, pins,
 * lock files. It is asked about each FROM, `COPY --from` and `RUN --mount from=` that is needed and names neither a
 * stage nor a named context of the client.
 *
 * @example
 * const mirror: Resolver = {
 *   name: 'mirror',
 *   resolve: ({ reference }) =>
 *     reference.startsWith('docker.io/') ? { image: reference.replace('docker.io', 'mirror.example.org') } : undefined,
 * }
 */
export interface Resolver {
  /** As errors name it: lower case with dashes. */
  readonly name: string
  /** Milliseconds that it may compute without a pause; 5,000 by default. */
  readonly timeLimit?: number
  /** Milliseconds that it may take with all that it waits for; 600,000 by default. */
  readonly waitLimit?: number
  /** What a source stands for; undefined where it is what it says. What it throws fails the build. */
  resolve(
    source: SourceRequest,
    context: ResolverContext,
  ): SourceAnswer | undefined | Promise<SourceAnswer | undefined>
}

/**
 * Makes a resolver. What goes in comes out: the function is there for the types.
 *
 * @example
 * export const locked = defineResolver({
 *   name: 'locked',
 *   async resolve({ name }, { reader }) {
 *     const lock = JSON.parse((await reader.readFile('images.lock.json')).text)
 *     return lock[name] === undefined ? undefined : { digest: lock[name] }
 *   },
 * })
 */
export function defineResolver(resolver: Resolver): Resolver {
  return Object.freeze({ ...resolver })
}
