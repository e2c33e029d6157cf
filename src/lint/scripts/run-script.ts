import {
  builtinSyntaxes,
  type Instruction,
  type OnbuildInstruction,
  parseTrigger,
  type RunInstruction,
} from '../../dockerfile/index.ts'
import { parseScript, type ShellScript } from '../../shell/index.ts'
import { BuildError, type Span } from '../../source/index.ts'
import type { Fix } from '../event.ts'
import { textOf } from '../node-text.ts'
import { defaultShell, type ShellSetting, shellSetting } from './shell-setting.ts'

/** A part of a script's text and what takes its place. */
export interface ScriptEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A script that a RUN runs in a POSIX shell. */
export interface RunScript extends ShellScript {
  readonly instruction: RunInstruction
  readonly shell: ShellSetting
  /** It is a here-document by itself. */
  readonly isHeredoc: boolean
  /** The place of a part of the script; that of the instruction where it cannot be told. */
  spanOf(part: { readonly start: number; readonly end: number }): Span
  /** A fix that edits the script; it is none where the text of the file differs from the script's there. */
  fix(safe: boolean, ...edits: readonly ScriptEdit[]): () => Fix | undefined
}

/** A part of a script's text and where it comes from. */
interface Source {
  readonly start: number
  readonly length: number
  spanOf(start: number, end: number): Span | undefined
}

/** The scripts of an instruction, with the shell that they were made for: all rules ask for the same. */
const known = new WeakMap<
  Instruction,
  { readonly shell: ShellSetting; readonly scripts: readonly RunScript[] }
>()
const none: readonly RunScript[] = []
const triggers = new WeakMap<OnbuildInstruction, RunInstruction | undefined>()

/** The instruction itself where it is a RUN, or the RUN in an ONBUILD. */
export function runOf(instruction: Instruction): RunInstruction | undefined {
  if (instruction.kind === 'run') return instruction
  if (instruction.kind !== 'onbuild') return undefined
  if (!triggers.has(instruction)) triggers.set(instruction, runInTrigger(instruction))
  return triggers.get(instruction)
}

function runInTrigger({ trigger, span }: OnbuildInstruction): RunInstruction | undefined {
  try {
    const inner = parseTrigger(trigger, span, builtinSyntaxes)
    return inner.kind === 'run' ? inner : undefined
  } catch (error) {
    // What is wrong with it is an error of the build that uses the image.
    if (error instanceof BuildError) return undefined
    throw error
  }
}

/** The scripts that an instruction runs; none where its shell is none that we can read. */
export function scriptsOf(instruction: Instruction, shell: ShellSetting): readonly RunScript[] {
  if (instruction.kind !== 'run' && instruction.kind !== 'onbuild') return none
  const found = known.get(instruction)
  if (found?.shell === shell) return found.scripts
  const run = runOf(instruction)
  const scripts = run ? [...makeScripts(run, shell, run === instruction)] : none
  known.set(instruction, { shell, scripts })
  return scripts
}

function* makeScripts(run: RunInstruction, shell: ShellSetting, placed: boolean): Iterable<RunScript> {
  const { args, files, shell: shellForm } = run.command
  const [text = ''] = args
  if (!shellForm) {
    // RUN ["bash", "-c", "script"]
    const setting = shellSetting(args.slice(0, -1))
    const script = args.at(-1)
    const isScript = args.length > 2 && /^-[a-z]*c$/.test(args.at(-2) ?? '')
    if (setting.posix && isScript && script !== undefined) {
      yield runScript(run, setting, script, [], false)
    } else if (args.length > 0) yield runScript(run, defaultShell, args.map(quoted).join(' '), [], false)
    return
  }
  const own: Source = {
    start: 0,
    length: text.length,
    spanOf: (start, end) => (placed ? textOf(run.node).spanOfArgument(start, end) : undefined),
  }
  if (files.length === 0) {
    if (shell.posix) yield runScript(run, shell, text, [own], false)
    return
  }
  const bodies = run.node.heredocs
  if (/^\s*\d*<<-?\s*(["']?)[^\s"'<>|&;]+\1\s*$/.test(text)) {
    for (const [index, { content }] of files.entries()) {
      const interpreter = /^#!\s*(\S+)(?:[ \t]+(\S+))?/.exec(content)
      const program = interpreter?.[1]?.endsWith('/env') ? interpreter[2] : interpreter?.[1]
      const setting = program === undefined ? shell : shellSetting([program])
      const body = bodies[index]
      if (setting.posix)
        yield runScript(run, setting, content, body ? [sourceOf(0, body.span, placed)] : [], true)
    }
    return
  }
  if (!shell.posix) return
  const sources = [own]
  let whole = `${text}\n`
  for (const [index, { name, content }] of files.entries()) {
    const body = bodies[index]
    if (body) sources.push(sourceOf(whole.length, body.span, placed))
    whole += `${content}${name}\n`
  }
  yield runScript(run, shell, whole, sources, false)
}

function sourceOf(start: number, body: Span, placed: boolean): Source {
  return {
    start,
    length: body.end - body.start,
    spanOf: (from, to) =>
      placed ? { file: body.file, start: body.start + from, end: body.start + to } : undefined,
  }
}

function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

function runScript(
  instruction: RunInstruction,
  shell: ShellSetting,
  text: string,
  sources: readonly Source[],
  isHeredoc: boolean,
): RunScript {
  let parsed: ShellScript | undefined
  const script = () => {
    parsed ??= parseScript(text)
    return parsed
  }
  const exactSpan = (start: number, end: number): Span | undefined => {
    const source = sources.findLast((candidate) => candidate.start <= start)
    return source && end <= source.start + source.length
      ? source.spanOf(start - source.start, end - source.start)
      : undefined
  }
  return {
    instruction,
    shell,
    isHeredoc,
    text,
    get commands() {
      return script().commands
    },
    get pipelines() {
      return script().pipelines
    },
    get statements() {
      return script().statements
    },
    get bashFeatures() {
      return script().bashFeatures
    },
    get errors() {
      return script().errors
    },
    spanOf: ({ start, end }) => exactSpan(start, end) ?? instruction.span,
    fix:
      (safe, ...edits) =>
      () => {
        const placed = edits.map(({ start, end, text: replacement }) => {
          // What is inserted stands behind what is before it, and not behind a line break that follows.
          const span = start === end && start > 0 ? endOf(exactSpan(start - 1, start)) : exactSpan(start, end)
          const unchanged = span && span.file.text.slice(span.start, span.end) === text.slice(start, end)
          return unchanged ? { span, text: replacement } : undefined
        })
        const found = placed.filter((edit) => edit !== undefined)
        return found.length === edits.length && found.length > 0 ? { safe, edits: found } : undefined
      },
  }
}

function endOf(span: Span | undefined): Span | undefined {
  return span && { ...span, start: span.end }
}
