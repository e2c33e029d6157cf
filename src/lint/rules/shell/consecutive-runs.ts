import type { RunInstruction } from '../../../dockerfile/index.ts'
import { ownRule } from '../../own-rule.ts'

export const consecutiveRuns = ownRule({
  name: 'ConsecutiveRuns',
  aliases: ['DL3059'],
  description: 'RUN instructions that follow each other may be one',
  severity: 'info',
  documentation: {
    what: 'A `RUN` stands directly below another one that has the same flags. Such as have a comment of their own go unreported.',
    why: 'Each makes a layer: what one writes and the next removes stays in the image.',
    bad: 'FROM alpine:3\nRUN wget -q https://example.com/a.tgz\nRUN rm a.tgz\n',
    good: 'FROM alpine:3\nRUN wget -q https://example.com/a.tgz && rm a.tgz\n',
  },
  create() {
    let above: RunInstruction | undefined
    return {
      parsed({ instruction }, report) {
        const run = instruction.kind === 'run' ? instruction : undefined
        if (run && above && run.comments.length === 0 && isPlain(run) && flagsOf(run) === flagsOf(above)) {
          report('This RUN and the one above can be one layer')
        }
        above = run && isPlain(run) ? run : undefined
      },
    }
  },
})

/** Scripts of many commands are long enough. */
function isPlain({ command }: RunInstruction): boolean {
  return command.shell && command.files.length === 0 && !/&&|;|\|\|/.test(command.args[0] ?? '')
}

function flagsOf({ node }: RunInstruction): string {
  return node.flags.map(({ name, value }) => `${name}=${value}`).join(' ')
}
