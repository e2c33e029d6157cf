import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'

export const cleanupInOwnLayer = ownRule({
  name: 'CleanupInOwnLayer',
  description: 'Files should be removed by the RUN that makes them',
  severity: 'info',
  documentation: {
    what: 'A `RUN` does nothing but remove files and clean caches.',
    why: 'What is removed stays in the layers below, so that the image gets no smaller.',
    bad: 'FROM fedora:40\nRUN dnf install -y --setopt=keepcache=0 make && dnf clean all\nRUN rm -rf /usr/share/doc\n',
    good: 'FROM fedora:40\nRUN dnf install -y make && dnf clean all && rm -rf /usr/share/doc\n',
  },
  create() {
    let runs = 0
    return eachScript(
      (script, report) => {
        const first = runs > 1 ? script.commands.find(({ name }) => !beside.has(name)) : undefined
        if (
          !first ||
          !script.commands.every(({ name, args }) =>
            cleans(
              name,
              args.map(({ literal = '' }) => literal),
            ),
          )
        )
          return
        report('What is removed here stays in the layers below: remove it in the RUN that makes it', {
          span: script.spanOf(first),
        })
      },
      (instruction) => {
        if (instruction.kind === 'from') runs = 0
        else if (instruction.kind === 'run' || instruction.kind === 'copy' || instruction.kind === 'add')
          runs++
      },
    )
  },
})

/** What says nothing about what a script is for. */
const beside: ReadonlySet<string> = new Set(['set', 'true', 'echo', ':', 'test', '['])

function cleans(name: string, args: readonly string[]): boolean {
  if (name === 'rm' || name === 'rmdir' || beside.has(name)) return true
  if (name === 'apt-get' || name === 'apt')
    return ['clean', 'autoclean', 'autoremove'].some((verb) => args.includes(verb))
  if (['yum', 'dnf', 'microdnf', 'zypper'].includes(name)) return args.includes('clean')
  return (
    ['npm', 'yarn', 'pip', 'pip3', 'go', 'composer'].includes(name) &&
    args.some((arg) => ['cache', 'clean', 'clear-cache'].includes(arg)) &&
    !args.includes('install')
  )
}
