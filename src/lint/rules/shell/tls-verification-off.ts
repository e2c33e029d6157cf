import { argumentsOf, hasOption, type ShellCommand } from '../../../shell/index.ts'
import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'

/** What turns the check of certificates off, as it is written; undefined where nothing does. */
const turnOff: Readonly<Record<string, (command: ShellCommand) => string | undefined>> = {
  curl: (command) =>
    hasOption(
      argumentsOf(command, {
        withValue: ['o', 'H', 'd', 'X', 'u', 'A', 'x', 'e', 'F', 'm', 'w', 'T', 'b', 'c'],
      }),
      'k',
      'insecure',
    )
      ? '-k'
      : undefined,
  wget: (command) => literalOf(command, /^--no-check-certificate$/),
  git: (command) =>
    literalOf(command, /^http\.sslVerify=(?:false|0)$/i) ??
    pairOf(command, /^http\.sslVerify$/i, /^(?:false|0)$/i),
  npm: (command) =>
    pairOf(command, /^strict-ssl$/, /^false$/) ?? literalOf(command, /^--?(?:no-)?strict-ssl(?:=false)?$/),
  yarn: (command) => pairOf(command, /^strict-ssl$/, /^false$/),
  pip: (command) => literalOf(command, /^--trusted-host/),
  pip3: (command) => literalOf(command, /^--trusted-host/),
  apk: (command) => literalOf(command, /^--allow-untrusted$/),
  'apt-get': (command) =>
    literalOf(
      command,
      /^--allow-unauthenticated$|^(?:-o)?Acquire::(?:https::Verify-Peer=false|AllowInsecureRepositories=true)$/i,
    ),
  yum: (command) => literalOf(command, /^--nogpgcheck$/),
  dnf: (command) => literalOf(command, /^--no-?gpgcheck$/),
}

export const tlsVerificationOff = ownRule({
  name: 'VerificationOff',
  description: 'Certificates and signatures should be checked',
  severity: 'warning',
  documentation: {
    what: 'A command is told not to check certificates or signatures: `curl -k`, `wget --no-check-certificate`, `git -c http.sslVerify=false`, `npm config set strict-ssl false`, `pip --trusted-host`, `apk add --allow-untrusted`, `apt-get --allow-unauthenticated`, `yum --nogpgcheck`.',
    why: 'Anybody between the build and the server can put their own files into the image. A certificate of the organisation can be added to the image, or mounted as a secret.',
    bad: 'FROM alpine:3\nRUN curl -fkO https://example.com/tool\n',
    good: 'FROM alpine:3\nRUN curl -fO https://example.com/tool\n',
  },
  create: () =>
    eachScript((script, report) => {
      for (const command of script.commands) {
        const option = Object.hasOwn(turnOff, command.name) ? turnOff[command.name]?.(command) : undefined
        if (option === undefined || command.args.some(({ text }) => /localhost|127\.0\.0\.1/.test(text)))
          continue
        report(`${command.name} is told not to check what it gets (${option})`, {
          span: script.spanOf(command),
        })
      }
    }),
})

function literalOf({ args }: ShellCommand, form: RegExp): string | undefined {
  return args.find(({ literal = '' }) => form.test(literal))?.literal
}

function pairOf({ args }: ShellCommand, key: RegExp, value: RegExp): string | undefined {
  const at = args.findIndex(({ literal = '' }) => key.test(literal))
  return at >= 0 && value.test(args[at + 1]?.literal ?? '')
    ? `${args[at]?.literal} ${args[at + 1]?.literal}`
    : undefined
}
