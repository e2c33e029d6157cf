import type { EntrypointInstruction } from '../../../dockerfile/index.ts'
import { ownRule } from '../../own-rule.ts'

export const shellEntrypointIgnoresCmd = ownRule({
  name: 'ShellEntrypointIgnoresCmd',
  description: 'An ENTRYPOINT in shell form does not get CMD',
  severity: 'warning',
  documentation: {
    what: 'A stage has a `CMD`, and an `ENTRYPOINT` in shell form.',
    why: 'The shell of the entrypoint gets what `CMD` says, or what is behind `docker run IMAGE`, and does not hand it on.',
    bad: 'FROM alpine:3\nENTRYPOINT /app --serve\nCMD ["--port", "80"]\n',
    good: 'FROM alpine:3\nENTRYPOINT ["/app", "--serve"]\nCMD ["--port", "80"]\n',
  },
  create: () => ({
    dockerfile({ dockerfile }, report) {
      for (const { instructions } of dockerfile.stages) {
        const entrypoint = instructions.findLast(
          (instruction): instruction is EntrypointInstruction => instruction.kind === 'entrypoint',
        )
        const cmd = instructions.findLast(({ kind }) => kind === 'cmd')
        // ENTRYPOINT drops the CMD of the base image, not one of its own stage.
        if (!entrypoint?.command.shell || !cmd) continue
        report('The ENTRYPOINT in shell form does not hand this on', { instruction: cmd })
      }
    },
  }),
})
