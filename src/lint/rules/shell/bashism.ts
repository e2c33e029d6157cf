import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'

/** Of these, the ash of BusyBox knows as much as bash. */
const knownToAsh: ReadonlySet<string> = new Set(['SC3010', 'SC3003', 'SC3060', 'SC3057', 'SC2112', 'SC3046'])
const commands: Readonly<Record<string, string>> = {
  source: 'SC3046',
  pushd: 'SC3044',
  popd: 'SC3044',
  shopt: 'SC3044',
  declare: 'SC3044',
  typeset: 'SC3044',
}

export const bashism = ownRule({
  name: 'Bashism',
  aliases: [
    'SC3001',
    'SC3003',
    'SC3005',
    'SC3006',
    'SC3008',
    'SC3009',
    'SC3010',
    'SC3011',
    'SC3020',
    'SC3023',
    'SC3030',
    'SC3044',
    'SC3046',
    'SC3057',
    'SC3059',
    'SC3060',
    'SC2112',
  ],
  description: 'What only bash understands should not be run by sh',
  severity: 'warning',
  documentation: {
    what: 'A script that `/bin/sh` runs has something of bash: `{a,b}`, `source`, `[[ ]]`, `<<<`, `<( )`, arrays, `&>` … On Alpine, what its shell understands goes unreported.',
    why: 'On Debian and Ubuntu `/bin/sh` is dash, which fails, or takes it for something else: `mkdir /srv/{a,b}` makes one directory of that name.',
    bad: 'FROM debian:12\nRUN mkdir -p /srv/{conf,data}\n',
    good: 'FROM debian:12\nRUN mkdir -p /srv/conf /srv/data\n',
  },
  create() {
    let base = ''
    const bases = new Map<string, string>()
    return eachScript(
      (script, report) => {
        if (script.shell.name !== 'sh' && script.shell.name !== 'dash' && script.shell.name !== 'ash') return
        // Where /bin/sh is bash, nobody can tell the difference.
        if (
          /(?:^|\/)(?:fedora|centos|rockylinux|almalinux|amazonlinux|oraclelinux|archlinux|bash|opensuse|photon|ubi\d+|redhat)\b/.test(
            base,
          )
        )
          return
        const ash = /alpine|busybox/.test(base)
        const features = [
          ...script.bashFeatures,
          ...script.commands.flatMap((command) => {
            const code =
              Object.hasOwn(commands, command.name) && command.nameWord.text === command.name
                ? commands[command.name]
                : undefined
            return code === undefined
              ? []
              : [{ code, name: command.name, start: command.start, end: command.end }]
          }),
        ]
        const seen = new Set<string>()
        for (const feature of features) {
          if (seen.has(feature.code) || (ash && knownToAsh.has(feature.code))) continue
          seen.add(feature.code)
          report(
            `sh does not know ${feature.name} (${feature.code}): write it otherwise, or choose bash with SHELL`,
            {
              span: script.spanOf(feature),
            },
          )
        }
      },
      (instruction) => {
        if (instruction.kind !== 'from') return
        const { baseName, stageName } = instruction
        base = bases.get(baseName.toLowerCase()) ?? baseName
        if (stageName !== '') bases.set(stageName, base)
      },
    )
  },
})
