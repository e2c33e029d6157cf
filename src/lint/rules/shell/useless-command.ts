import { ownRule } from '../../own-rule.ts'
import { eachCommand } from '../../scripts/each-script.ts'
import { mountsOf } from '../../scripts/mounts.ts'

const useless = [
  'ssh',
  'vim',
  'vi',
  'nano',
  'emacs',
  'shutdown',
  'reboot',
  'service',
  'systemctl',
  'ps',
  'free',
  'top',
  'htop',
  'kill',
  'killall',
  'mount',
  'umount',
  'ifconfig',
  'less',
  'telnet',
]

export const uselessCommand = ownRule({
  name: 'UselessCommand',
  aliases: ['DL3001'],
  description: 'Some commands make no sense in a build',
  severity: 'info',
  documentation: {
    what: `A \`RUN\` runs ${useless.map((name) => `\`${name}\``).join(', ')}.`,
    why: 'There is no terminal, no init system, and no process but those of this very command: what these do is gone when the `RUN` ends, or fails.',
    bad: 'FROM debian:12\nRUN service nginx start\n',
    good: 'FROM debian:12\nCMD ["nginx", "-g", "daemon off;"]\n',
  },
  create: () =>
    eachCommand(useless, (command, script, report) => {
      // systemctl enable only makes a link.
      if (
        command.name === 'systemctl' &&
        command.args.some(({ literal = '' }) =>
          /^(?:enable|disable|mask|unmask|set-default|preset)/.test(literal),
        )
      )
        return
      if (command.name === 'mount' && script.instruction.security === 'insecure') return
      if (
        command.name === 'ssh' &&
        mountsOf(script.instruction).some(({ type }) => type === 'ssh' || type === 'secret')
      )
        return
      report(`${command.name} has no lasting effect in a build`, { span: script.spanOf(command.nameWord) })
    }),
})
