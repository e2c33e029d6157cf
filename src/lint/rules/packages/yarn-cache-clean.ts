import { argumentsOf } from '../../../shell/index.ts'
import { ownRule } from '../../own-rule.ts'
import { appendCommand } from '../../scripts/append-command.ts'
import { mountsOf } from '../../scripts/mounts.ts'
import { eachShippedScript } from '../../scripts/shipped-scripts.ts'

const installing: ReadonlySet<string> = new Set(['install', 'add', ''])

export const yarnCacheClean = ownRule({
  name: 'YarnCacheClean',
  aliases: ['DL3060'],
  description: 'The cache of Yarn should not be in the image',
  severity: 'info',
  documentation: {
    what: 'A `RUN` of a stage that is in the image installs with Yarn, neither cleans its cache nor mounts one.',
    why: 'Yarn keeps every package that it has downloaded in its cache, besides the files of it in `node_modules`.',
    bad: 'FROM node:22\nRUN yarn install --frozen-lockfile\n',
    good: 'FROM node:22\nRUN yarn install --frozen-lockfile && yarn cache clean\n',
  },
  create: () =>
    eachShippedScript((script, report) => {
      const commands = script.commands
        .filter(({ name }) => name === 'yarn')
        .map((command) => ({
          command,
          verbs: argumentsOf(command, { withValue: ['cwd', 'cache-folder', 'network-timeout'] }).operands.map(
            ({ literal = '' }) => literal,
          ),
        }))
      const first = commands.find(({ verbs: [verb = ''] }) => installing.has(verb))
      if (!first || first.command.args.some(({ literal }) => literal === '--version' || literal === '-v'))
        return
      if (commands.some(({ verbs }) => verbs[0] === 'cache' && verbs[1] === 'clean')) return
      if (
        mountsOf(script.instruction).some(
          ({ type, target }) => type === 'cache' && /yarn|\.cache/.test(target),
        )
      )
        return
      if (
        script.commands.some(
          ({ name, args }) => name === 'rm' && args.some(({ text }) => /yarn|\.cache/.test(text)),
        )
      )
        return
      report('The cache of Yarn stays in the image: run yarn cache clean in the same RUN, or mount a cache', {
        span: script.spanOf(first.command),
        fix: appendCommand(script, 'yarn cache clean', true),
      })
    }),
})
