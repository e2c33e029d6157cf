import type { CopyInstruction } from '../../../dockerfile/index.ts'
import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'
import { isArchive } from './copy-source.ts'

const unpacking: ReadonlySet<string> = new Set([
  'tar',
  'bsdtar',
  'gunzip',
  'bunzip2',
  'unxz',
  'unzstd',
  'gzip',
  'xz',
])

export const copyThenExtract = ownRule({
  name: 'CopyThenExtract',
  aliases: ['DL3010'],
  description: 'ADD should unpack archives',
  severity: 'info',
  documentation: {
    what: '`COPY` takes an archive from the build context, and a `RUN` of the same stage unpacks it.',
    why: 'The archive stays in the layer of the `COPY`, also where it is removed later. `ADD` unpacks it on the way.',
    bad: 'FROM alpine:3\nCOPY site.tar.gz /tmp/\nRUN tar -xzf /tmp/site.tar.gz -C /srv\n',
    good: 'FROM alpine:3\nADD site.tar.gz /srv/\n',
  },
  create() {
    let copied: { readonly name: string; readonly copy: CopyInstruction }[] = []
    return eachScript(
      (script, report) => {
        for (const { name, args } of script.commands) {
          if (!unpacking.has(name)) continue
          const found = copied.find((entry) =>
            args.some(({ text }) => text.replaceAll(/["']/g, '').endsWith(entry.name)),
          )
          if (!found) continue
          copied = copied.filter((entry) => entry !== found)
          report(`${found.name} stays in the layer of this COPY: ADD unpacks it on the way`, {
            instruction: found.copy,
          })
        }
      },
      (instruction) => {
        if (instruction.kind === 'from') copied = []
        if (instruction.kind !== 'copy' || instruction.from !== '') return
        for (const source of instruction.sources) {
          const name = source.slice(source.lastIndexOf('/') + 1)
          if (isArchive(name) && !/[*?[$]/.test(name)) copied.push({ name, copy: instruction })
        }
      },
    )
  },
})
