import type { Instruction } from '../../dockerfile/index.ts'
import type { ShellCommand } from '../../shell/index.ts'
import type { Report, RuleVisitor } from '../event.ts'
import { type RunScript, scriptsOf } from './run-script.ts'
import { ShellTracker } from './shell-setting.ts'

/** A visitor that is shown the script of each RUN, in the order of the text. */
export function eachScript(
  visit: (script: RunScript, report: Report) => void,
  /** Told of every instruction before its scripts are shown. */
  before: (instruction: Instruction) => void = () => undefined,
): RuleVisitor {
  const shells = new ShellTracker()
  return {
    parsed({ instruction }, report) {
      shells.tell(instruction)
      before(instruction)
      for (const script of scriptsOf(instruction, shells.current)) visit(script, report)
    },
  }
}

/** A visitor that is shown each command of some programs. */
export function eachCommand(
  names: readonly string[],
  visit: (command: ShellCommand, script: RunScript, report: Report) => void,
): RuleVisitor {
  const wanted = new Set(names)
  return eachScript((script, report) => {
    for (const command of script.commands) if (wanted.has(command.name)) visit(command, script, report)
  })
}
