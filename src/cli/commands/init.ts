import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Command, UsageError } from '../command.ts'
import { isMissing } from '../directory-tree.ts'
import { packageRoot } from '../package-root.ts'

/** The project that new ones are copies of; it lies beside `src` and `dist`. */
const starter = fileURLToPath(new URL('starter/', packageRoot))

export const init: Command = {
  name: 'init',
  summary: 'Start a frontend of your own',
  description: `Makes a project in DIR: an instruction (frontend.ts), a test of it that needs no
engine, and a config that names the frontend and its image. DIR must be new or empty.`,
  argument: 'DIR',
  options: {},
  async run(_values, positional, io) {
    if (positional === undefined) throw new UsageError('name the directory of the new project')
    const target = path.resolve(io.directory, positional)
    if ((await entriesOf(target)).length > 0) throw new UsageError(`${positional} is not empty`)
    await mkdir(target, { recursive: true })
    await cp(starter, target, { recursive: true })
    const name = packageName(path.basename(target))
    for (const file of ['package.json', 'frontend.ts', 'slipway.config.ts']) {
      const text = await readFile(path.join(target, file), 'utf8')
      await writeFile(path.join(target, file), text.replaceAll('my-frontend', name))
    }
    io.out(
      [
        `${positional} has a frontend with an instruction of its own: GREET (frontend.ts).`,
        '',
        `  cd ${positional}`,
        '  npm install',
        '  npm test            compiles Dockerfiles, no engine needed',
        `  npx slipway image   makes the image, myorg/${name}, with the engine that answers`,
        '',
        `A Dockerfile that begins with \`# syntax = myorg/${name}\` may then say GREET.`,
        '',
      ].join('\n'),
    )
    return 0
  },
}

async function entriesOf(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory)
  } catch (error) {
    if (isMissing(error)) return []
    throw new UsageError(`${directory} cannot be used: ${error instanceof Error ? error.message : error}`)
  }
}

/** A name that both npm and extensions allow. */
function packageName(directory: string): string {
  const words = directory.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return words.join('-') || 'my-frontend'
}
