import { readInteger } from '../../go/index.ts'
import { BuildError } from '../../source/index.ts'

const names = new Set(
  (
    'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM ' +
    'TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX'
  ).split(' '),
)

/**
 * Checks that a text names a signal: any number but 0, or a name of Linux with or without `SIG`, in any case.
 * Throws BuildError (`invalid signal: X`).
 */
export function checkSignal(text: string): void {
  const number = readInteger(text)
  const known =
    typeof number === 'bigint' ? number !== 0n : isSignalName(text.toUpperCase().replace(/^SIG/, ''))
  if (!known) throw new BuildError('signal-value', `invalid signal: ${text}`)
}

/** Real-time signals are counted from both ends: RTMIN+1 to RTMIN+15, RTMAX-1 to RTMAX-14. */
function isSignalName(name: string): boolean {
  return names.has(name) || /^RTMIN\+([1-9]|1[0-5])$/.test(name) || /^RTMAX-([1-9]|1[0-4])$/.test(name)
}
