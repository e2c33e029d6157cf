import type { ShellPipeline } from '../../../shell/index.ts'
import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'

/** Programs that hardly fail, and of which nobody minds when they do. */
const harmless: ReadonlySet<string> = new Set(['echo', 'printf', 'yes', 'true', ':', 'cat'])

export const pipeWithoutPipefail = ownRule({
  name: 'PipeWithoutPipefail',
  aliases: ['DL4006'],
  description: 'A pipeline should fail where any of its commands does',
  severity: 'warning',
  documentation: {
    what: 'A `RUN` has a pipeline, and neither `SHELL` nor the script turns `pipefail` on. Pipelines whose result is asked for (`if`, `||`) go unreported, as do those that begin with `echo` and the like.',
    why: 'A pipeline is what its last command returns: where the download on the left fails, the build goes on with nothing.',
    bad: 'FROM debian:12\nRUN wget -qO - https://example.com/list | sort > /list\n',
    good: 'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN wget -qO - https://example.com/list | sort > /list\n',
  },
  create: () =>
    eachScript((script, report) => {
      if (script.shell.pipefail || /\bset\b[^\n;&|]*\bpipefail\b/.test(script.text)) return
      const pipeline = script.pipelines.find(mayFail)
      if (!pipeline) return
      report(
        'Only the last command of the pipeline can fail the build: set -o pipefail, by SHELL or in the script',
        {
          span: script.spanOf(pipeline),
        },
      )
    }),
})

function mayFail({ stages, place }: ShellPipeline): boolean {
  if (place.tested) return false
  return stages.slice(0, -1).some((commands) => commands.some(({ name }) => !harmless.has(name)))
}
