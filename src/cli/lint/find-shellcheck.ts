import { existsSync } from 'node:fs'
import path from 'node:path'
import type { CommandIo } from '../io.ts'

/** Where ShellCheck is; undefined where it is not on the PATH. */
export function findShellcheck({ env }: Pick<CommandIo, 'env'>): string | undefined {
  const directories = (env['PATH'] ?? '').split(path.delimiter).filter((directory) => directory !== '')
  return directories.map((directory) => path.join(directory, 'shellcheck')).find((file) => existsSync(file))
}
