import { ownRule } from '../../own-rule.ts'

export const ungracefulStopsignal = ownRule({
  name: 'UngracefulStopsignal',
  description: 'A program should be able to stop by itself',
  severity: 'warning',
  documentation: {
    what: '`STOPSIGNAL` is `SIGKILL` or `SIGSTOP`.',
    why: 'No program can react to these: it cannot finish what it is at, nor close its files.',
    bad: 'FROM alpine:3\nSTOPSIGNAL SIGKILL\n',
    good: 'FROM alpine:3\nSTOPSIGNAL SIGTERM\n',
  },
  create: () => ({
    parsed({ instruction }, report) {
      if (instruction.kind !== 'stopsignal') return
      const signal = instruction.signal.toUpperCase().replace(/^SIG/, '')
      if (['KILL', '9', 'STOP', '19'].includes(signal))
        report(`No program can react to ${instruction.signal}`)
    },
  }),
})
