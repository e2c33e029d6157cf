import { argumentsOf, hasOption } from '../../../shell/index.ts'
import { ownRule } from '../../own-rule.ts'
import { eachCommand } from '../../scripts/each-script.ts'

const withValue = [
  'o',
  'output',
  'H',
  'header',
  'd',
  'data',
  'X',
  'request',
  'u',
  'user',
  'A',
  'user-agent',
  'x',
  'proxy',
  'e',
  'F',
  'm',
  'retry',
  'retry-delay',
  'retry-max-time',
  'connect-timeout',
  'max-time',
  'cacert',
  'w',
  'write-out',
  'output-dir',
  'T',
  'b',
  'c',
  'K',
  'config',
]

export const curlWithoutFail = ownRule({
  name: 'CurlWithoutFail',
  description: 'curl should fail where the server answers with an error',
  severity: 'warning',
  documentation: {
    what: 'A `RUN` downloads with `curl`, without `-f` (`--fail`).',
    why: 'curl succeeds whatever the server says: its page about what is wrong becomes the file, or is handed on to the next command, and stays in the build cache.',
    bad: 'FROM alpine:3\nRUN curl -sSLo /bin/tool https://example.com/tool\n',
    good: 'FROM alpine:3\nRUN curl -fsSLo /bin/tool https://example.com/tool\n',
  },
  create: () =>
    eachCommand(['curl'], (command, script, report) => {
      const args = argumentsOf(command, { withValue })
      if (
        hasOption(
          args,
          'f',
          'fail',
          'fail-with-body',
          'w',
          'write-out',
          'I',
          'head',
          'V',
          'version',
          'h',
          'help',
          'K',
          'config',
          'X',
          'request',
          'd',
          'data',
        )
      )
        return
      if (args.operands.length === 0 || command.place.tested) return
      const local = args.operands.some(({ text }) => /localhost|127\.0\.0\.1|^file:/.test(text))
      if (local) return
      const { end } = command.nameWord
      report('curl succeeds also where the server answers with an error: pass -f', {
        span: script.spanOf(command.nameWord),
        fix: script.fix(false, { start: end, end, text: ' -f' }),
      })
    }),
})
