import { mkdir, mkdtemp, readdir, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type PackedExtension, packExtension } from '../../modules/index.ts'
import { nodeModuleHost } from '../../node-host/module-host.ts'
import { type Command, type OptionValues, UsageError } from '../command.ts'
import { type ConfiguredFrontend, configuredFrontend } from '../configured-frontend.ts'
import { isMissing } from '../directory-tree.ts'
import { frontendFiles, routeExtensionConsole, shortName } from '../frontend.ts'
import { buildImage } from '../image/engine.ts'
import { findBase } from '../image/find-base.ts'
import { writeImageContext } from '../image/image-context.ts'
import type { CommandIo } from '../io.ts'

export const image: Command = {
  name: 'image',
  summary: 'Make the image of a frontend of your own',
  description: `Makes the frontend image of the project in the present directory, with the engine
that answers (docker, nerdctl): an image that a Dockerfile names in its first line,
# syntax = NAME. What defines the frontend is what slipway.config says, or
--frontend. Inside is all that it imports, npm packages too, with types erased.

Nothing is pulled: the program of the image comes with this package. With --base
it comes from another image of Slipway.`,
  options: {
    tag: {
      type: 'string',
      short: 't',
      multiple: true,
      value: 'NAME',
      help: 'The name of the image (default: image in slipway.config)',
    },
    frontend: {
      type: 'string',
      multiple: true,
      value: 'FILE',
      help: 'A module whose default export defines a frontend\n(default: frontend in slipway.config)',
    },
    base: {
      type: 'string',
      value: 'IMAGE',
      help: 'An image of Slipway to start from (default: base in slipway.config,\nor else the program that comes with this package)',
    },
    platform: { type: 'string', value: 'LIST', help: 'What the image is to run on: linux/amd64,linux/arm64' },
    push: { type: 'boolean', help: 'Push the image to its registry' },
    context: { type: 'string', value: 'DIR', help: 'Write what would be built to DIR, and build nothing' },
  },
  async run(values, _positional, io) {
    const configured = await configuredFrontend(io.directory)
    const packed = await pack(values, configured, io)
    const base = findBase(values.string('base') ?? configured.base, io.architecture)
    const context = values.string('context')
    if (context !== undefined) {
      const directory = await emptyDirectory(path.resolve(io.directory, context), context)
      await writeImageContext(directory, base, packed)
      return 0
    }
    const tags = tagsOf(values, configured)
    const directory = await mkdtemp(path.join(tmpdir(), 'slipway-image-'))
    try {
      await writeImageContext(directory, base, packed)
      const platform = values.string('platform')
      const built = await buildImage({ directory, tags, platform, push: values.boolean('push') }, io)
      if (!built) return 1
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
    io.err(`\nA Dockerfile that begins with this line speaks the language:\n\n`)
    io.out(`# syntax = ${tags[0]}\n`)
    return 0
  },
}

async function pack(
  values: OptionValues,
  { directory }: ConfiguredFrontend,
  io: CommandIo,
): Promise<PackedExtension> {
  const files = await frontendFiles(values, io)
  if (files.length === 0) {
    throw new UsageError('there is no frontend: name it with --frontend, or as `frontend` in slipway.config')
  }
  await routeExtensionConsole(io)
  // Imports are followed to where files really are.
  const [root = '', ...entries] = await Promise.all(
    [directory ?? io.directory, ...files].map((file) => realpath(file)),
  )
  return packExtension(entries, root, nodeModuleHost, { nameOf: (file) => shortName(file, io.directory) })
}

function tagsOf(values: OptionValues, configured: ConfiguredFrontend): readonly string[] {
  const tags = values.strings('tag')
  if (tags.length > 0) return tags
  if (configured.image !== undefined) return [configured.image]
  throw new UsageError('name the image: -t myorg/frontend, or `image` in slipway.config')
}

/** Makes a directory where there is none. Throws UsageError for one with something in it. */
async function emptyDirectory(directory: string, written: string): Promise<string> {
  try {
    if ((await readdir(directory)).length > 0) throw new UsageError(`${written} is not empty`)
  } catch (error) {
    if (!isMissing(error)) throw error
    await mkdir(directory, { recursive: true })
  }
  return directory
}
