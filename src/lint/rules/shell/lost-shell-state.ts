import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'

const changing: ReadonlySet<string> = new Set([
  'cd',
  'export',
  'source',
  '.',
  'alias',
  'set',
  'umask',
  'ulimit',
  'pushd',
  'unset',
])
const preparing: ReadonlySet<string> = new Set(['set', 'cd', 'umask', 'ulimit', 'mkdir', 'test', '['])

export const lostShellState = ownRule({
  name: 'LostShellState',
  description: 'What a RUN changes in its shell is gone when it ends',
  severity: 'warning',
  documentation: {
    what: 'A `RUN` does nothing but change its own shell: `cd`, `export`, `source`, `alias` …',
    why: 'Each `RUN` has a shell of its own. The directory is set with `WORKDIR`, variables with `ENV`.',
    bad: 'FROM alpine:3\nRUN export VERSION=3\nRUN mkdir -p /srv/v3\n',
    good: 'FROM alpine:3\nENV VERSION=3\nRUN mkdir -p /srv/v3\n',
  },
  create: () =>
    eachScript((script, report) => {
      const { commands } = script
      const last = commands.at(-1)
      if (!last || !commands.every(({ name }) => changing.has(name) || preparing.has(name))) return
      const lost = commands.find(
        ({ name, redirects }) => changing.has(name) && name !== 'set' && redirects.length === 0,
      )
      // mkdir -p /srv && cd /srv has done something.
      if (!lost || commands.some(({ name }) => name === 'mkdir' || name === '[' || name === 'test')) return
      report(`${lost.name} changes this shell alone, which ends with the RUN`, { span: script.spanOf(lost) })
    }),
})
