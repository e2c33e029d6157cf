import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'

/** A file to lay out: its content, a symbolic link, or content with permission bits. */
export type FileContent =
  | string
  | Uint8Array
  | { readonly link: string }
  | { readonly content: string; readonly mode: number }

export type Files = Readonly<Record<string, FileContent>>

const made: string[] = []

/** A new empty directory that is removed when the test file has ended. */
export function newDirectory(): string {
  const dir = mkdtempSync(join(tmpdir(), 'slipway-e2e-'))
  if (made.push(dir) === 1) afterAll(removeAll)
  return dir
}

function removeAll(): void {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true })
}

/** Lays `files` out under `dir` (a new directory unless given); gives the directory. */
export function layOut(files: Files, dir: string = newDirectory()): string {
  for (const [path, file] of Object.entries(files)) {
    const target = join(dir, path)
    mkdirSync(dirname(target), { recursive: true })
    if (typeof file === 'string' || file instanceof Uint8Array) {
      writeFileSync(target, file)
      chmodSync(target, 0o644)
    } else if ('link' in file) {
      symlinkSync(file.link, target)
    } else {
      writeFileSync(target, file.content)
      chmodSync(target, file.mode)
    }
  }
  return dir
}
