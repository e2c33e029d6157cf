import {
  BuildError,
  configurable,
  defineFrontend,
  defineInstruction,
  type SourceFile,
  stageKey,
} from '../../api.ts'
import { readIncluded } from './read-included.ts'

/** Where the files of a build were downloaded from. */
const downloads = stageKey({ initial: () => new Map<SourceFile, string>() })

/**
 * How far files may include others.
 *
 * @example
 * include({ depth: 1 }) // files that are included include nothing
 */
export interface IncludeOptions {
  /** So many files deep, and no deeper; 64 at most. */
  readonly depth: number
}

const instructionFor = ({ depth }: IncludeOptions) =>
  defineInstruction({
    name: 'INCLUDE',
    flags: { from: 'string', checksum: 'string' },
    parse({ words: [address, more], flags }) {
      if (address === undefined || more !== undefined) {
        throw new BuildError('invalid-instruction', 'INCLUDE requires exactly one argument')
      }
      return { address, from: flags.from, checksum: flags.checksum }
    },
    async splice({ address, from, checksum }, { chain, reader, expand, get }) {
      if (chain.length > depth) {
        throw new BuildError('conversion', `INCLUDE goes deeper than ${depth} files`)
      }
      const request = {
        address: expand(address),
        from: from === undefined ? undefined : expand(from),
        checksum: checksum === undefined ? undefined : expand(checksum),
        including: chain.at(-1),
        downloads: get(downloads),
      }
      if (request.address === '') {
        throw new BuildError('context', `INCLUDE ${address} names nothing: no arg above has a value`)
      }
      const file = await readIncluded(request, reader)
      refuseCircle(file, chain)
      return file
    },
  })

function refuseCircle(file: SourceFile, chain: readonly SourceFile[]): void {
  const first = chain.findIndex(({ filename, text }) => filename === file.filename && text === file.text)
  if (first < 0) return
  const way = [...chain.slice(first), file].map(({ filename }) => filename).join(' -> ')
  throw new BuildError('context', `files include each other in a circle: ${way}`)
}

/**
 * `INCLUDE`: the instructions of another file, whole stages included, as if they stood in its place. Errors,
 * warnings and steps of theirs are placed in that file.
 *
 * @example
 * // INCLUDE docker/base.Dockerfile
 * // INCLUDE https://github.com/myorg/images.git#v3:node.Dockerfile
 * // INCLUDE --from=shared node.Dockerfile
 * export default defineFrontend({ name: 'myorg', use: [include] })
 */
export const include = configurable<IncludeOptions>({ depth: 64 }, (options) =>
  defineFrontend({ name: 'include', instructions: [instructionFor(options)] }),
)
