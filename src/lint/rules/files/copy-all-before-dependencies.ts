import { argumentsOf, type ShellCommand } from '../../../shell/index.ts'
import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'
import { mountsOf } from '../../scripts/mounts.ts'
import { pipCommand } from '../packages/package-command.ts'

export const copyAllBeforeDependencies = ownRule({
  name: 'CopyAllBeforeDependencies',
  description: 'Dependencies should be installed before all else is copied',
  severity: 'info',
  documentation: {
    what: 'All of the build context is copied, and a `RUN` of the same stage installs dependencies afterwards (`npm ci`, `pip install -r`, `bundle install`, `composer install`, `go mod download` …).',
    why: 'Any change in any file makes the build install them anew. With only the files that name them copied before, the cache holds until these change.',
    bad: 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\n',
    good: 'FROM node:22\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\n',
  },
  create() {
    let all = false
    return eachScript(
      (script, report) => {
        if (!all) return
        const install = script.commands.find(installsDependencies)
        if (!install) return
        all = false
        report(
          'Any change in the context installs the dependencies anew: copy what names them, install, then copy the rest',
          {
            span: script.spanOf(install),
          },
        )
      },
      (instruction) => {
        if (instruction.kind === 'from') all = false
        if (instruction.kind === 'copy' || instruction.kind === 'add') {
          const { sources, exclude } = instruction
          const context = instruction.kind === 'add' || instruction.from === ''
          if (
            context &&
            exclude.length === 0 &&
            sources.some((source) => source === '.' || source === './' || source === '/')
          )
            all = true
        } else if (instruction.kind === 'run' && mountsOf(instruction).some(({ type }) => type === 'cache'))
          all = false
      },
    )
  },
})

function installsDependencies(command: ShellCommand): boolean {
  const [verb, ...rest] = argumentsOf(command).operands.map(({ literal = '' }) => literal)
  switch (command.name) {
    case 'npm':
      return (
        verb === 'ci' ||
        ((verb === 'install' || verb === 'i') &&
          rest.length === 0 &&
          !command.args.some(({ literal = '' }) => /^(?:-g|--global)$/.test(literal)))
      )
    case 'yarn':
    case 'pnpm':
      return verb === undefined ? command.name === 'yarn' : verb === 'install' && rest.length === 0
    case 'bundle':
    case 'composer':
    case 'poetry':
      return verb === 'install'
    case 'go':
      return verb === 'mod' && rest[0] === 'download'
    case 'cargo':
      return verb === 'fetch'
    default: {
      const pip = pipCommand(command)
      return pip?.verb === 'install' && (pip.args.options.has('r') || pip.args.options.has('requirement'))
    }
  }
}
