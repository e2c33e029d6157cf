import { type CommandLine, chompHeredoc, heredocWord, type RunInstruction } from '../../dockerfile/index.ts'
import { run as syntax } from '../../dockerfile/instructions/run.ts'
import { formatList, join } from '../../go/index.ts'
import { type ExecMount, file, type SecretEnv } from '../../llb/index.ts'
import { BuildError, encodeText } from '../../source/index.ts'
import type { InstructionDefinition, StageBuilder } from '../definition/index.ts'
import { scratchName, summarizeHeredoc } from '../definition/index.ts'
import { convertMounts } from '../steps/index.ts'

/** RUN: a command in the files of the stage. */
export const run: InstructionDefinition<RunInstruction> = {
  ...syntax,
  step: true,
  sources: ({ mounts }) => mounts.map(({ from }) => ({ name: from || scratchName })),
  convert(instruction, stage) {
    const { args, scripts, summary } = readCommand(instruction.command, stage)
    const { mounts, secretEnv } = convertMounts(instruction.mounts, stage)
    const history = `RUN ${stage.runHistory(args)} # buildkit`
    stage.exec({
      args,
      mounts: scripts.length === 0 ? mounts : [...scripts, ...mounts],
      secretEnv,
      network: instruction.network,
      security: instruction.security,
      devices: instruction.devices.map(execDevice),
      title: stage.commandText(instruction.source + summary, {
        forShell: true,
        masked: secretEnv.map(nameOf),
      }),
    })
    stage.commit(history, { layer: true })
  },
}

const execDevice = ({ name, required }: RunInstruction['devices'][number]) => ({ name, optional: !required })
const nameOf = ({ name }: SecretEnv): string => name

interface Command {
  readonly args: readonly string[]
  /** Mounts of here-documents that are scripts of their own. */
  readonly scripts: readonly ExecMount[]
  /** What the progress output shows of a here-document. */
  readonly summary: string
}

function readCommand(command: CommandLine, stage: StageBuilder): Command {
  const heredoc = command.files[0]
  if (!heredoc) {
    return { args: command.shell ? stage.withShell(command.args) : command.args, scripts: [], summary: '' }
  }
  const [line = '', more] = command.args
  if (more !== undefined || !command.shell) {
    throw new BuildError('conversion', `parsing produced an invalid run command: ${formatList(command.args)}`)
  }
  if (!heredocWord(line)) {
    // The shell reads here-documents itself where there is more on the line.
    const bodies = command.files.map(({ content, name }) => `\n${content}${name}`)
    return { args: stage.withShell([line + bodies.join('')]), scripts: [], summary: '' }
  }
  const script = heredoc.chomp ? chompHeredoc(heredoc.content) : heredoc.content
  const summary = ` (${summarizeHeredoc(heredoc.content)})`
  if (stage.image.os === 'windows' || !script.startsWith('#!')) {
    return { args: stage.withShell([script]), scripts: [], summary }
  }
  const data = encodeText(script)
  const source = file(null, [{ type: 'mkfile', path: heredoc.name, mode: 0o755, data }], {
    customName: '[internal] preparing inline document',
    platform: stage.platform,
  })
  const target = '/dev/pipes/'
  return {
    args: stage.withShell([join(target, heredoc.name)]),
    scripts: [{ type: 'bind', target, source, selector: '/', readOnly: true }],
    summary,
  }
}
