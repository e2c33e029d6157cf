import { argumentsOf } from '../../../shell/index.ts'
import { ownRule } from '../../own-rule.ts'
import { eachCommand } from '../../scripts/each-script.ts'
import { whyPinned } from './rpm-rules.ts'

export const pinGoVersions = ownRule({
  name: 'PinGoVersions',
  aliases: ['DL3062'],
  description: 'Go programs should be installed in a certain version',
  severity: 'warning',
  optional: true,
  documentation: {
    what: '`go install` or `go get` of a package of another module without a version, or with `@latest`.',
    why: whyPinned,
    bad: 'FROM golang:1.23\nRUN go install example.com/tool@latest\n',
    good: 'FROM golang:1.23\nRUN go install example.com/tool@v1.2.3\n',
  },
  create: () =>
    eachCommand(['go'], (command, script, report) => {
      const [verb, ...packages] = argumentsOf(command, {
        withValue: ['C', 'ldflags', 'tags', 'mod', 'o', 'p', 'gcflags'],
      }).operands
      if (verb?.literal !== 'install' && verb?.literal !== 'get' && verb?.literal !== 'run') return
      for (const word of packages) {
        const name = word.literal
        if (name === undefined || !/^[\w-]+(?:\.[\w-]+)+\//.test(name)) continue
        if (name.includes('@') && !name.endsWith('@latest')) continue
        report(`No version is asked for of ${name}`, { span: script.spanOf(word) })
      }
    }),
})
