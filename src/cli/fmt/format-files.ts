import path from 'node:path'
import { builtinSyntaxes, format, parse } from '../../dockerfile/index.ts'
import type { Frontend } from '../../frontend/index.ts'
import { BuildError, createSourceFile, encodeText } from '../../source/index.ts'
import { type ExitCode, type OptionValues, UsageError } from '../command.ts'
import { formatErrors } from '../format-error.ts'
import { openFrontend } from '../frontend.ts'
import type { CommandIo } from '../io.ts'
import { findFiles } from '../lint/find-files.ts'
import { readBytes } from '../read-bytes.ts'
import { textDiff } from '../text-diff.ts'
import { writeText } from '../write-text.ts'

/** A file before and after, or what is wrong with it. */
type Formatted =
  | { readonly name: string; readonly before: string; readonly after: string }
  | { readonly name: string; readonly errors: readonly BuildError[] }

/**
 * Lays out the files that a command line names, the Dockerfiles of the present directory where it names none: prints
 * them, writes them, or tells which of them are laid out otherwise. Files with mistakes are left alone and named.
 * Throws UsageError.
 */
export async function formatFiles(values: OptionValues, io: CommandIo): Promise<ExitCode> {
  const asked = values.positionals.length === 0 ? ['.'] : values.positionals
  const files = await findFiles(
    asked.filter((argument) => argument !== '-'),
    io.directory,
  )
  const indent = readIndent(values.string('indent'))
  const frontend = await openFrontend(values, io)
  let code: ExitCode = 0
  const handle = async (name: string, bytes: Uint8Array, absolute?: string) => {
    const formatted = formatFile(name, bytes, indent, frontend)
    if ('errors' in formatted) {
      io.err(formatErrors(formatted.errors))
      code = 1
    } else if (await tell(formatted, absolute, values, io)) code = 1
  }
  if (asked.includes('-')) await handle('Dockerfile', await io.readInput())
  for (const absolute of files) {
    await handle(path.relative(io.directory, absolute), readBytes(absolute), absolute)
  }
  return code
}

function readIndent(written: string | undefined): number {
  if (written === undefined) return 4
  if (!/^\d{1,2}$/.test(written)) throw new UsageError('--indent takes a number of spaces')
  return Number(written)
}

function formatFile(name: string, bytes: Uint8Array, indent: number, frontend: Frontend): Formatted {
  const file = createSourceFile(name, bytes)
  const instructions = frontend.forFile?.(file)?.instructions ?? frontend.instructions ?? builtinSyntaxes
  const tree = parse(file, { instructions })
  try {
    return { name, before: file.text, after: format(tree, { indent, instructions }) }
  } catch (error) {
    if (error instanceof BuildError)
      return { name, errors: tree.errors.includes(error) ? tree.errors : [error] }
    throw error
  }
}

/** Does with a file what is asked for. Tells whether it is one that `--check` or `--diff` finds. */
async function tell(
  { name, before, after }: Extract<Formatted, { after: string }>,
  absolute: string | undefined,
  values: OptionValues,
  io: CommandIo,
): Promise<boolean> {
  const isOther = before !== after
  if (values.boolean('diff')) {
    if (isOther) io.out(await textDiff(name, before, after))
    return isOther
  }
  if (values.boolean('check')) {
    if (isOther) io.out(`${absolute === undefined ? '-' : name}\n`)
    return isOther
  }
  if (values.boolean('write') && absolute !== undefined) {
    if (isOther) await writeText(absolute, after)
    return false
  }
  io.outBytes(encodeText(after))
  return false
}
