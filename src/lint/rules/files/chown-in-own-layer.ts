import { argumentsOf } from '../../../shell/index.ts'
import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'

export const chownInOwnLayer = ownRule({
  name: 'ChownInOwnLayer',
  description: 'COPY should give files their owner and mode',
  severity: 'info',
  documentation: {
    what: 'A `RUN` does nothing but `chown` or `chmod` what a `COPY` or `ADD` above has brought.',
    why: 'The files are in the image twice: as they were copied, and with their owner. `--chown` and `--chmod` do it in one layer.',
    bad: 'FROM alpine:3\nCOPY app /srv/app\nRUN chown -R 1000:1000 /srv/app\n',
    good: 'FROM alpine:3\nCOPY --chown=1000:1000 app /srv/app\n',
  },
  create() {
    let copied = new Set<string>()
    return eachScript(
      (script, report) => {
        const commands = script.commands.filter(({ name }) => name !== 'set')
        const [first] = commands
        if (!first || !commands.every(({ name }) => name === 'chown' || name === 'chmod')) return
        const paths = argumentsOf(first)
          .operands.slice(1)
          .map(({ literal = '' }) => literal.replace(/\/+$/, ''))
        if (!paths.some((path) => copied.has(path))) return
        const option = first.name === 'chown' ? '--chown' : '--chmod'
        report(`The files are copied once more for this: pass ${option} to COPY`, {
          span: script.spanOf(first),
        })
      },
      (instruction) => {
        if (instruction.kind === 'from') copied = new Set()
        if (instruction.kind !== 'copy' && instruction.kind !== 'add') return
        const { destination, sources } = instruction
        copied.add(destination.replace(/\/+$/, ''))
        if (!destination.endsWith('/')) return
        for (const source of sources) copied.add(`${destination}${source.slice(source.lastIndexOf('/') + 1)}`)
      },
    )
  },
})
