import type { Command } from '../command.ts'
import { ast } from './ast.ts'
import { compile } from './compile.ts'
import { init } from './init.ts'
import { lint } from './lint.ts'
import { outline } from './outline.ts'
import { targets } from './targets.ts'

/** The commands of `slipway`, in the order of its help. */
export const commands: readonly Command[] = [compile, lint, outline, targets, ast, init]
